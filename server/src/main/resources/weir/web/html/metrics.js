// Metrics over time, a statistic over all data sources or those of an agent, and the table behind it; hosts as a whole.

import { portName, rowsOf } from './cells.js';
import { Chart } from './chart.js';
import { DataTable } from './data-table.js';
import { byId, element, reveal, say } from './dom.js';
import { count, duration } from './figures.js';
import { HOST_CHARTS, HOST_COLUMNS } from './host-view.js';
import { Timeline } from './series.js';
import { open, poller } from './shell.js';
import { formOf, shown } from './units.js';

const WINDOW = 300;
/** Metrics shown at one time. */
const MOST = 10;
const form = /** @type {HTMLFormElement} */ (byId('query'));
const DEFAULTS = { metric: 'ifinoctets,ifoutoctets', stat: 'max', agent: 'ALL', source: '', view: '' };
/** @type {typeof DEFAULTS} */
let view = viewIn();

/** @type {[string, Partial<typeof DEFAULTS>][]} */
const TOPICS = [
  ['Hosts', { view: 'hosts' }],
  ['Port rates', {}],
  ['Utilisation', { metric: 'ifinutilization,ifoututilization' }],
  ['Errors and discards', { metric: 'ifinerrors,ifouterrors,ifindiscards,ifoutdiscards', stat: 'sum' }],
  ['Packets', { metric: 'ifinpkts,ifoutpkts', stat: 'sum' }],
  ['Load', { metric: 'load_one_per_cpu,cpu_utilization,mem_utilization' }],
  ['TCP of hosts', { metric: 'tcp_retranssegs,tcp_currestab,tcp_outrsts', stat: 'sum' }],
];

/** A chart with the metrics it is made of. @typedef {{chart: Chart, timeline: Timeline, metrics: string[], note: HTMLElement}} Drawn */
/** @type {Drawn[]} */
let drawn = [];
/** @type {DataTable | null} */
let table = null;

function viewIn() {
  const query = new URLSearchParams(location.search);
  return /** @type {typeof DEFAULTS} */ (Object.fromEntries(Object.entries(DEFAULTS).map(([name, usual]) => [name, query.get(name) ?? usual])));
}

/** @param {typeof DEFAULTS} next */
function addressOf(next) {
  const query = new URLSearchParams(Object.entries(next).filter(([name, value]) => value !== DEFAULTS[/** @type {keyof typeof DEFAULTS} */ (name)]));
  return `metrics.html${query.size ? `?${query}` : ''}`;
}

/** @param {typeof DEFAULTS} next */
function go(next) {
  view = next;
  history.pushState(null, '', addressOf(view));
  apply();
}

function names() {
  return view.metric.split(',').map((name) => name.trim()).filter((name) => name).slice(0, MOST);
}

/** One agent as a host, or all of them in a table. */
const isHost = () => view.view === 'host';
const isHosts = () => view.view === 'hosts';

open('metrics');

function apply() {
  for (const name of ['metric', 'stat', 'agent', 'source']) {
    /** @type {any} */ (form.elements.namedItem(name)).value = view[/** @type {keyof typeof DEFAULTS} */ (name)];
  }
  const charts = isHosts() ? [] : isHost() ? HOST_CHARTS : names().map((name) => ({ title: name, metrics: [name], labels: [view.stat], metric: name }));
  drawn.forEach(({ chart }) => chart.close());
  drawn = charts.map(({ title, metrics, labels, metric }) => {
    const timeline = new Timeline(metrics.length, WINDOW);
    const { factor, unit, most } = formOf(metric);
    const note = element('p', 'note quiet');
    const chart = new Chart(title, labels, timeline, WINDOW, { factor, unit, height: 170, most });
    chart.element.append(note);
    return { chart, timeline, metrics, note };
  });
  byId('charts').replaceChildren(...drawn.map(({ chart }) => chart.element));
  reveal(byId('charts'), drawn.length > 0);
  begin();
  asked.soon();
  listed.soon();
  showTopics();
}

const asked = poller.every(2000, () => {
  if (drawn.length === 0) {
    return null;
  }
  const prefix = isHost() ? '' : `${view.stat}:${view.source ? `${view.source}.` : ''}`;
  const metrics = drawn.flatMap((each) => each.metrics).map((metric) => prefix + metric);
  return `../metric/${encodeURIComponent(view.agent)}/${metrics.map(encodeURIComponent).join(',')}/json`;
}, (answer) => {
  let at = 0;
  const time = Date.now() / 1000;
  for (const { chart, timeline, metrics, note } of drawn) {
    const values = metrics.map((_, i) => answer[at + i]);
    at += metrics.length;
    timeline.add(time, values.map(({ metricValue }) => (typeof metricValue === 'number' ? metricValue : null)));
    chart.draw();
    const [first] = values;
    const where = first.agent ? ` · ${portNames.get(`${first.agent} ${first.dataSource}`) ?? `${first.agent}, ${first.dataSource}`}` : '';
    const age = first.lastUpdateMin === undefined ? '' : ` · updated ${duration(first.lastUpdateMin)} ago`;
    const top = first.topKeys?.[0] ? ` · largest flow ${first.topKeys[0].key.replaceAll('\u001f', ' ')}` : '';
    say(note, first.metricValue === undefined ? 'No data source has it' : isHost() ? recent(first.lastUpdateMin ?? 0)
      : `over ${count(first.metricN)} data source${first.metricN === 1 ? '' : 's'}${where}${age}${top}`);
  }
});

/** When a host last told it, in words that stay for a while. @param {number} age ms */
function recent(age) {
  return age < 60_000 ? 'updated in the last minute' : `updated ${duration(age)} ago`;
}

/** @type {Map<string, string>} what data sources are called */
const portNames = new Map();

/** Makes the table for what is shown. */
function begin() {
  const place = /** @type {HTMLElement} */ (byId('rows').querySelector('table'));
  reveal(byId('rows'), !isHost());
  if (isHosts()) {
    table = new DataTable(place, [
      { title: 'Host', text: (row) => row.values.host_name, fill: (cell, row) => linkTo(cell, row.values.host_name, { ...DEFAULTS, view: 'host', agent: row.agent }) },
      ...HOST_COLUMNS.map(({ title, metric, style = 'number' }) => ({ title, style, text: (/** @type {any} */ row) => shown(metric, row.values[metric]), key: (/** @type {any} */ row) => row.values[metric] ?? null })),
    ], (row) => row.agent, 2);
    say(byId('rows-title'), 'Hosts');
    return;
  }
  const metrics = names();
  table = new DataTable(place, [
    { title: 'Data source', text: portName, fill: (cell, row) => linkTo(cell, portName(row), { ...view, agent: row.agent, source: row.dataSource }) },
    { title: 'Agent', text: (row) => row.agent },
    ...metrics.map((metric) => ({ title: metric, style: 'number', text: (/** @type {any} */ row) => shown(metric, row.values[metric]), key: (/** @type {any} */ row) => row.values[metric] ?? null })),
    { title: 'Updated', style: 'number', text: (row) => `${duration(row.age)} ago`, key: (row) => row.age },
  ], (row) => `${row.agent} ${row.dataSource}`, 2);
  say(byId('rows-title'), 'Data sources');
}

/** @param {HTMLElement} cell @param {string} text @param {typeof DEFAULTS} next */
function linkTo(cell, text, next) {
  let link = /** @type {HTMLAnchorElement | null} */ (cell.querySelector('a'));
  if (!link) {
    link = element('a', 'name');
    link?.addEventListener('click', (event) => {
      if (!event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        go(next);
      }
    });
    cell.append(/** @type {Node} */ (link));
  }
  say(/** @type {Element} */ (link), text);
  /** @type {any} */ (link).href = addressOf(next);
}

const LISTED = 100;
const listed = poller.every(6000, () => {
  if (isHost()) {
    return null;
  }
  if (isHosts()) {
    return `../table/ALL/host_name,${HOST_COLUMNS.map(({ metric }) => `null:${metric}`).join(',')}/json`;
  }
  const [first, ...others] = names();
  const source = view.source ? '' : `:-${LISTED}`;
  return first ? `../table/${encodeURIComponent(view.agent)}/null:host_name,null:ifname,sort:${encodeURIComponent(first)}${source}${others.map((name) => `,null:${encodeURIComponent(name)}`).join('')}/json` : null;
}, (answer) => {
  let rows = rowsOf(answer);
  rows.forEach((row) => portNames.set(`${row.agent} ${row.dataSource}`, portName(row)));
  if (view.source && !isHosts()) {
    rows = rows.filter((row) => row.dataSource === view.source);
  }
  table?.show(rows);
  say(byId('rows-note'), rows.length === LISTED ? `the ${LISTED} largest` : count(rows.length));
  say(byId('none'), isHosts() ? 'No agent sends counters of hosts' : 'No data source has this metric');
  reveal(byId('none'), rows.length === 0);
}, (reason) => {
  say(byId('none'), reason.message);
  reveal(byId('none'), true);
});

function showTopics() {
  byId('topics').replaceChildren(...TOPICS.map(([title, query]) => {
    const link = element('a', 'plain pill', title);
    const next = { ...DEFAULTS, ...query };
    link.href = addressOf(next);
    if (addressOf(next) === addressOf(view) || (title === 'Hosts' && isHost())) {
      link.setAttribute('aria-current', 'true');
    }
    link.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      if (!event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        go(next);
      }
    });
    return link;
  }));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const value = (/** @type {string} */ name) => /** @type {any} */ (form.elements.namedItem(name)).value.trim();
  go({ metric: value('metric') || DEFAULTS.metric, stat: value('stat'), agent: value('agent') || 'ALL', source: value('source'), view: '' });
});
form.addEventListener('change', (event) => {
  if (event.target instanceof HTMLSelectElement) {
    form.requestSubmit();
  }
});
addEventListener('popstate', () => {
  view = viewIn();
  apply();
});
poller.addEventListener('restarted', apply);

/** @param {string} id @param {string[]} texts */
function offer(id, texts) {
  byId(id).replaceChildren(...texts.slice(0, 1000).map((text) => new Option(text, text)));
}
/** What the form offers is asked for while somebody is in it. @param {() => string | null} path @param {(answer: any) => void} take */
function offered(path, take) {
  const question = poller.every(30_000, () => (form.contains(document.activeElement) ? path() : null), take);
  form.addEventListener('focusin', () => question.idle && question.soon());
}
offered(() => '../metrics/json', (answer) => offer('metrics', Object.keys(answer)));
offered(() => '../agents/json', (answer) => offer('agents', ['ALL', 'TOPOLOGY', 'EDGE', 'CORE',
  ...Object.entries(answer).map(([address, agent]) => /** @type {any} */ (agent).hostName ?? address)]));
offered(() => (['ALL', 'TOPOLOGY', 'EDGE', 'CORE'].includes(view.agent) ? null : `../metric/${encodeURIComponent(view.agent)}/json`), (answer) => {
  offer('sources', [...new Set(Object.keys(answer).map((name) => name.slice(0, name.lastIndexOf('.'))))]);
});
apply();
