// Any question about flows, as it is written: a live chart and a table, pause and look back, all of it in the address.

import { Completion } from './completion.js';
import { byId, element, reveal, say } from './dom.js';
import { clock, quantity } from './figures.js';
import { definitionOf, keysOf, measureOf, nameOf, narrowed, pasted, testOf } from './flow-query.js';
import { FlowTable } from './flow-table.js';
import { Language } from './language.js';
import { MistakeChecker } from './mistake.js';
import { OwnFlow } from './own-flow.js';
import { Palette } from './palette.js';
import { open, poller } from './shell.js';
import { History, StackChart } from './stack.js';
import { TOPICS } from './topics.js';
import { DEFAULTS, viewIn, viewOf } from './view-address.js';

/** @typedef {import('./view-address.js').View} View */

const WINDOW = 600;
const form = /** @type {HTMLFormElement} */ (byId('query'));
const language = new Language();
const past = new History(WINDOW);
const palette = new Palette();
let view = viewIn(location.search);
let measure = measureOf(view);
/** @type {OwnFlow | null} */
let flow = null;
/** Whether the page shows a moment of the past, and which. */
let paused = false;
let shown = 0;
let since = 0;

open('flows');
const chart = new StackChart('Largest flows', past, palette, { height: 300, format: (value) => quantity(value, measure.unit) });
byId('trend').append(chart.element);
const table = new FlowTable(document.querySelector('.flows table') ?? form);
const checker = new MistakeChecker(form, byId('mistake'), () => definitionOf(read()), remark);
for (const name of /** @type {const} */ (['keys', 'value', 'filter'])) {
  new Completion(field(name), language, name, byId('hint'));
}

/** @param {string} name @returns {any} */
function field(name) {
  return form.elements.namedItem(name);
}

/** The view that the form holds. @returns {View} */
function read() {
  const made = { ...view };
  for (const name of /** @type {(keyof View)[]} */ (Object.keys(DEFAULTS))) {
    made[name] = name === 'dropped' ? (field(name).checked ? 'true' : '') : field(name).value.trim() || (name === 'filter' || name === 'keys' ? '' : DEFAULTS[name]);
  }
  return made;
}

function remark() {
  const written = read();
  const unseen = language.unseen(written.keys, written.value, written.filter);
  const unnamed = language.unnamed(`${written.keys} ${written.filter}`);
  return [
    unseen.length === 0 ? '' : `No sample had ${unseen.join(' or ')} in the last minutes: flows appear when one has.`,
    unnamed.length === 0 ? '' : `There is no ${unnamed.join(' and no ')}.`,
  ].filter((sentence) => sentence).join(' ');
}

/** Puts the view into the form. */
function write() {
  for (const name of /** @type {(keyof View)[]} */ (Object.keys(DEFAULTS))) {
    if (name === 'dropped') {
      field(name).checked = view.dropped === 'true';
    } else {
      field(name).value = view[name];
      if (field(name) instanceof HTMLSelectElement && field(name).value !== view[name]) {
        field(name).append(new Option(view[name], view[name], true, true));
      }
    }
  }
  const tests = parts(view.filter);
  byId('drilled').replaceChildren(...tests.map((test, i) => {
    const button = element('button', 'chip', element('code', '', test), element('span', '', '✕'));
    button.type = 'button';
    button.setAttribute('aria-label', `Without ${test}`);
    button.addEventListener('click', () => go({ ...view, filter: tests.filter((_, other) => other !== i).join('&') }));
    return button;
  }));
  reveal(byId('drilled'), tests.length > 0);
  showTopics();
}

/** Tests that are joined by & outside of brackets. @param {string} filter */
function parts(filter) {
  const found = [''];
  let depth = 0;
  for (let i = 0; i < filter.length; i++) {
    const c = filter[i];
    depth += c === '(' || c === '[' ? 1 : c === ')' || c === ']' ? -1 : 0;
    if (c === '\\') {
      found[found.length - 1] += c + (filter[++i] ?? '');
    } else if (c === '&' && depth === 0) {
      found.push('');
    } else if (c === '|' && depth === 0) {
      return [filter];
    } else {
      found[found.length - 1] += c;
    }
  }
  return found.filter((test) => test !== '');
}

/** Shows another view, which becomes an entry of the browser's history. @param {View} next */
function go(next) {
  view = next;
  window.history.pushState(null, '', viewOf(view));
  apply();
}

function apply() {
  measure = measureOf(view);
  write();
  pause(false);
  flow?.close();
  flow = new OwnFlow(nameOf(view), definitionOf(view));
  flow.onProblem = () => flow?.problem && checker.show(definitionOf(view), flow.problem);
  past.clear();
  chart.reset();
  chart.stacked = measure.additive;
  chart.draw();
  table.begin(keysOf(view.keys), measure.unit);
  table.show([]);
  since = performance.now();
  say(byId('none'), 'Waiting for the first samples…');
  reveal(byId('none'), true);
  checker.check();
  question.soon();
  question.due = performance.now() + 400;
}

const question = poller.every(1000, () => flow?.path(`maxFlows=${encodeURIComponent(view.n)}&aggMode=${encodeURIComponent(view.mode)}&minValue=${measure.additive ? 0.001 : 0}`, view.agents) ?? null, (flows) => {
  flow?.came(flows);
  const items = flows.map((/** @type {any} */ row) => ({ key: row.key, value: row.value * measure.factor, row }));
  const gone = past.add({ time: Date.now() / 1000, total: items.reduce((/** @type {number} */ sum, /** @type {any} */ item) => sum + item.value, 0), items });
  palette.round();
  if (paused) {
    // What is looked at stays the same moment until it lies too far back itself.
    const over = gone > shown;
    shown = Math.max(0, shown - gone);
    scale();
    if (over) {
      present();
    }
  } else {
    chart.draw();
    present();
  }
}, (reason) => reason.status && checker.show(definitionOf(view), reason.message));

/** Fills the table with the moment that is shown. */
function present() {
  const moment = paused ? past.moments[shown] : past.latest;
  if (!moment) {
    return;
  }
  table.show(moment.items.map((item) => ({ ...item, row: item.row, style: palette.classOf(item.key), share: moment.total > 0 ? item.value / moment.total : 0 })));
  const waited = performance.now() - since > 4000;
  say(byId('none'), waited ? nothing() : 'Waiting for the first samples…');
  reveal(byId('none'), moment.items.length === 0);
  const total = measure.additive ? `${quantity(moment.total, measure.unit)} in ${moment.items.length} flow${moment.items.length === 1 ? '' : 's'}` : `${moment.items.length} flows`;
  say(byId('state'), paused ? `at ${clock(moment.time * 1000)}: ${total}` : total);
}

function nothing() {
  if (view.mode === 'edge' || view.mode === 'core') {
    return 'Nothing there: places at the edge and in the core are told by a topology.';
  }
  return view.dropped ? 'No drop notices with these keys so far. Agents must be configured to send them.' : 'No sample has these keys and passes the filter so far.';
}

/** @param {boolean} on */
function pause(on) {
  if (on && past.moments.length === 0) {
    return;
  }
  paused = on;
  shown = past.moments.length - 1;
  byId('pause').setAttribute('aria-pressed', String(on));
  say(byId('pause'), on ? '▶ Live' : '❚❚ Pause');
  reveal(byId('scrub'), on);
  if (on) {
    scale();
  }
}

function scale() {
  const range = byId('time');
  range.max = String(past.moments.length - 1);
  range.value = String(shown);
  say(byId('moment'), past.moments[shown] ? clock(past.moments[shown].time * 1000) : '');
}

/** @param {import('./stack.js').Moment} moment */
function look(moment) {
  if (!paused) {
    pause(true);
  }
  shown = past.moments.indexOf(moment);
  scale();
  present();
}

function showTopics() {
  const same = (/** @type {Partial<View>} */ query) => viewOf({ ...DEFAULTS, ...query }) === viewOf({ ...view, agents: 'ALL', n: DEFAULTS.n, t: DEFAULTS.t });
  byId('topics').replaceChildren(...TOPICS.map(([topic, queries]) => {
    const links = queries.map(([title, query]) => {
      const link = element('a', '', title);
      link.href = viewOf({ ...DEFAULTS, ...query });
      if (same(query)) {
        link.setAttribute('aria-current', 'true');
      }
      link.addEventListener('click', (/** @type {MouseEvent} */ event) => {
        if (!event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          go({ ...DEFAULTS, ...query });
        }
      });
      return link;
    });
    const menu = element('details', 'menu', element('summary', 'plain', topic), element('div', 'card sheet', ...links));
    if (queries.some(([, query]) => same(query))) {
      menu.classList.add('current');
    }
    return menu;
  }));
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (await checker.check()) {
    go(read());
  }
});
form.addEventListener('change', async (event) => {
  if (event.target instanceof HTMLSelectElement || /** @type {HTMLInputElement} */ (event.target).type === 'checkbox') {
    form.requestSubmit();
  }
});
addEventListener('popstate', () => {
  view = viewIn(location.search);
  apply();
});
byId('pause').addEventListener('click', () => {
  pause(!paused);
  if (!paused) {
    chart.draw();
  }
  present();
});
byId('time').addEventListener('input', () => {
  shown = Number(byId('time').value);
  scale();
  present();
});
addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches('input, select, button, summary, a');
  if (event.key === ' ' && !typing) {
    event.preventDefault();
    byId('pause').click();
  }
});
chart.onPick = look;
table.onKey = (/** @type {number} */ i, /** @type {string} */ text) => go({ ...view, filter: narrowed(view.filter, testOf(keysOf(view.keys)[i], text)) });
table.places = (/** @type {string} */ key) => `../flowlocations/${encodeURIComponent(view.agents)}/${nameOf(view)}/json?key=${encodeURIComponent(key)}`;
document.addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) {
      menu.removeAttribute('open');
    }
  });
});
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    document.querySelectorAll('details.menu[open]').forEach((menu) => menu.removeAttribute('open'));
  }
});
byId('copy').querySelectorAll('button').forEach((/** @type {HTMLButtonElement} */ button) => button.addEventListener('click', async () => {
  const text = pasted(view, button.dataset.copy ?? '');
  try {
    await navigator.clipboard.writeText(text);
    say(byId('state'), `Copied as ${button.textContent}`);
  } catch {
    const place = element('textarea');
    place.value = text;
    place.rows = 6;
    place.readOnly = true;
    byId('copy').querySelector('.sheet').append(place);
    place.select();
    return;
  }
  byId('copy').removeAttribute('open');
}));

poller.addEventListener('restarted', apply);
poller.every(3_600_000, '../flowlanguage/json', (answer) => (language.known = answer));
poller.every(10_000, '../flowkeys/json', (answer) => {
  const first = Object.keys(language.seen).length === 0;
  language.seen = answer;
  if (first) {
    checker.check();
  }
});
poller.every(60_000, '../group/json', (answer) => (language.groups = Object.keys(answer)));
poller.every(60_000, '../map/json', (answer) => (language.maps = Object.keys(answer)));
poller.every(60_000, '../agents/json', (agents) => {
  const options = ['ALL', 'EDGE', 'CORE', 'TOPOLOGY', ...Object.entries(agents).map(([address, agent]) => agent.hostName ?? address)];
  byId('agents').replaceChildren(...options.slice(0, 500).map((name) => new Option(name, name)));
});
apply();
