// The first page: asks the engine every two seconds and shows what it answers.

import { Agents } from './agents.js';
import { ask, NoAnswer } from './ask.js';
import { Chart } from './chart.js';
import { byId, reveal, say } from './dom.js';
import { clock } from './figures.js';
import { showNotices } from './notices.js';
import { showReplay } from './replay.js';
import { Tiles } from './tiles.js';
import { Traffic, WINDOW } from './traffic.js';

const PERIOD = 2000;
/** The engine is asked for at most this share of the time, so that a large network does not burden it. */
const SHARE = 0.1;

const traffic = new Traffic();
const agents = new Agents();
const tiles = new Tiles(byId('now'));
const charts = [
  new Chart('Datagrams per second', ['received'], traffic.datagrams, WINDOW),
  new Chart('Samples per second', ['flow', 'counter', 'other'], traffic.samples, WINDOW),
];
byId('charts').append(...charts.map((chart) => chart.element));

/** ms since the epoch of the answer shown; 0 before the first. */
let answered = 0;
let lostSince = 0;

async function questions() {
  const engine = await ask('../analyzer/json');
  // Only a live engine has this counter; there is no replay then to ask for.
  const live = 'sFlowDatagramsDiscarded' in engine;
  const [statuses, replay] = await Promise.all([ask('../agents/json'), live ? null : ask('../replay/json')]);
  return { engine, statuses, replay };
}

/** @param {{engine: any, statuses: any, replay: any}} answers */
function take({ engine, statuses, replay }) {
  const now = Date.now();
  agents.take(statuses, answered > 0 && lostSince === 0 ? (now - answered) / 1000 : 0);
  traffic.add(now, engine, agents.sums);
  answered = now;
  lostSince = 0;
  if (!document.hidden) {
    show(engine, replay);
  }
}

/** @param {any} engine @param {any} replay */
function show(engine, replay) {
  const any = engine.sFlowAgents > 0;
  say(byId('version'), engine.version);
  say(byId('live'), 'Connected');
  byId('live').dataset.state = 'live';
  document.querySelector('main')?.classList.remove('stale');
  reveal(byId('unreachable'), false);
  showReplay(replay);
  showNotices(engine);
  reveal(byId('empty'), !any && replay === null);
  reveal(byId('now'), true);
  reveal(byId('charts'), any);
  reveal(byId('agents'), any);
  fill('port', String(engine.sFlowPort));
  tiles.show(engine, agents.sums, traffic);
  charts.forEach((chart) => chart.draw());
  agents.render();
  say(byId('engine'), `Weir ${engine.version} · ${engine.jvmName} ${engine.javaVersion} · ${engine.osName} ${engine.osArch} · `
    + `${engine.availableProcessors} processors · sFlow on UDP port ${engine.sFlowPort}`);
}

/** Puts a text into all places for it. @param {string} name @param {string} text */
function fill(name, text) {
  document.querySelectorAll(`[data-fill='${name}']`).forEach((place) => say(place, text));
}

/** @param {NoAnswer} reason @param {number} wait */
function lost(reason, wait) {
  const now = Date.now();
  lostSince = lostSince || now;
  traffic.gap(now);
  const shown = answered > 0 ? ` What is shown is from ${clock(answered)}.` : '';
  say(byId('unreachable'), `${reason.message}. The engine cannot be reached since ${clock(lostSince)}; asking again every ${wait / 1000} s.${shown}`);
  reveal(byId('unreachable'), true);
  say(byId('live'), 'No answer');
  byId('live').dataset.state = 'lost';
  document.querySelector('main')?.classList.add('stale');
}

async function refresh() {
  const begin = performance.now();
  let wait = PERIOD;
  try {
    take(await questions());
    wait = Math.max(PERIOD, (performance.now() - begin) * (1 / SHARE - 1));
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    lost(error, wait);
  } finally {
    setTimeout(refresh, wait);
  }
}

const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
fill('host', local ? 'ADDRESS-OF-THIS-MACHINE' : location.hostname.replace(/^\[|\]$/g, ''));
refresh();
