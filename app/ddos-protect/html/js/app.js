// The page of the app: asks its script each second for what the chosen part shows.

import { ask, change } from './calls.js';
import { AttackChart } from './charts.js';
import { ControlTable } from './controls.js';
import { addGroup, showGroups, showLimits, writtenGroups, writtenLimits } from './forms.js';
import { byId } from './dom.js';

const PARTS = ['charts', 'controls', 'settings', 'groups', 'help'];

let trend = null;
let charts = [];
let table = null;
let state = null;
let waiting = 0;
/** The part whose form is filled in: once, so that what is being typed stays. */
let filled = '';

const part = () => PARTS.find((name) => location.hash === `#${name}`) ?? 'charts';

function add(later) {
  if (!trend) {
    trend = later;
    return;
  }
  const surplus = Math.max(0, trend.times.length + later.times.length - trend.maxPoints);
  const before = trend.times.length;
  const after = later.times.length;
  trend.times = trend.times.concat(later.times).slice(surplus);
  for (const name of new Set([...Object.keys(trend.trends), ...Object.keys(later.trends)])) {
    const old = trend.trends[name] ?? Array(before).fill(null);
    trend.trends[name] = old.concat(later.trends[name] ?? Array(after).fill(null)).slice(surplus);
  }
  trend.values = later.values;
}

function tell(id, text) {
  byId(id).textContent = text;
  byId(id).hidden = text === '';
}

function showState() {
  const up = state.routers.filter((router) => router.up).length;
  const counts = trend ? ['blocked', 'waiting', 'pending', 'refused']
    .map((status) => [trend.trends[`controls_${status}`]?.at(-1) ?? 0, status]) : [];
  const controls = counts.filter(([number]) => number > 0).map(([number, status]) => `${number} ${status}`).join(', ');
  byId('summary').textContent = `${state.bgp ? `${up} of ${state.routers.length} routers connected` : 'BGP is off'}, `
    + `${state.routes} routes, ${state.rules} rules; ${controls || 'no controls'}`;
  tell('problems', state.problems.join('\n'));
  if (document.activeElement !== byId('mode')) {
    byId('mode').value = state.mode;
  }
}

async function refresh() {
  state = await ask('status/json');
  if (!table) {
    charts = state.attacks.map((attack) => new AttackChart(attack));
    byId('charts').append(...charts.map((chart) => chart.element));
    table = new ControlTable(state.attacks, (action, id) => send('POST', 'controls', { action, id }));
  }
  add((await ask(`trend/json?after=${trend?.times.at(-1) ?? 0}`)).trend);
  if (part() === 'charts') {
    charts.forEach((chart) => chart.draw(trend));
  } else if (part() === 'controls') {
    table.draw(await ask('controls/json'));
  } else if (part() !== filled) {
    await fill();
  }
  showState();
}

async function poll() {
  clearTimeout(waiting);
  let pause = 1000;
  try {
    if (!document.hidden) {
      await refresh();
    }
  } catch (failure) {
    byId('summary').textContent = `No answer: ${failure.message}; asking again`;
    pause = 5000;
  }
  clearTimeout(waiting);
  waiting = setTimeout(poll, pause);
}

async function send(method, resource, body) {
  let refused;
  try {
    refused = await change(method, resource, body);
  } catch (failure) {
    refused = `No answer: ${failure.message}`;
  }
  tell('mistake', refused);
  poll();
  return refused === '';
}

async function fill() {
  const wanted = part();
  if (wanted === 'settings') {
    showLimits(await ask('settings/json'), state.attacks, state.actions);
  } else if (wanted === 'groups') {
    showGroups(await ask('groups/json'));
  }
  filled = wanted;
}

function show() {
  PARTS.forEach((name) => {
    byId(name).hidden = name !== part();
    byId(`tab-${name}`).setAttribute('aria-selected', String(name === part()));
  });
  tell('mistake', '');
  filled = '';
  poll();
}

PARTS.forEach((name) => byId(`tab-${name}`).addEventListener('click', () => { location.hash = name; }));
addEventListener('hashchange', show);
byId('mode').addEventListener('change', (event) => send('PUT', 'mode', event.target.value));
byId('add-group').addEventListener('click', () => addGroup());
byId('limits').addEventListener('submit', (event) => {
  event.preventDefault();
  send('PUT', 'settings', writtenLimits());
});
byId('group-form').addEventListener('submit', (event) => {
  event.preventDefault();
  send('PUT', 'groups', writtenGroups());
});
show();
