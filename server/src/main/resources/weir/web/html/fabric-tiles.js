// The big numbers of a fabric: what enters it, what it carries, which links are busy and why.

import { count, quantity, scaled } from './figures.js';
import { Tile } from './tile.js';

export class FabricTiles {
  #edge = new Tile('Enters at the edge', 'flows.html?mode=edge');
  #out = new Tile('Leaves at the edge', 'flows.html?mode=edge');
  #core = new Tile('Carried by links', 'flows.html?mode=core');
  #busy = new Tile('Busy links');
  #elephants = new Tile('Elephants');

  /** @param {HTMLElement} holder */
  constructor(holder) {
    holder.append(...[this.#edge, this.#out, this.#core, this.#busy, this.#elephants].map((tile) => tile.element));
  }

  /** @param {any[]} answer of /metric/EDGE/sum:ifinoctets,sum:ifoutoctets/json */
  edge([inward, outward]) {
    this.#rate(this.#edge, inward, 'edge');
    this.#rate(this.#out, outward, 'edge');
  }

  /** @param {any[]} answer of /metric/CORE/sum:ifoutoctets/json */
  core([outward]) {
    this.#rate(this.#core, outward, 'core');
  }

  /** @param {Tile} tile @param {any} sum @param {string} place */
  #rate(tile, sum, place) {
    const known = sum.metricValue !== undefined;
    const [number, prefix] = known ? scaled(8 * sum.metricValue) : ['–', ''];
    tile.show(number, known ? `${prefix}bit/s` : '', known ? `${count(sum.metricN)} ${place} ports` : `no counters of ${place} ports yet`);
  }

  /** @param {import('./causes.js').Causes} causes @param {import('./causes.js').Loaded[]} links */
  causes(causes, links) {
    const kinds = causes.ofBusy(links);
    const busy = [...kinds.values()].reduce((sum, number) => sum + number, 0);
    const why = [...kinds].map(([kind, number]) => (busy === 1 ? `by ${kind}` : `${number} by ${kind}`)).join(', ');
    this.#busy.show(count(busy), `of ${count(links.length)}`, busy > 0 ? why : 'none carries 80 %', busy > 0 ? 'bad' : '');
    const elephants = causes.elephants(links);
    this.#elephants.show(count(elephants.length), '', elephants.length > 0 ? `the largest ${quantity(8 * elephants[0].value, 'bit/s')}` : 'no flow takes a tenth of a link');
  }
}
