// What this engine itself lost or could not read: each counter that is not 0, in a sentence.

import { byId, element, reveal } from './dom.js';
import { count } from './figures.js';

/** @type {[string, string, string][]} member of /analyzer/json, what it counts, what to do */
const LOSSES = [
  ['sFlowKernelDrops', 'datagrams dropped by the kernel', 'The receive buffer was full: raise sflow.rcvpktsbuffer.'],
  ['sFlowQueueDrops', 'datagrams dropped from full queues', 'More workers.number, or a faster machine.'],
  ['sFlowAgentsRefused', 'datagrams of too many agents', 'Raise agents.max.'],
  ['sFlowDatagramsTooLarge', 'datagrams too large for sFlow', 'Something else sends to this port.'],
  ['sFlowReceiveErrors', 'errors of the sockets', 'See the log.'],
  ['sFlowUnsupportedVersion', 'datagrams of another version', 'Only sFlow version 5 is read.'],
  ['sFlowParseErrors', 'malformed datagrams, samples or records', 'What could be read of them was used.'],
  ['sFlowFaults', 'faults of the engine', 'Please report them, with the log.'],
];

let known = '';

/** @param {any} engine answer of /analyzer/json */
export function showNotices(engine) {
  const seen = LOSSES.filter(([name]) => engine[name] > 0);
  const text = seen.map(([name]) => engine[name]).join();
  if (text !== known) {
    known = text;
    byId('notices').replaceChildren(
      ...seen.map(([name, what, todo]) => element('li', '', element('strong', '', `${count(engine[name])} ${what}.`), ` ${todo}`)),
    );
  }
  reveal(byId('notices'), seen.length > 0);
}
