// Rates of the whole engine, from what it answered before.

import { Timeline } from './series.js';

/** Seconds that charts and losses look back. */
export const WINDOW = 600;
/** Answers that the big numbers average over. */
const SMOOTH = 5;

export class Traffic {
  datagrams = new Timeline(1, WINDOW);
  samples = new Timeline(3, WINDOW);
  #losses = new Timeline(2, WINDOW);
  /** @type {{time: number, engine: any} | null} */
  #before = null;
  #total = { received: 0, lost: 0 };

  /**
   * Takes an answer. Answers of the two kinds come in any order: a rate is between two of the engine, whenever it is told.
   * @param {number} time of the engine's answer, ms since the epoch
   * @param {any} engine answer of /analyzer/json
   * @param {{received: number, lost: number, newReceived: number, newLost: number}} agents sums over all agents, since
   *   they are known and since the answer before
   */
  add(time, engine, agents) {
    if (this.#before !== null && engine.uptime < this.#before.engine.uptime) {
      this.#restarted();
    }
    if (this.#before !== null && this.#before.engine !== engine) {
      const seconds = (time - this.#before.time) / 1000;
      const before = this.#before.engine;
      const per = (/** @type {string[]} */ ...names) =>
        names.reduce((sum, name) => sum + Math.max(0, engine[name] - before[name]), 0) / seconds;
      this.datagrams.add(time / 1000, [per('sFlowDatagramsReceived')]);
      this.samples.add(time / 1000, [
        per('sFlowFlowSamples'),
        per('sFlowCounterSamples'),
        per('sFlowNotificationSamples', 'sFlowCustomSamples'),
      ]);
    }
    if (this.#before !== null) {
      this.#losses.add(time / 1000, [agents.newReceived, agents.newLost]);
    }
    this.#before = { time, engine };
    this.#total = agents;
  }

  #restarted() {
    this.#before = null;
    [this.datagrams, this.samples, this.#losses].forEach((timeline) => timeline.clear());
  }

  /** Nobody answered: curves break off. @param {number} time ms since the epoch */
  gap(time) {
    if (this.#before !== null) {
      this.datagrams.add(time / 1000, [null]);
      this.samples.add(time / 1000, [null, null, null]);
      this.#before = null;
    }
  }

  get datagramRate() {
    return this.datagrams.mean(1, SMOOTH);
  }

  get sampleRate() {
    const means = [1, 2, 3].map((column) => this.samples.mean(column, SMOOTH));
    return means.reduce((sum, mean) => (sum === null || mean === null ? null : sum + mean));
  }

  /** What was lost while the page looked, or, until it has looked for a while, since the agents are known. */
  get loss() {
    const looked = this.#losses.span > 30;
    const received = looked ? this.#losses.sum(1) : this.#total.received;
    const lost = looked ? this.#losses.sum(2) : this.#total.lost;
    const minutes = Math.round(this.#losses.span / 60);
    const since = !looked ? 'since first seen' : minutes < 2 ? 'in the last minute' : `in the last ${minutes} minutes`;
    return { share: received + lost > 0 ? lost / (received + lost) : null, lost, since };
  }
}
