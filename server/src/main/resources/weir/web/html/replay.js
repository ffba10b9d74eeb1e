// The banner over a replayed capture.

import { NoAnswer, put } from './ask.js';
import { byId, element, reveal, say } from './dom.js';
import { count, utc } from './figures.js';

const file = element('strong');
const facts = element('span');
const start = element('button', 'plain', 'Start the replay');
start.type = 'button';
start.addEventListener('click', async () => {
  try {
    await put('../replay/json', { state: 'running' });
    reveal(start, false);
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    say(facts, error.message);
  }
});
/** @type {Record<string, string>} */
const STATES = { held: 'Held at the first datagram of', running: 'Replaying', ended: 'Replayed to its end:' };

/** @param {any} replay answer of /replay/json, null when sFlow is received live */
export function showReplay(replay) {
  reveal(byId('replay'), replay !== null);
  if (replay === null) {
    return;
  }
  if (!file.isConnected) {
    byId('replay').append(file, facts, start);
  }
  say(file, `${STATES[replay.state] ?? replay.state} ${replay.file.split(/[\\/]/).pop()}`);
  file.title = replay.file;
  const speed = replay.speed === 'max' ? 'as fast as it goes' : `${replay.speed} × recorded speed`;
  const parts = [speed, replay.loop ? 'over and over' : 'once'];
  if (replay.state !== 'held') {
    parts.push(`${count(replay.datagrams)} datagrams`, `its clock: ${utc(replay.time)}`);
  }
  say(facts, parts.join(' · '));
  reveal(start, replay.state === 'held');
}
