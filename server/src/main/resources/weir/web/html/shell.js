// What all pages have in common: the bar with the way to the others, whether the engine answers, what it lost, and that it
// was started again.

import { byId, element, reveal, say } from './dom.js';
import { clock } from './figures.js';
import { showNotices } from './notices.js';
import { Poller, RETRY } from './poll.js';
import { showReplay } from './replay.js';

/** Answers may take a while: a begin that is no later than this is the same. Units: ms. */
const RESTART = 2000;

/** @type {[string, string, string][]} name, address, title */
const PAGES = [
  ['overview', 'index.html', 'Overview'],
  ['flows', 'flows.html', 'Flows'],
  ['metrics', 'metrics.html', 'Metrics'],
  ['agents', 'agents.html', 'Agents'],
  ['topology', 'topology.html', 'Topology'],
  ['events', 'events.html', 'Events'],
  ['apps', 'apps.html', 'Apps'],
  ['api', '../api/index.html', 'API'],
];

export const poller = new Poller();

/** @typedef {(engine: any) => void} OnEngine told each answer of /analyzer/json */

/** @type {OnEngine[]} */
const listeners = [];
/** ms since the epoch of the last answer; 0 before the first. */
let answered = 0;
let lostSince = 0;
/** @type {any} */
let before = null;
/** A replay that is held may start at any moment: how soon it is looked at again, in ms. */
const HELD = 1000;

/** @type {any} */
let replay = null;
/** @type {import('./poll.js').Question | null} the question for it */
let replayed = null;

/**
 * Builds the frame around {@code main}.
 * @param {string} current name of the page
 * @param {number} period ms between looks at the engine
 */
export function open(current, period = 6000) {
  const title = PAGES.find(([name]) => name === current)?.[2] ?? '';
  document.title = title === 'Overview' ? 'Weir' : `${title} · Weir`;
  document.body.prepend(skip(), bar(current));
  const footer = element('footer', 'quiet');
  footer.id = 'engine';
  document.body.append(footer);
  byId('main').prepend(...banners());
  poller.every(period, '../analyzer/json', take);
  replayed = poller.every(6000, () => (before === null || isLive(before) ? null : '../replay/json'), (answer) => {
    replay = answer;
    showReplay(replay);
    if (answer?.state === 'held' && replayed !== null) {
      replayed.due = performance.now() + HELD;
    }
  });
  poller.addEventListener('lost', lost);
}

/** Tells of each answer of /analyzer/json. @param {OnEngine} listener */
export function onEngine(listener) {
  listeners.push(listener);
}

/** The engine's clock, ms since the epoch: that of a replay while there is one. */
export function engineTime() {
  return replay?.time ?? Date.now();
}

/** Only a live engine has this counter; there is no replay then to ask for. @param {any} engine */
function isLive(engine) {
  return 'sFlowDatagramsDiscarded' in engine;
}

function skip() {
  const link = element('a', 'skip', 'Skip to the content');
  link.href = '#main';
  return link;
}

/** The address of what is named relative to the pages, whichever folder the page stands in. @param {string} name */
function here(name) {
  return new URL(name, import.meta.url).pathname;
}

/** @param {string} current */
function bar(current) {
  const mark = element('img');
  mark.src = here('../inc/img/favicon.svg');
  mark.alt = '';
  mark.width = mark.height = 26;
  const home = element('a', 'brand', mark, element('span', 'name', 'Weir'));
  home.href = here('index.html');
  const version = element('span', 'quiet version');
  version.id = 'version';
  const pages = element('nav', '', ...PAGES.map(([name, address, title]) => {
    const link = element('a', '', title);
    link.href = here(address);
    if (name === current) {
      link.setAttribute('aria-current', 'page');
    }
    return link;
  }));
  pages.setAttribute('aria-label', 'Pages');
  const live = element('span', 'live', 'Asking…');
  live.id = 'live';
  live.dataset.state = 'asking';
  const theme = element('button', 'plain');
  theme.id = 'theme';
  theme.type = 'button';
  return element('header', 'bar', home, pages, element('div', 'tools', version, live, theme));
}

function banners() {
  const made = [
    ['div', 'unreachable', 'banner bad', 'alert'],
    ['div', 'restarted', 'banner', 'status'],
    ['div', 'replay', 'banner slim', 'status'],
    ['ul', 'notices', 'banner warn', ''],
  ].map(([tag, id, style, role]) => {
    const banner = element(tag, style);
    banner.id = id;
    banner.hidden = true;
    if (role) {
      banner.setAttribute('role', role);
    }
    return banner;
  });
  made[3].setAttribute('aria-label', 'What this engine lost');
  return made;
}

/**
 * Whether another engine answers than before: it runs for a shorter time or, after a silence, began later.
 *
 * @param {any} engine
 * @param {number} now
 */
function isOther(engine, now) {
  const later = now - engine.uptime - (answered - before.uptime);
  return engine.uptime < before.uptime || lostSince > 0 && later > RESTART;
}

/** @param {any} engine */
function take(engine) {
  const now = Date.now();
  if (before !== null && isOther(engine, now)) {
    restarted(now);
  }
  if (before === null) {
    replayed?.soon();
  }
  before = engine;
  answered = now;
  lostSince = 0;
  say(byId('version'), engine.version);
  say(byId('live'), 'Connected');
  byId('live').dataset.state = 'live';
  byId('main').classList.remove('stale');
  reveal(byId('unreachable'), false);
  showNotices(engine);
  if (isLive(engine)) {
    showReplay(null);
  }
  say(byId('engine'), `Weir ${engine.version} · ${engine.jvmName} ${engine.javaVersion} · ${engine.osName} ${engine.osArch} · `
    + `${engine.availableProcessors} processors · ${isLive(engine) ? `sFlow on UDP port ${engine.sFlowPort}` : 'replays a capture'}`);
  listeners.forEach((listener) => listener(engine));
}

/** @param {number} now */
function restarted(now) {
  const close = element('button', 'plain', 'Understood');
  close.type = 'button';
  close.addEventListener('click', () => reveal(byId('restarted'), false));
  byId('restarted').replaceChildren(
    element('strong', '', `The engine was started again, noticed at ${clock(now)}.`),
    element('span', '', 'Counters and flows began anew; definitions that were only set over REST are gone.'),
    close,
  );
  reveal(byId('restarted'), true);
  dispatchEvent(new Event('enginerestart'));
  poller.dispatchEvent(new Event('restarted'));
}

/** @param {any} event */
function lost(event) {
  lostSince = lostSince || Date.now();
  const shown = answered > 0 ? ` What is shown is from ${clock(answered)}.` : '';
  say(byId('unreachable'), `${event.detail.message}. The engine cannot be reached since ${clock(lostSince)}; asking again every ${RETRY / 1000} s.${shown}`);
  reveal(byId('unreachable'), true);
  say(byId('live'), 'No answer');
  byId('live').dataset.state = 'lost';
  byId('main').classList.add('stale');
}
