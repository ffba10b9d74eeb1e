// What one event rests on: the samples before it by address and port, how sure it is, and when what happened.

import { ask, NoAnswer } from './ask.js';
import { Bars } from './bars.js';
import { byId, element, reveal, say } from './dom.js';
import { clock, count, percent, quantity } from './figures.js';

/** @type {[string, string, (part: any) => string][]} title, member, what a part is called */
const LISTS = [
  ['Sources', 'sources', ({ address }) => address],
  ['Destinations', 'destinations', ({ address }) => address],
  ['Source ports', 'ports', (part) => portOf(part)],
  ['Destination ports', 'destinationPorts', (part) => portOf(part)],
];

/** @param {{protocol: number, port: number}} part */
function portOf({ protocol, port }) {
  return `${port}/${protocol === 6 ? 'tcp' : 'udp'}`;
}

/** What an event rests on is taken a moment after it: how often, and after how many ms, it is asked for again. */
const TRIES = 5;
const PAUSE = 2000;

/** Number of the event that is shown; empty for none. */
let shown = '';

/** Shows the event that the address names, or none. */
export function showEvidence() {
  shown = new URLSearchParams(location.search).get('event') ?? '';
  look(shown, TRIES);
}

/** @param {string} id @param {number} tries */
async function look(id, tries) {
  if (id !== shown) {
    return;
  }
  reveal(byId('evidence'), id !== '');
  if (id === '') {
    return;
  }
  say(byId('evidence-title'), `What event ${id} rests on`);
  try {
    const evidence = await ask(`../events/${encodeURIComponent(id)}/evidence/json`);
    if (shown === id) {
      fill(id, evidence);
    }
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      throw error;
    }
    if (id !== shown) {
      return;
    }
    if (error.status === 404 && tries > 1) {
      setTimeout(() => look(id, tries - 1), PAUSE);
    }
    byId('evidence-body').replaceChildren(element('p', 'none quiet',
      error.status === 404 ? 'It is not kept, or not yet: evidence is taken when an event is logged, and kept of the last 200.' : error.message));
  }
}

/** @param {string} id @param {any} evidence */
function fill(id, evidence) {
  const lists = LISTS.filter(([, member]) => evidence[member]?.length > 0).map(([title, member, name]) => {
    const bars = new Bars('');
    bars.show(evidence[member].slice(0, 5).map((/** @type {any} */ part) => ({
      key: name(part), name: name(part), share: part.share, figure: `${percent(part.share)} %`,
    })));
    return element('div', '', element('h3', '', title), bars.element);
  });
  const packets = element('a', '', `Headers of ${count(evidence.headers)} packets, as a capture file`);
  packets.href = `../events/${encodeURIComponent(id)}/pcap`;
  packets.download = `event-${id}.pcap`;
  byId('evidence-body').replaceChildren(
    element('p', '', sentence(evidence)),
    element('div', 'columns', ...lists),
    ...(evidence.chain ? [element('p', 'quiet', chain(evidence.chain))] : []),
    ...(evidence.headers > 0 ? [element('p', '', packets)] : []),
  );
}

/** @param {any} evidence */
function sentence(evidence) {
  const span = `${clock(evidence.since)} to ${clock(evidence.until)}`;
  const sources = evidence.distinctSources ? ` from ${count(evidence.distinctSources)} source${evidence.distinctSources === 1 ? '' : 's'}` : '';
  const sure = evidence.error === undefined ? '' : `, ± ${evidence.error > 999 ? '> 999' : Math.round(evidence.error)} %`;
  const whole = evidence.complete ? '' : '; some datagrams of that time were no longer held';
  return `${count(evidence.samples)} sample${evidence.samples === 1 ? '' : 's'} from ${span} stand for ${quantity(evidence.frames, 'pkt')} and ${quantity(evidence.bytes, 'B')}${sources}${sure}${whole}.`;
}

/** @param {any} chain */
function chain({ firstSample, reached, detected, logged }) {
  const after = (/** @type {number} */ time) => `${(time - firstSample).toFixed(1)} ms`;
  return `First sample at ${clock(firstSample)}; the limit was reached ${after(reached)} later, found after ${after(detected)}, logged after ${after(logged)}.`;
}
