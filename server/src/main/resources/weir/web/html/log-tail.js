// The last lines of the engine's log, newest first.

import { byId, element, reveal, say } from './dom.js';
import { clock, count, utc } from './figures.js';
import { poller } from './shell.js';

/** Lines that are kept and shown. */
const MOST = 200;

/** @type {{lineID: number, timestamp: number, level: string, text: string}[]} newest first */
let lines = [];

/** Follows the log. */
export function followLog() {
  poller.every(2000, () => `../log/json?maxLines=${MOST}&lineID=${lines[0]?.lineID ?? -1}`, (answer) => {
    if (answer.length > 0) {
      lines = [...answer, ...lines].slice(0, MOST);
      show();
    }
  });
  // Another process begins its numbers anew.
  poller.addEventListener('restarted', () => {
    lines = [];
    show();
  });
  byId('grave').addEventListener('change', show);
}

function show() {
  const only = byId('grave').checked;
  const shown = lines.filter(({ level }) => !only || level === 'WARNING' || level === 'SEVERE');
  byId('log').replaceChildren(...shown.map(({ timestamp, level, text }) => {
    const at = element('time', 'quiet', clock(timestamp));
    at.title = utc(timestamp);
    return element('li', level.toLowerCase(), at, element('span', 'level', level), element('span', 'text', text));
  }));
  say(byId('log-note'), `the last ${count(shown.length)} lines`);
  reveal(byId('log'), shown.length > 0);
  reveal(byId('no-log'), shown.length === 0);
}
