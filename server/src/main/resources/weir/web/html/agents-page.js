// Agents: what each sends, what it loses, what keeps it from reporting well.

import { Agents } from './agents.js';
import { Chart } from './chart.js';
import { byId, reveal } from './dom.js';
import { onEngine, open, poller } from './shell.js';
import { Tiles } from './tiles.js';
import { Traffic, WINDOW } from './traffic.js';

const traffic = new Traffic();
const agents = new Agents();
open('agents', 2000);
const tiles = new Tiles(byId('now'));
const charts = [
  new Chart('Datagrams per second', ['received'], traffic.datagrams, WINDOW),
  new Chart('Samples per second', ['flow', 'counter', 'other'], traffic.samples, WINDOW),
];
byId('charts').append(...charts.map((chart) => chart.element));

/** @type {any} */
let engine = null;
onEngine((answer) => (engine = answer));

poller.every(2000, '../agents/json', (statuses, seconds) => {
  if (engine === null) {
    return;
  }
  agents.take(statuses, seconds);
  traffic.add(Date.now(), engine, agents.sums);
  const any = engine.sFlowAgents > 0;
  reveal(byId('charts'), any);
  reveal(byId('agents'), any);
  reveal(byId('none'), !any);
  tiles.show(engine, agents.sums, traffic);
  charts.forEach((chart) => chart.draw());
  agents.render();
});

poller.addEventListener('lost', () => traffic.gap(Date.now()));
