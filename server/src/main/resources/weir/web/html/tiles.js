// The big numbers on top.

import { element } from './dom.js';
import { bytes, count, duration, percent, rate } from './figures.js';
import { Tile } from './tile.js';

/** Above this share a loss is worth a colour. */
const LOSSY = 0.01;

export class Tiles {
  #agents = new Tile('Agents');
  #datagrams = new Tile('Datagrams');
  #samples = new Tile('Samples');
  #loss = new Tile('Datagrams lost');
  #fill = element('div');
  #memory = new Tile('Memory', '', element('div', 'track', this.#fill));
  #uptime = new Tile('Uptime');

  /** @param {HTMLElement} holder */
  constructor(holder) {
    const all = [this.#agents, this.#datagrams, this.#samples, this.#loss, this.#memory, this.#uptime];
    holder.append(...all.map((tile) => tile.element));
  }

  /**
   * @param {any} engine answer of /analyzer/json
   * @param {{hinted: number}} agents
   * @param {import('./traffic.js').Traffic} traffic
   */
  show(engine, agents, traffic) {
    const attention = agents.hinted === 0 ? 'all report well' : `${count(agents.hinted)} need${agents.hinted === 1 ? 's' : ''} attention`;
    this.#agents.show(count(engine.sFlowAgents), '', engine.sFlowAgents ? attention : 'none yet', agents.hinted ? 'warn' : '');
    this.#datagrams.show(rate(traffic.datagramRate), '/s', `${count(engine.sFlowDatagramsReceived)} received`);
    this.#samples.show(rate(traffic.sampleRate), '/s', `${count(engine.sFlowFlowSamples)} flow, ${count(engine.sFlowCounterSamples)} counter`);
    const { share, lost, since } = traffic.loss;
    this.#loss.show(percent(share), share === null ? '' : '%', `${count(lost)} ${since}`, share !== null && share > LOSSY ? 'bad' : '');
    const [used, unit] = bytes(engine.heapUsed);
    this.#memory.show(used, unit, `of ${bytes(engine.heapMax).join(' ')} heap`);
    this.#fill.style.width = `${(100 * engine.heapUsed) / engine.heapMax}%`;
    this.#uptime.show(...split(duration(engine.uptime)), `${percent(engine.cpuLoadProcess)} % CPU`);
  }
}

/** @param {string} text number and unit @returns {[string, string]} */
function split(text) {
  const [number, unit] = text.split(' ');
  return [number, unit];
}
