// One agent: its latest status and what the page remembers of it.

import { gravity } from './hints.js';
import { Series } from './series.js';

/** Rates that a sparkline shows. */
const REMEMBERED = 60;
/** Rates that a number averages over. */
const SMOOTH = 5;

export class Agent {
  datagrams = new Series(REMEMBERED);
  samples = new Series(REMEMBERED);
  /** @type {any} */
  status = null;
  /** In lower case, to be searched. */
  text = '';
  /** How much it needs attention. */
  gravity = 0;
  /** Its place among all agents by name. */
  rank = 0;
  newReceived = 0;
  newLost = 0;

  /** @param {string} address */
  constructor(address) {
    this.address = address;
  }

  /** @param {any} status of /agents/json @param {number} seconds since the one before */
  take(status, seconds) {
    const before = this.status;
    this.status = status;
    this.newReceived = 0;
    this.newLost = 0;
    if (before !== null && seconds > 0 && status.firstSeen >= before.firstSeen) {
      this.newReceived = Math.max(0, status.sFlowDatagramsReceived - before.sFlowDatagramsReceived);
      this.newLost = status.sFlowDatagramsLost - before.sFlowDatagramsLost;
      this.datagrams.push(this.newReceived / seconds);
      this.samples.push(Math.max(0, samplesOf(status) - samplesOf(before)) / seconds);
    }
    this.gravity = gravity(status.hints);
    const hints = status.hints.map((/** @type {any} */ hint) => `${hint.code} ${hint.text}`);
    this.text = [this.address, status.hostName ?? '', ...hints].join('\n').toLowerCase();
  }

  get name() {
    return this.status.hostName ?? this.address;
  }

  get datagramRate() {
    return this.datagrams.mean(SMOOTH);
  }

  get sampleRate() {
    return this.samples.mean(SMOOTH);
  }

  /** Share of its datagrams that never came, since it is known. */
  get lossShare() {
    const lost = this.status.sFlowDatagramsLost;
    return lost / Math.max(1, lost + this.status.sFlowDatagramsReceived);
  }

  get dataSources() {
    return Math.max(this.status.sFlowCounterDatasources, this.status.sFlowFlowDatasources);
  }
}

/** @param {any} status */
function samplesOf(status) {
  return status.sFlowFlowSamples + status.sFlowCounterSamples + status.sFlowNotificationSamples + status.sFlowCustomSamples;
}
