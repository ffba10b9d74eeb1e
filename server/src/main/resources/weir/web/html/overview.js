// The first page: what the network does now. Two flow definitions of its own, the rest from counters and logs.

import { Bars } from './bars.js';
import { portName, rowsOf } from './cells.js';
import { Counted } from './counted.js';
import { byId, reveal, say } from './dom.js';
import { showEmpty } from './empty.js';
import { count, percent, quantity, scaled } from './figures.js';
import { gravity } from './hints.js';
import { loadOf } from './links.js';
import { EventList } from './event-list.js';
import { OwnFlow } from './own-flow.js';
import { Palette } from './palette.js';
import { SERVICE_KEYS, service } from './services.js';
import { onEngine, open, poller } from './shell.js';
import { History, StackChart } from './stack.js';
import { Tile } from './tile.js';
import { viewOf } from './view-address.js';

const WINDOW = 600;
/** ms after which a page has seen the first traffic, if there is any: until then it asks more often. */
const EAGER = 5000;
/** Text between the parts of a key: no traffic has it. */
const FS = '\u001f';
const SOURCE = 'or:ipsource:ip6source:macsource';
const DESTINATION = 'or:ipdestination:ip6destination:macdestination';

const protocols = new OwnFlow('ui_protocols', { keys: SERVICE_KEYS, value: 'bytes', values: 'frames', n: 20, t: 2, fs: FS });
const talkers = new OwnFlow('ui_talkers', { keys: `${SOURCE},${DESTINATION}`, value: 'bytes', values: 'frames', n: 20, t: 2, fs: FS });

const history = new History(WINDOW);
const palette = new Palette();
const bits = (/** @type {number} */ value) => quantity(value, 'bit/s');
const chart = new StackChart('Traffic by protocol', history, palette, { height: 325, format: bits });
const legend = new Bars('Measuring');
const pairs = new Bars('Measuring');
const ports = new Bars('Rates of ports appear after their second counters, in 20 to 60 seconds');
const links = new Bars('');
const events = new EventList('No threshold was exceeded');
const tiles = {
  traffic: new Tile('Traffic', 'flows.html'),
  packets: new Tile('Packets', 'flows.html?value=packets'),
  busiest: new Tile('Busiest port', 'agents.html?show=ports'),
  ports: new Tile('Ports', 'agents.html?show=ports'),
  agents: new Tile('Agents', 'agents.html'),
  lost: new Tile('Datagrams lost', 'agents.html'),
};

// Measured while the page still asks how to count.
protocols.give();
open('overview', 2000);
byId('now').append(...Object.values(tiles).map((tile) => tile.element));
byId('protocols').append(chart.element, legend.element);
byId('talkers').append(pairs.element);
byId('ports').append(ports.element);
byId('links').append(links.element);
byId('events').append(events.element);

const counted = new Counted();
/** How what is drawn was counted, and how what is asked for will be. @type {'edge' | 'sum' | null} */
let drawn = null;
/** @type {'edge' | 'sum' | null} */
let asked = null;
/** Flow samples that the engine has received, and had when the page began to measure. */
let samples = 0;
/** @type {number | null} */
let before = null;

poller.every(10_000, '../topology/json', (answer) => {
  counted.install(answer);
  reveal(byId('links-card'), counted.hasLinks);
});
/** Ends of links that send counters. @type {number | null} */
let core = null;
poller.every(5000, () => (counted.hasLinks ? '../metric/CORE/sum:ifspeed/json' : null), ([speed]) => (core = speed.metricN ?? 0));
poller.every(5000, () => (counted.hasLinks && core !== null ? '../metric/EDGE/sum:ifspeed/json' : null), ([speed]) => counted.ports(speed.metricN ?? 0, core ?? 0));
poller.every(5000, () => (counted.hasLinks && counted.mode !== 'edge' ? protocols.path('maxFlows=1&aggMode=edge') : null), (flows) => flows.length > 0 && counted.flows());

const measured = poller.every(1000, () => {
  asked = counted.mode;
  return asked === null ? null : protocols.path(`maxFlows=200&minValue=1&aggMode=${asked}`);
}, (flows) => {
  if (asked !== drawn) {
    // Sums of other ports are another quantity: curves of both would tell of a change that never was.
    history.clear();
    chart.reset();
    drawn = asked;
  }
  protocols.came(flows);
  if (flows.length === 0 && !history.moments.some((moment) => moment.total > 0) && performance.now() < EAGER) {
    measured.due = performance.now() + 150;
  }
  takeProtocols(flows);
});

/** What is said where no flow is. @param {boolean} edge whether only flows at the edge are meant */
function nothing(edge) {
  if (before === null || samples === before) {
    return samples === 0 ? 'Waiting for the first samples' : 'No packet was sampled since this page was opened';
  }
  return edge ? 'No packet was sampled at the edge in the last seconds' : 'No packet was sampled in the last seconds';
}

poller.every(2000, () => talkers.path('maxFlows=10&minValue=1'), (flows) => {
  talkers.came(flows);
  const most = flows[0]?.value ?? 1;
  pairs.empty = nothing(false);
  pairs.show(flows.map((/** @type {any} */ flow) => {
    const [from, to] = flow.key.split(FS);
    return {
      key: flow.key,
      name: `${from} → ${to}`,
      share: flow.value / most,
      figure: bits(8 * flow.value),
      note: `${quantity(flow.values[0], 'pkt/s')}, ± ${Math.round(flow.error)} % from ${Math.round(flow.samples)} samples, seen at ${flow.flowN} ports`,
      href: viewOf({ keys: `${SOURCE},${DESTINATION}`, filter: `${SOURCE}=${escaped(from)}&${DESTINATION}=${escaped(to)}` }),
    };
  }));
});

/** @param {string} text as a value of a filter */
function escaped(text) {
  return text.replace(/[\\,&|)]/g, '\\$&');
}

/** @param {any[]} flows */
function takeProtocols(flows) {
  /** @type {Map<string, any>} */
  const byName = new Map();
  let total = 0;
  let packets = 0;
  for (const { key, value, values } of flows) {
    const [stack, port] = key.split(FS);
    const made = service(stack, port);
    const name = made.name;
    const known = byName.get(name) ?? { ...made, value: 0, packets: 0 };
    known.value += 8 * value;
    known.packets += values[0];
    byName.set(name, known);
    total += 8 * value;
    packets += values[0];
  }
  const items = [...byName].map(([key, row]) => ({ key, value: row.value, row })).sort((one, other) => other.value - one.value);
  palette.round();
  history.add({ time: Date.now() / 1000, total, items });
  chart.draw();
  const unknown = counted.unknown > 0 ? `, without ${count(counted.unknown)} ports of links that send no counters` : '';
  const where = drawn === 'edge' ? `at the edge of the topology${unknown}` : 'all sampled ports together';
  tiles.traffic.show(...suffixed(total, 'bit/s'), where);
  tiles.packets.show(...suffixed(packets, 'pkt/s'), total > 0 ? `${count(total / 8 / Math.max(packets, 1e-9))} bytes on average` : 'none now');
  say(byId('where'), where);
  legend.empty = nothing(drawn === 'edge');
  legend.show(items.filter((item) => item.value > total / 1000).slice(0, 8).map(({ key, value, row }) => ({
    key,
    name: row.name,
    detail: row.detail,
    style: palette.classOf(key),
    share: total > 0 ? value / total : 0,
    figure: bits(value),
    note: quantity(row.packets, 'pkt/s'),
    href: viewOf({ keys: `${SOURCE},${DESTINATION}`, filter: row.filter }),
  })));
}

/** @param {number} value @param {string} unit @returns {[string, string]} */
function suffixed(value, unit) {
  const [number, prefix] = scaled(value);
  return [number, `${prefix}${unit}`];
}

const COLUMNS = 'null:host_name,null:ifname,null:ifspeed';
/** @type {Map<string, string>} what ports are called, of those that were busy */
const portNames = new Map();
/** @type {any[]} */
let receiving = [];
const takePorts = (/** @type {any[]} */ ...tables) => {
  const known = new Map();
  rowsOf(tables.flat()).forEach((row) => {
    known.set(`${row.agent} ${row.dataSource}`, row);
    portNames.set(`${row.agent} ${row.dataSource}`, portName(row));
  });
  const busy = [...known.values()].map((row) => {
    const { ifinoctets: inward = 0, ifoutoctets: outward = 0, ifspeed: speed } = row.values;
    return { ...row, inward: 8 * inward, outward: 8 * outward, speed, most: 8 * Math.max(inward, outward) };
  }).filter((row) => row.most > 0).sort((one, other) => other.most - one.most).slice(0, 8);
  const longest = busy[0]?.most ?? 1;
  ports.show(busy.map((row) => ({
    key: `${row.agent} ${row.dataSource}`,
    name: portName(row),
    share: row.inward / (row.speed || longest),
    second: row.outward / (row.speed || longest),
    figure: `↓ ${bits(row.inward)}  ↑ ${bits(row.outward)}`,
    note: row.speed ? `of ${bits(row.speed)}: ${percent(row.inward / row.speed)} % in, ${percent(row.outward / row.speed)} % out` : 'its speed is not known',
    href: `metrics.html?agent=${encodeURIComponent(row.agent)}&source=${encodeURIComponent(row.dataSource)}&metric=ifinoctets,ifoutoctets`,
  })));
};
poller.every(5000, `../table/ALL/${COLUMNS},sort:ifinoctets:-8,null:ifoutoctets/json`, (rows) => (receiving = rows));
poller.every(5000, `../table/ALL/${COLUMNS},null:ifinoctets,sort:ifoutoctets:-8/json`, (rows) => takePorts(receiving, rows));

poller.every(5000, '../metric/ALL/max:ifinutilization,max:ifoututilization,sum:ifspeed,sum:ifinoctets/json', ([inward, outward, speed]) => {
  const most = (inward.metricValue ?? -1) >= (outward.metricValue ?? -1) ? inward : outward;
  tiles.ports.show(count(speed.metricN ?? 0), '', speed.metricValue ? `${bits(speed.metricValue)} in all` : 'no counters yet');
  const known = most.metricValue !== undefined;
  tiles.busiest.show(known ? percent(most.metricValue / 100) : '–', known ? '%' : '', known ? `${portNames.get(`${most.agent} ${most.dataSource}`) ?? `${names[most.agent] ?? most.agent} ${most.dataSource}`} ${most === inward ? 'receives' : 'sends'}` : 'no counters yet',
    most.metricValue > 80 ? 'bad' : '');
});

/** @type {Record<string, string>} host names by agent */
let names = {};
const known = poller.every(5000, '../agents/json', (agents) => {
  if (Object.keys(agents).length === 0) {
    known.due = performance.now() + 1000;
  }
  const all = /** @type {any[]} */ (Object.values(agents));
  names = Object.fromEntries(Object.entries(agents).filter(([, agent]) => agent.hostName).map(([address, agent]) => [address, agent.hostName]));
  const hinted = all.filter((agent) => gravity(agent.hints) > 0).length;
  const received = all.reduce((sum, agent) => sum + agent.sFlowDatagramsReceived, 0);
  const lost = all.reduce((sum, agent) => sum + agent.sFlowDatagramsLost, 0);
  const share = received + lost > 0 ? lost / (received + lost) : null;
  tiles.agents.show(count(all.length), '', all.length === 0 ? 'none yet' : hinted ? `${count(hinted)} need${hinted === 1 ? 's' : ''} attention` : 'all report well', hinted ? 'warn' : '');
  tiles.lost.show(percent(share), share === null ? '' : '%', `${count(lost)} of ${count(received + lost)}`, share !== null && share > 0.01 ? 'bad' : '');
});

poller.every(5000, () => (counted.hasLinks ? '../table/CORE/null:host_name,null:ifname,null:ifspeed,ifinoctets,ifoutoctets/json' : null), (rows) => {
  const loads = loadOf(counted.topology ?? {}, rowsOf(rows)).filter((link) => link.known)
    .sort((one, other) => (other.use ?? 0) - (one.use ?? 0)).slice(0, 8);
  links.empty = 'No port of a link sends counters';
  links.show(loads.map((link) => ({
    key: link.name,
    name: `${link.node1} ⇄ ${link.node2}`,
    detail: link.name,
    share: link.speed ? (8 * (link.forward ?? 0)) / link.speed : 0,
    second: link.speed ? (8 * (link.back ?? 0)) / link.speed : 0,
    figure: `→ ${bits(8 * (link.forward ?? 0))}  ← ${bits(8 * (link.back ?? 0))}`,
    note: `${link.node1} ${link.port1} to ${link.node2} ${link.port2}`,
    href: `topology.html?link=${encodeURIComponent(link.name)}`,
  })));
});

/** @type {Record<string, any>} definitions, which tell what flows are counted in */
let flows = {};
poller.every(30_000, '../flow/json', (answer) => (flows = answer));
poller.every(3000, '../events/json?maxEvents=6', (answer) => events.show(answer, names, flows));

onEngine((engine) => {
  samples = engine.sFlowFlowSamples;
  counted.uptime = engine.uptime;
  before ??= samples;
  const any = engine.sFlowAgents > 0;
  const replaying = !('sFlowDatagramsDiscarded' in engine);
  if (!any && !replaying) {
    showEmpty(byId('empty'), engine.sFlowPort);
  }
  reveal(byId('empty'), !any && !replaying);
  document.querySelectorAll('#now, #board').forEach((part) => reveal(/** @type {HTMLElement} */ (part), any || replaying));
});

const showProblem = () => {
  say(byId('problem'), protocols.problem || talkers.problem);
  reveal(byId('problem'), byId('problem').textContent !== '');
};
poller.addEventListener('restarted', () => {
  counted.restart();
  before = null;
});
protocols.onProblem = showProblem;
talkers.onProblem = showProblem;
