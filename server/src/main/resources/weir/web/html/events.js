// Thresholds: defined, tried on what was received lately, set; and the events that they make, as they come.

import { ask, NoAnswer, put, remove } from './ask.js';
import { DataTable } from './data-table.js';
import { byId, element, reveal, say } from './dom.js';
import { showEvidence } from './event-evidence.js';
import { eventValue } from './event-list.js';
import { clock, count, duration } from './figures.js';
import { keysOf, testOf } from './flow-query.js';
import { open, poller } from './shell.js';
import { bodyOf, filterOf, filterText, limitOf, trialOf, USUAL } from './threshold-form.js';
import { viewOf } from './view-address.js';

/** Characters of a name that REST takes. */
const LONGEST_NAME = 255;
const form = /** @type {HTMLFormElement} */ (byId('threshold'));
/** @type {Record<string, any>} flow definitions by name */
let flows = {};
/** @type {Record<string, string>} host names by agent */
let names = {};
/** @type {Set<string> | null} metrics that were sent lately */
let sent = null;
/** @type {Record<string, any> | null} the flow that the form's threshold watches, if it is to be defined */
let flow = null;

open('events');

/** @returns {import('./threshold-form.js').Fields} */
function read() {
  const text = (/** @type {string} */ name) => field(name).value.trim();
  return { name: text('name'), metric: text('metric'), value: text('value'), timeout: text('timeout'), byFlow: field('byFlow').checked, filter: text('filter') };
}

/** @param {string} name @returns {any} */
function field(name) {
  return form.elements.namedItem(name);
}

/** @param {Partial<import('./threshold-form.js').Fields>} fields */
function fill(fields) {
  for (const name of ['name', 'metric', 'value', 'timeout', 'filter']) {
    field(name).value = /** @type {any} */ (fields)[name] ?? '';
  }
  field('byFlow').checked = fields.byFlow ?? false;
  reveal(byId('trial'), false);
  explain();
}

/** @param {string} mistake */
function complain(mistake) {
  byId('mistake').replaceChildren(element('span', '', mistake));
  reveal(byId('mistake'), mistake !== '');
}

/** Whether values of a metric are bytes per second. @param {string} metric */
function inBytes(metric) {
  const name = metric.slice(metric.lastIndexOf('.') + 1);
  return /octets$|^bytes_(in|out)$/.test(name) || (flow?.value ?? flows[name]?.value) === 'bytes';
}

/** Whether no metric and no flow has a name, as far as they were told. @param {string} metric */
function isUnknown(metric) {
  const name = metric.slice(metric.lastIndexOf('.') + 1);
  return sent !== null && !sent.has(name) && !(name in flows);
}

/** Says what the limit means, and what is wrong with the form. @returns {boolean} whether it can be sent */
function explain() {
  const { metric, value, timeout, filter } = read();
  const limit = limitOf(value);
  const asked = metric !== '' && value !== '';
  const wrong = value !== '' && limit === null ? `limit: '${value}' is not a number with a unit, as 100 Mbit/s, 80 % or 1000`
    : limit?.bits && asked && !inBytes(metric) ? `limit: ${metric} is not counted in bytes, so it has no bit/s`
      : timeout !== '' && !/^\d+(\.\d+)?$/.test(timeout) ? `pause: '${timeout}' is not a number of seconds`
      : filter !== '' && Object.entries(filterOf(filter)).some(([name, values]) => !name || values.includes('')) ? `only where: write it as host_name=leaf*&ifspeed=1000000000` : '';
  complain(wrong);
  const number = limit === null ? '' : `${limit.value.toLocaleString('en')}${inBytes(metric) ? ' bytes per second' : ''}`;
  const makes = flow ? ` Its flow is defined with it: ${metric}, keys ${flow.keys}, value ${flow.value}.` : '';
  say(byId('hint'), asked && !wrong ? `An event when ${metric} of a data source reaches ${number}.${makes}` : '');
  return asked && wrong === '';
}

byId('topics').replaceChildren(...USUAL.map(({ title, fields, flow: made }) => {
  const button = element('button', 'plain pill', title);
  button.type = 'button';
  button.addEventListener('click', () => {
    flow = made ?? null;
    fill(fields);
  });
  return button;
}));

form.addEventListener('input', (event) => {
  if (event.target === field('metric')) {
    flow = null;
  }
  // An answer to another question.
  reveal(byId('trial'), false);
  explain();
});

/** Defines the flow that the threshold needs, if it is not there as it should be. */
async function needed() {
  const { metric } = read();
  if (flow !== null && !(metric in flows)) {
    await put(`../flow/${metric}/json`, flow);
    flows = { ...flows, [metric]: flow };
  }
}

/** @param {() => Promise<void>} work */
async function trying(work) {
  reveal(byId('trial'), false);
  if (!explain()) {
    if (byId('mistake').hidden) {
      complain('A metric and a limit are needed.');
    }
    return;
  }
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    complain(error.message);
  }
}

/** What a trial says, in a sentence. @param {any} trial @param {string} metric */
function verdict(trial, metric) {
  if (trial.count === 0 && isUnknown(metric)) {
    return `Nothing has sent a metric ${metric} lately, and no flow has this name.`;
  }
  if (trial.datagrams === 0) {
    return 'No datagrams are held: nothing was received, or sflow.recent.bytes is 0.';
  }
  const times = trial.count === 1 ? 'once' : `${count(trial.count)} times`;
  return `It would ${trial.count === 0 ? 'not have fired' : `have fired ${times}`} in the last ${duration(trial.until - trial.since)}.`;
}

byId('try').addEventListener('click', () => trying(async () => {
  await needed();
  const fields = read();
  const trial = await ask(trialOf(fields));
  if (JSON.stringify(read()) !== JSON.stringify(fields)) {
    return;
  }
  byId('trial').replaceChildren(
    element('strong', '', verdict(trial, fields.metric)),
    ...trial.events.slice(0, 5).map((/** @type {any} */ event) => element('span', 'quiet', `${clock(event.timestamp)} ${place(event)} ${keyText(event)} ${eventValue(shownAs(event), event.value)}`)),
  );
  reveal(byId('trial'), true);
}));

form.addEventListener('submit', (event) => {
  event.preventDefault();
  trying(async () => {
    const fields = read();
    if (!/^[\w-]+$/.test(fields.name) || fields.name.length > LONGEST_NAME) {
      complain(`A name is needed: letters, digits, _ and -, at most ${LONGEST_NAME}.`);
      return;
    }
    await needed();
    await put(`../threshold/${fields.name}/json`, bodyOf(fields));
    complain('');
    thresholds.soon();
    say(byId('hint'), `${fields.name} is set. Its events appear below.`);
  });
});

/** @param {any} event */
function place(event) {
  return event.agent ? `${names[event.agent] ?? event.agent} ${ports.get(`${event.agent} ${event.dataSource}`) ?? event.dataSource}` : 'whole network';
}

/** @param {any} event */
function keyText(event) {
  const fs = flows[event.metric]?.fs ?? ',';
  return event.flowKey === undefined ? '' : event.flowKey.split(fs).join(' → ');
}

/** Flows of bytes are shown in bits too. @param {any} event */
function shownAs(event) {
  return inBytes(event.metric) ? { metric: 'octets' } : event;
}

const list = new DataTable(byId('thresholds'), [
  { title: 'Name', text: (row) => row.name, fill: (cell, row) => buttonIn(cell, row.name, () => edit(row)) },
  { title: 'Metric or flow', text: (row) => row.metric },
  { title: 'Limit', style: 'number', text: (row) => eventValue(shownAs(row), row.value), key: (row) => row.value },
  { title: 'Watches', text: (row) => (row.byFlow ? 'each flow' : 'each data source') },
  { title: 'Only where', text: (row) => filterText(row.filter ?? {}) || 'everywhere' },
  { title: 'Pause', style: 'number', text: (row) => `${row.timeout} s`, key: (row) => row.timeout },
  { title: 'Lately', style: 'number', text: (row) => count(row.lately), key: (row) => row.lately },
  { title: '', text: () => '', fill: (cell, row) => buttonIn(cell, 'Remove', async () => {
    try {
      await remove(`../threshold/${encodeURIComponent(row.name)}/json`);
      thresholds.soon();
    } catch (error) {
      complain(error instanceof NoAnswer ? error.message : String(error));
    }
  }) },
], (row) => row.name, 6);

/** @param {HTMLElement} cell @param {string} text @param {() => void} work */
function buttonIn(cell, text, work) {
  let button = /** @type {any} */ (cell.querySelector('button'));
  if (!button) {
    button = element('button', 'drill', text);
    button.type = 'button';
    cell.append(button);
  }
  button.onclick = work;
}

/** @param {any} row */
function edit(row) {
  flow = null;
  fill({ ...row, value: inBytes(row.metric) ? eventValue(shownAs(row), row.value) : String(row.value), timeout: String(row.timeout), filter: filterText(row.filter ?? {}) });
  form.scrollIntoView({ block: 'nearest' });
}

const log = new DataTable(byId('events'), [
  { title: 'Time', style: 'time', text: (event) => clock(event.timestamp), key: (event) => event.eventID, hint: (event) => new Date(event.timestamp).toISOString() },
  { title: 'Threshold', text: (event) => event.thresholdID },
  { title: 'Where', text: place },
  { title: 'Flow', text: keyText },
  { title: 'Value', style: 'number', text: (event) => eventValue(shownAs(event), event.value), key: (event) => event.value },
  { title: 'Limit', style: 'number', text: (event) => eventValue(shownAs(event), event.threshold), key: (event) => event.threshold },
  { title: 'Evidence', text: evidence, fill: (cell, event) => {
    const link = /** @type {any} */ (cell.querySelector('a') ?? cell.appendChild(element('a')));
    say(link, evidence(event) || 'Samples');
    link.href = `events.html?event=${event.eventID}`;
    link.onclick = (/** @type {MouseEvent} */ click) => {
      if (!click.ctrlKey && !click.metaKey) {
        click.preventDefault();
        history.pushState(null, '', link.href);
        showEvidence();
        byId('evidence').scrollIntoView({ block: 'nearest' });
      }
    };
  } },
  { title: '', text: () => '', fill: (cell, event) => {
    const link = /** @type {any} */ (cell.querySelector('a') ?? cell.appendChild(element('a', '', 'Look')));
    link.href = lookAt(event);
  } },
], (event) => String(event.eventID), 0);

/** @param {any} event */
function evidence(event) {
  const parts = [];
  if (event.error !== undefined) {
    parts.push(`± ${event.error > 999 ? '> 999' : Math.round(event.error)} % from ${count(event.samples)} sample${count(event.samples) === '1' ? '' : 's'}`);
  }
  if (event.latency) {
    parts.push(`${event.latency.detected.toFixed(1)} ms after its sample`);
  }
  return parts.join(', ');
}

/** Where more about an event is seen. @param {any} event */
function lookAt(event) {
  const definition = flows[event.metric];
  if (definition) {
    const parts = event.flowKey === undefined ? [] : event.flowKey.split(definition.fs ?? ',');
    const keys = keysOf(definition.keys ?? '');
    const tests = parts.length === keys.length ? keys.map((key, i) => testOf(key, parts[i])) : [];
    return viewOf({ keys: definition.keys, value: definition.value === 'bytes' ? 'bits' : definition.value === 'frames' ? 'packets' : definition.value, agents: event.agent ?? 'ALL', filter: [definition.filter, ...tests].filter((test) => test).join('&') });
  }
  const name = event.metric.slice(event.metric.lastIndexOf('.') + 1);
  return `metrics.html?${new URLSearchParams({ metric: name, agent: event.agent ?? 'ALL', source: event.dataSource ?? '' })}`;
}

byId('evidence-close').addEventListener('click', (/** @type {Event} */ event) => {
  event.preventDefault();
  history.pushState(null, '', 'events.html');
  showEvidence();
});
addEventListener('popstate', showEvidence);
poller.addEventListener('restarted', showEvidence);
showEvidence();

/** @type {any[]} */
let events = [];
/** @type {Map<string, string>} names of ports that had events */
const ports = new Map();

poller.every(2000, '../events/json?maxEvents=100', (answer) => {
  events = answer;
  log.show(events);
  say(byId('events-note'), events.length === 0 ? 'none so far' : events.length === 100 ? 'the newest 100' : count(events.length));
  reveal(byId('events'), events.length > 0);
});
const thresholds = poller.every(5000, '../threshold/json', (answer) => {
  const rows = Object.entries(answer).map(([name, threshold]) => ({ name, .../** @type {any} */ (threshold), lately: events.filter((event) => event.thresholdID === name).length }));
  list.show(rows);
  say(byId('thresholds-note'), rows.length === 0 ? 'none: choose one above, or write one' : count(rows.length));
  reveal(byId('thresholds'), rows.length > 0);
});
poller.every(10_000, '../flow/json', (answer) => {
  flows = answer;
});
poller.every(30_000, '../agents/json', (answer) => {
  names = Object.fromEntries(Object.entries(answer).filter(([, agent]) => /** @type {any} */ (agent).hostName).map(([address, agent]) => [address, /** @type {any} */ (agent).hostName]));
});
/** @type {string[]} agents whose ports were asked for */
let asked = [];
poller.every(3000, () => {
  const agents = asked = [...new Set(events.filter((event) => event.agent && !ports.has(`${event.agent} ${event.dataSource}`)).map((event) => event.agent))].slice(0, 50);
  return agents.length === 0 ? null : `../dump/${agents.join(',')}/ifname/json`;
}, (answer) => {
  events.filter((event) => asked.includes(event.agent)).forEach((event) => ports.set(`${event.agent} ${event.dataSource}`, event.dataSource));
  answer.forEach((/** @type {any} */ cell) => ports.set(`${cell.agent} ${cell.dataSource}`, cell.metricValue));
});
poller.every(30_000, '../metrics/json', (answer) => {
  sent = new Set(Object.keys(answer));
  byId('metrics').replaceChildren(...Object.keys(answer).map((name) => new Option(name, name)));
});
