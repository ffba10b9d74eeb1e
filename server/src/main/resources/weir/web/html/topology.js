// The topology with its load: links by utilisation, what flows on one, the way of a flow, the file and who is missing from it.

import { NoAnswer, put } from './ask.js';
import { Bars } from './bars.js';
import { rowsOf } from './cells.js';
import { BUSY, Causes, elephantsOf, kindOf } from './causes.js';
import { byId, element, reveal, say } from './dom.js';
import { FabricMap } from './fabric-map.js';
import { FabricTiles } from './fabric-tiles.js';
import { count, percent, quantity } from './figures.js';
import { FS, nameOf, testOf } from './flow-query.js';
import { loadOf } from './links.js';
import { OwnFlow } from './own-flow.js';
import { open, poller } from './shell.js';
import { checked } from './topology-check.js';
import { DEFAULTS, viewOf } from './view-address.js';

const HOSTS = 'or:ipsource:ip6source:macsource,or:ipdestination:ip6destination:macdestination';
const PORTS = 'or:tcpsourceport:udpsourceport,or:tcpdestinationport:udpdestinationport';
/** ms after which a trace must have found something, if there is anything. */
const TRACE_WAIT = 4000;
const bits = (/** @type {number} */ value) => quantity(value, 'bit/s');

open('topology');
const map = new FabricMap(byId('map'));
const list = new Bars('No port of a link sends counters yet');
const onLink = new Bars('Waiting for samples on this link');
const elephants = new Bars('No flow takes a tenth of a link');
const tiles = new FabricTiles(byId('now'));
/** The largest flows over all links, as they arrive and as they are sent: some agents tell of one only. */
const sides = ['input', 'output'].map((side) => new OwnFlow(`ui_links_${side}`,
  { keys: `link:${side}ifindex,${HOSTS},${PORTS}`, value: 'bytes', n: 50, t: 2, fs: FS }));
byId('list').append(list.element);
byId('elephants').append(elephants.element);
byId('link-flows').append(onLink.element);

/** @type {any} */
let topology = null;
/** @type {ReturnType<typeof loadOf>} */
let links = [];
/** @type {Set<string> | null} nodes that hosts are attached to; null until they are known, and nothing is drawn before */
let edge = null;
/** Agents by address, once they were told. @type {Record<string, any> | null} */
let agents = null;
/** @type {Map<string, Set<string>>} ports by node, of agents that send */
const known = new Map();
let chosen = '';
let tracing = '';
/** When the trace began. */
let tracedSince = 0;
/** @type {OwnFlow | null} */
let flow = null;
/** @type {OwnFlow | null} */
let trace = null;
/** @type {Map<string, Set<string>> | null} */
let traced = null;

/** @param {string} link @param {string} filter */
function go(link, filter) {
  const query = new URLSearchParams();
  if (link) {
    query.set('link', link);
  }
  if (filter) {
    query.set('trace', filter);
  }
  history.pushState(null, '', `topology.html${query.size ? `?${query}` : ''}`);
  apply();
}

/** @param {string} link */
function filterOf(link) {
  const name = link.replace(/[\\,&|)]/g, '\\$&');
  return `link:inputifindex=${name}|link:outputifindex=${name}`;
}

function apply() {
  const query = new URLSearchParams(location.search);
  chosen = query.get('link') ?? '';
  tracing = query.get('trace') ?? '';
  flow?.close();
  trace?.close();
  const view = { ...DEFAULTS, keys: `${HOSTS},${PORTS}`, filter: filterOf(chosen) };
  flow = chosen ? own(view) : null;
  trace = tracing ? own({ ...DEFAULTS, keys: 'link:inputifindex,node:inputifindex', filter: tracing, t: '5' }) : null;
  traced = tracing ? new Map() : null;
  tracedSince = performance.now();
  if (trace) {
    const asked = trace;
    asked.onProblem = () => complain(asked.problem);
  }
  complain('');
  /** @type {any} */ (byId('trace')).elements.filter.value = tracing;
  onLink.show([]);
  reveal(byId('link'), chosen !== '');
  reveal(byId('list'), chosen === '');
  reveal(byId('all-links'), chosen !== '');
  say(byId('link-title'), chosen ? `Link ${chosen}` : 'Busiest links');
  show();
  flowsOfLink.soon();
  wayOfFlow.soon();
}

/** @param {import('./view-address.js').View} view */
function own(view) {
  return new OwnFlow(nameOf(view), { keys: view.keys, value: 'bytes', filter: view.filter, n: 20, t: Number(view.t), fs: FS });
}

/** @param {string} mistake */
function complain(mistake) {
  byId('mistake').replaceChildren(element('span', '', mistake));
  reveal(byId('mistake'), mistake !== '');
}

function show() {
  if (topology === null) {
    return;
  }
  const any = Object.keys(topology.links ?? {}).length > 0;
  reveal(byId('none'), !any);
  reveal(byId('map'), any);
  reveal(byId('now'), any);
  reveal(byId('elephants-card'), any);
  if (any && edge !== null) {
    map.show(links, edge, chosen, traced);
  }
  const busy = links.filter((link) => (link.use ?? 0) >= BUSY).length;
  const silent = links.filter((link) => !link.known).length;
  say(byId('summary'), any ? `${count(links.length)} links, ${busy} busy${silent ? `, ${silent} without counters` : ''}` : '');
  const sorted = links.filter((link) => link.known).sort((one, other) => (other.use ?? 0) - (one.use ?? 0)).slice(0, 12);
  list.show(sorted.map((link) => ({
    key: link.name,
    name: `${link.node1} ⇄ ${link.node2}`,
    detail: (link.use ?? 0) >= BUSY ? `${link.name}, busy by ${kindOf(causes.elephantsOn(link))}` : link.name,
    share: share(link, link.forward),
    second: share(link, link.back),
    figure: link.use === null ? bits(8 * Math.max(link.forward ?? 0, link.back ?? 0)) : `${percent(link.use)} %`,
    note: `→ ${bits(8 * (link.forward ?? 0))}, ← ${bits(8 * (link.back ?? 0))}`,
    href: `topology.html?link=${encodeURIComponent(link.name)}`,
  })));
  showLink();
  showMissing();
}

/** @param {any} link @param {number | null} octets */
function share(link, octets) {
  return link.speed ? (8 * (octets ?? 0)) / link.speed : 0;
}

function showLink() {
  const link = links.find(({ name }) => name === chosen);
  const facts = link ? [
    ['From', `${link.node1} ${link.port1}`],
    ['To', `${link.node2} ${link.port2}`],
    ['Speed', link.speed ? bits(link.speed) : 'not known'],
    [`${link.node1} sends`, `${bits(8 * (link.forward ?? 0))}${link.speed ? `, ${percent(share(link, link.forward))} %` : ''}`],
    [`${link.node2} sends`, `${bits(8 * (link.back ?? 0))}${link.speed ? `, ${percent(share(link, link.back))} %` : ''}`],
  ] : chosen ? [['', `The topology has no link ${chosen}`]] : [];
  byId('facts').replaceChildren(...facts.map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value))));
}

function showMissing() {
  if (agents === null) {
    return;
  }
  const inside = new Set();
  Object.values(topology.links ?? {}).forEach((/** @type {any} */ link) => inside.add(link.node1).add(link.node2));
  Object.entries(topology.nodes ?? {}).forEach(([name, node]) => inside.add(name).add(/** @type {any} */ (node).agent));
  const missing = Object.entries(agents).filter(([address, agent]) => !inside.has(address) && !inside.has(agent.hostName));
  const none = Object.keys(agents).length === 0 ? 'No agent has sent yet.' : 'None: every agent that sends is in it.';
  byId('missing').replaceChildren(...(missing.length === 0 ? [element('li', 'quiet', none)]
    : missing.slice(0, 50).map(([address, agent]) => element('li', '', agent.hostName ?? address, element('span', 'detail', ` ${agent.hostName ? address : ''}`)))));
}

new ResizeObserver(show).observe(byId('map'));
/** What was put into the field of the topology file: another text there is the reader's. */
let filled = '';
poller.every(10_000, '../topology/json', (answer) => {
  topology = answer;
  const { version, ...installed } = answer;
  const text = Object.keys(installed).length ? JSON.stringify(installed, null, 1) : '';
  const edited = byId('text').value !== filled;
  if (!edited) {
    filled = text;
    byId('text').value = text;
  }
  const changed = edited && text !== filled ? ', which is another one than was edited here' : '';
  say(byId('file-note'), `${version === undefined ? 'none installed' : `version ${version}`}${changed}`);
  links = loadOf(topology, ports);
  show();
});
/** @type {ReturnType<typeof rowsOf>} */
let ports = [];
poller.every(3000, '../table/CORE/null:host_name,null:ifname,null:ifspeed,ifinoctets,ifoutoctets/json', (answer) => {
  ports = rowsOf(answer);
  links = loadOf(topology ?? {}, ports);
  show();
});
poller.every(30_000, '../table/ALL/null:host_name,ifname/json', (answer) => {
  rowsOf(answer).forEach((row) => {
    for (const name of [row.values.host_name, row.agent]) {
      if (name) {
        known.set(name, (known.get(name) ?? new Set()).add(row.values.ifname));
      }
    }
  });
});
poller.every(30_000, () => (topology === null ? null : '../table/EDGE/null:host_name,ifname/json?ifoperstatus=up&ifdirection=full-duplex'), (answer) => {
  edge = new Set(rowsOf(answer).map((row) => nodeOf(row)));
  show();
}, () => {
  edge ??= new Set();
});
poller.every(10_000, '../agents/json', (answer) => {
  agents = answer;
  show();
});

/** @param {any} row */
function nodeOf(row) {
  const explicit = Object.entries(topology?.nodes ?? {}).find(([, node]) => /** @type {any} */ (node).agent === row.agent);
  return explicit?.[0] ?? row.values.host_name ?? row.agent;
}

const inFabric = () => Object.keys(topology?.links ?? {}).length > 0;
poller.every(3000, () => (inFabric() ? '../metric/EDGE/sum:ifinoctets,sum:ifoutoctets/json' : null), (answer) => tiles.edge(answer));
poller.every(3000, () => (inFabric() ? '../metric/CORE/sum:ifoutoctets/json' : null), (answer) => tiles.core(answer));

let causes = new Causes();
/** @type {any[]} */
let arriving = [];
poller.every(2000, () => (inFabric() ? sides[0].path('maxFlows=200&minValue=1') : null), (flows) => {
  sides[0].came(flows);
  arriving = flows;
});
poller.every(2000, () => (inFabric() ? sides[1].path('maxFlows=200&minValue=1') : null), (leaving) => {
  sides[1].came(leaving);
  causes = new Causes();
  causes.add(arriving, FS);
  causes.add(leaving, FS);
  tiles.causes(causes, links);
  elephants.show(causes.elephants(links).slice(0, 8).map(({ flow: key, value, share: part, links: way }) => {
    const [from, to, source, destination] = key.split(FS);
    return {
      key,
      name: `${from} → ${to}`,
      detail: `${source ? `${source} → ${destination} · ` : ''}over ${way.join(', ')}`,
      share: part,
      figure: bits(8 * value),
      note: `${percent(part)} % of a link`,
      href: `topology.html?${new URLSearchParams({ trace: tests(from, to) })}`,
    };
  }));
});

/** A filter for what two hosts send: their next flow is likely to be as large as the one that was clicked. @param {string} from @param {string} to */
function tests(from, to) {
  const keys = HOSTS.split(',');
  return [testOf(keys[0], from), testOf(keys[1], to)].join('&');
}

const flowsOfLink = poller.every(2000, () => flow?.path('maxFlows=8&minValue=1') ?? null, (flows) => {
  flow?.came(flows);
  const link = links.find(({ name }) => name === chosen);
  const most = flows[0]?.value ?? 1;
  const number = link ? elephantsOf(link, flows) : 0;
  const what = number === 0 ? 'no flow takes a tenth of it' : number === 1 ? 'a single flow takes a tenth of it or more' : `${number} flows each take a tenth of it or more`;
  const kind = `${kindOf(number)}: ${what}`;
  say(byId('cause'), flows.length === 0 ? '' : `${(link?.use ?? 0) >= BUSY ? 'Busy' : 'Not busy; its load is'} by ${kind}.`);
  onLink.show(flows.map((/** @type {any} */ one) => {
    const [from, to, source, destination] = one.key.split(FS);
    return {
      key: one.key,
      name: `${from} → ${to}`,
      detail: `${source} → ${destination}`,
      share: one.value / most,
      figure: bits(8 * one.value),
      href: viewOf({ keys: `${HOSTS},${PORTS}`, filter: filterOf(chosen) }),
    };
  }));
});
const wayOfFlow = poller.every(2000, () => trace?.path('maxFlows=200&minValue=1&aggMode=sum') ?? null, (flows) => {
  trace?.came(flows);
  if (flows.length > 0 || performance.now() - tracedSince > TRACE_WAIT) {
    complain(flows.length > 0 ? '' : `No sample of the last seconds passes ${tracing}.`);
  }
  traced = new Map();
  for (const { key } of flows) {
    const [link, node] = key.split(FS);
    traced.set(link, (traced.get(link) ?? new Set()).add(node));
  }
  show();
});

byId('elephants').addEventListener('click', (/** @type {MouseEvent} */ event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go(chosen, new URLSearchParams(link.search).get('trace') ?? '');
  }
});
map.onLink = (/** @type {string} */ name) => go(name, tracing);
map.onNode = (/** @type {string} */ name) => location.assign(`agents.html?show=ports&find=${encodeURIComponent(name)}`);
byId('all-links').addEventListener('click', (/** @type {Event} */ event) => {
  event.preventDefault();
  go('', tracing);
});
byId('trace').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  go(chosen, /** @type {any} */ (byId('trace')).elements.filter.value.trim());
});
addEventListener('popstate', apply);
poller.addEventListener('restarted', apply);

byId('file').addEventListener('change', async () => {
  const [file] = byId('file').files;
  if (file) {
    byId('text').value = await file.text();
    check();
  }
});
byId('check').addEventListener('click', check);

/** @returns {any} the topology, null when it cannot be installed */
function check() {
  const { topology: read, problems, remarks } = checked(byId('text').value, known);
  byId('problems').replaceChildren(
    ...problems.map((text) => element('li', 'bad', text)),
    ...remarks.slice(0, 50).map((text) => element('li', 'warn', text)),
    ...(problems.length + remarks.length === 0 ? [element('li', 'good', `Nothing is wrong: ${count(Object.keys(read.links ?? {}).length)} links, all ends are known.`)] : []),
  );
  return read;
}

byId('install').addEventListener('click', async () => {
  const read = check();
  if (read === null) {
    return;
  }
  try {
    await put('../topology/json', read);
    topology = null;
    say(byId('file-note'), 'installed');
    location.reload();
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    byId('problems').replaceChildren(element('li', 'bad', error.message));
  }
});
apply();
