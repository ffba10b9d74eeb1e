// Agents: what each sends, what it loses, what keeps it from reporting well.

import { addressed } from './address.js';
import { Agents } from './agents.js';
import { Chart } from './chart.js';
import { byId, reveal } from './dom.js';
import { Ports } from './ports.js';
import { onEngine, open, poller } from './shell.js';
import { Tiles } from './tiles.js';
import { Traffic, WINDOW } from './traffic.js';

const traffic = new Traffic();
const agents = new Agents();
open('agents', 2000);
const tiles = new Tiles(byId('now'));
const charts = [
  new Chart('Datagrams per second', ['received'], traffic.datagrams, WINDOW, { unit: '/s' }),
  new Chart('Samples per second', ['flow', 'counter', 'other'], traffic.samples, WINDOW, { unit: '/s' }),
];
byId('charts').append(...charts.map((chart) => chart.element));

const ports = new Ports();
/** Whether ports are listed, and not agents. */
let listsPorts = false;

function choose() {
  listsPorts = addressed('show') === 'ports';
  if (listsPorts) {
    ports.read();
  } else {
    agents.read();
  }
  document.querySelectorAll('.tabs a').forEach((tab) => {
    if ((/** @type {HTMLElement} */ (tab).dataset.tab === 'ports') === listsPorts) {
      tab.setAttribute('aria-current', 'true');
    } else {
      tab.removeAttribute('aria-current');
    }
  });
  reveal(byId('ports'), listsPorts);
  if (engine !== null) {
    parts();
  }
  sides.forEach((side) => side.soon());
}

function parts() {
  const any = engine.sFlowAgents > 0;
  reveal(byId('charts'), any && !listsPorts);
  reveal(byId('now'), !listsPorts);
  reveal(byId('agents'), any && !listsPorts);
  reveal(byId('none'), !any);
}

const sides = /** @type {const} */ ([0, 1]).map((part) =>
  poller.every(5000, () => (listsPorts ? ports.path(part) : null), (answer) => ports.take(part, answer)));
ports.onSearch = () => sides.forEach((side) => side.soon());
document.querySelectorAll('.tabs a').forEach((tab) => tab.addEventListener('click', (event) => {
  event.preventDefault();
  history.pushState(null, '', /** @type {HTMLAnchorElement} */ (tab).href);
  choose();
}));
addEventListener('popstate', choose);

/** @type {any} */
let engine = null;
let told = 0;
onEngine((answer) => {
  engine = answer;
  told = Date.now();
});

poller.every(2000, () => (engine === null ? null : '../agents/json'), (statuses, seconds) => {
  agents.take(statuses, seconds);
  traffic.add(told, engine, agents.sums);
  parts();
  tiles.show(engine, agents.sums, traffic);
  charts.forEach((chart) => chart.draw());
  agents.render();
});

poller.addEventListener('lost', () => traffic.gap(Date.now()));
choose();
