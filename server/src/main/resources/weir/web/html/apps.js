// Apps and scripts: what runs, what it got and lost, and why it ended.

import { DataTable } from './data-table.js';
import { byId, element, reveal, say } from './dom.js';
import { count, duration } from './figures.js';
import { followLog } from './log-tail.js';
import { open, poller } from './shell.js';

/** @type {Record<string, any>} */
let scripts = {};

/** @param {any} script */
function stateOf(script) {
  return script.alive ? 'runs' : script.gracefulExit ? 'ended' : 'failed';
}

/** @param {HTMLElement} cell @param {string} state */
function badge(cell, state) {
  const mark = cell.querySelector('span') ?? cell.appendChild(element('span'));
  say(mark, state);
  mark.className = `badge ${state === 'runs' ? 'good' : state === 'failed' ? 'bad' : 'note'}`;
}

open('apps');
const apps = new DataTable(byId('apps'), [
  { title: 'App', style: 'who', text: (app) => app.name, fill: (cell, app) => {
    const name = cell.firstElementChild ?? cell.appendChild(element(app.entry ? 'a' : 'span'));
    say(name, app.name);
    if (app.entry) {
      /** @type {any} */ (name).href = `../app/${encodeURIComponent(app.name)}${app.entry.startsWith('/') ? '' : '/'}${app.entry}`;
    }
  } },
  { title: 'State', text: (app) => app.state, fill: (cell, app) => badge(cell, app.state) },
  { title: 'Scripts', style: 'long', text: (app) => app.scripts.join(', ') || 'none' },
], (app) => app.name, 0);
const list = new DataTable(byId('scripts'), [
  { title: 'Script', style: 'who', text: (script) => script.name },
  { title: 'State', text: stateOf, fill: (cell, script) => badge(cell, stateOf(script)) },
  { title: 'Events', style: 'number', text: (script) => received(script, 'events'), key: (script) => script.eventsReceived },
  { title: 'Flow records', style: 'number', text: (script) => received(script, 'flows'), key: (script) => script.flowsReceived },
  { title: 'Requests', style: 'number', text: (script) => received(script, 'requests'), key: (script) => script.requestsReceived },
  { title: 'CPU', style: 'number', text: (script) => duration(script.cpuMs), key: (script) => script.cpuMs },
  { title: 'Longest callback', style: 'number', text: (script) => `${count(script.slowestMs)} ms`, key: (script) => script.slowestMs },
  { title: 'Loads', style: 'number', text: (script) => count(script.loads), key: (script) => script.loads },
  { title: 'Why it ended, or what it is', style: 'long', text: (script) => script.error ?? script.description ?? '' },
], (script) => script.name, 0);

/** @param {any} script @param {string} what */
function received(script, what) {
  const lost = script[`${what}Lost`];
  return `${count(script[`${what}Received`])}${lost ? `, ${count(lost)} lost` : ''}`;
}

followLog();
poller.every(3000, '../scripts/json', (answer) => {
  scripts = answer;
  const rows = Object.entries(answer).map(([name, script]) => ({ name, .../** @type {any} */ (script) }));
  list.show(rows);
  const failed = rows.filter((script) => stateOf(script) === 'failed').length;
  say(byId('scripts-note'), rows.length === 0 ? '' : `${count(rows.length)}${failed ? `, ${failed} failed` : ''}`);
  reveal(byId('scripts'), rows.length > 0);
  reveal(byId('no-scripts'), rows.length === 0);
});
poller.every(5000, '../apps/json', (answer) => {
  const rows = Object.entries(answer).map(([name, app]) => {
    const states = /** @type {any} */ (app).scripts.map((/** @type {string} */ script) => (scripts[script] ? stateOf(scripts[script]) : 'runs'));
    return { name, .../** @type {any} */ (app), state: states.includes('failed') ? 'failed' : states.length > 0 && states.every((/** @type {string} */ state) => state === 'ended') ? 'ended' : 'runs' };
  });
  apps.show(rows);
  say(byId('apps-note'), rows.length === 0 ? '' : count(rows.length));
  reveal(byId('apps'), rows.length > 0);
  reveal(byId('no-apps'), rows.length === 0);
});
