// What a page saw of the largest flows, and a chart of it in layers.

import uPlot from '../inc/uplot/uPlot.esm.js';
import { element, scale } from './dom.js';
import { clock, rounded } from './figures.js';
import { colour, Palette } from './palette.js';

/** Layers drawn; what is not among them is in the last one, the rest. */
export const LAYERS = 11;
export const REST = 'all others';

/** @typedef {{key: string, value: number, row?: any}} Item */
/** @typedef {{time: number, total: number, items: Item[]}} Moment time in seconds; items by falling value */

/** Moments of the last minutes, oldest first. */
export class History {
  /** @type {Moment[]} */
  moments = [];

  /** @param {number} window seconds */
  constructor(window) {
    this.window = window;
  }

  /**
   * Adds a moment; those that lie too far back go.
   * @param {Moment} moment
   * @returns {number} how many went
   */
  add(moment) {
    this.moments.push(moment);
    const old = this.moments.findIndex((other) => other.time >= moment.time - this.window);
    return this.moments.splice(0, old).length;
  }

  clear() {
    this.moments.length = 0;
  }

  get latest() {
    return this.moments.at(-1);
  }
}

export class StackChart {
  #plot;
  #history;
  #height;
  #large = scale();
  #holder = element('div', 'plot');
  /** @type {(string | null)[]} the key of each layer, the lowest first */
  #layers = [];
  #top = 0;
  #format;
  #gap;
  /** Index of the first moment drawn. */
  #first = 0;
  /** @type {Moment | null} the moment under the pointer */
  pointed = null;
  /** Whether values add up; else each curve stands for itself. */
  stacked = true;
  /** Called when the pointer moves to another moment, or leaves. */
  onPoint = () => {};
  /** Called with the moment that was clicked. @type {(moment: Moment) => void} */
  onPick = () => {};

  /**
   * @param {string} title
   * @param {History} history
   * @param {Palette} palette
   * @param {{height?: number, gap?: number, format: (value: number) => string}} options gap: seconds without a moment that
   *   break the curves
   */
  constructor(title, history, palette, { height = 280, gap = 6, format }) {
    this.#history = history;
    this.palette = palette;
    this.#height = height * this.#large;
    this.#gap = gap;
    this.#format = format;
    this.#holder.setAttribute('role', 'img');
    this.title = title;
    this.element = this.#holder;
    this.#holder.style.height = `${this.#height}px`;
    this.#plot = new uPlot(this.#options(), /** @type {any} */ ([[], ...Array.from({ length: LAYERS + 1 }, () => [])]), this.#holder);
    this.#plot.over.addEventListener('click', () => this.pointed && this.onPick(this.pointed));
    new ResizeObserver(() => this.#fit()).observe(this.#holder);
    addEventListener('themechange', () => this.#plot.redraw());
  }

  /** @returns {uPlot.Options} */
  #options() {
    const axis = {
      stroke: () => colour('--quiet'),
      grid: { stroke: () => colour('--line'), width: 1 },
      ticks: { show: false },
      font: `${12 * this.#large}px system-ui, sans-serif`,
    };
    const layers = Array.from({ length: LAYERS + 1 }, (_, i) => LAYERS - i);
    return {
      width: 600,
      height: this.#height,
      padding: [8 * this.#large, 24 * this.#large, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { range: (_plot, _from, to) => this.#span(to) }, y: { range: () => [0, this.#top || 1] } },
      axes: [
        { ...axis, size: 28 * this.#large, space: 80 * this.#large, values: (_plot, times) => times.map((time) => clock(time * 1000).slice(0, time % 60 ? 8 : 5)) },
        { ...axis, size: 74 * this.#large, space: 30 * this.#large, values: (_plot, values) => values.map((value) => this.#format(value)) },
      ],
      series: [
        {},
        ...layers.map((layer) => ({
          width: 1.25,
          stroke: () => this.#colour(layer),
          fill: layer === 0 ? () => this.#faded(0) : undefined,
          points: { show: false },
        })),
      ],
      bands: layers.slice(0, -1).map((layer, i) => ({
        series: /** @type {[number, number]} */ ([i + 1, i + 2]),
        fill: () => this.#faded(layer),
      })),
      hooks: { setCursor: [() => this.#point()] },
    };
  }

  /** @param {number} layer */
  #colour(layer) {
    const key = this.#layers[layer];
    return key === null || key === undefined ? 'transparent' : key === REST ? colour('--rest') : colour(`--c${this.palette.of(key)}`);
  }

  /** @param {number} layer */
  #faded(layer) {
    const full = this.#colour(layer);
    return full === 'transparent' || !this.stacked ? 'transparent' : `${full}b0`;
  }

  /** @param {number | null} latest @returns {uPlot.Range.MinMax} */
  #span(latest) {
    const end = latest ?? Date.now() / 1000;
    const begin = this.#history.moments[this.#first]?.time ?? end;
    return [end - Math.min(this.#history.window, Math.max(60, end - begin)), end];
  }

  #fit() {
    const width = this.#holder.clientWidth;
    if (width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: this.#height });
    }
  }

  #point() {
    const index = this.#plot?.cursor.idx ?? null;
    const moment = index === null ? null : (this.#drawn[index] ?? null);
    if (moment !== this.pointed) {
      this.pointed = moment;
      this.onPoint();
    }
  }

  /** @type {(Moment | null)[]} moments by their place in the chart; null for a gap */
  #drawn = [];

  /** Draws what the history holds. @param {number} [until] number of moments, all unless given */
  draw(until = this.#history.moments.length) {
    const moments = this.#history.moments.slice(0, until);
    this.#choose(moments);
    const drawn = /** @type {(Moment | null)[]} */ ([]);
    const times = /** @type {number[]} */ ([]);
    moments.forEach((moment, i) => {
      const before = moments[i - 1];
      if (before && moment.time - before.time > this.#gap) {
        times.push(before.time + 0.001);
        drawn.push(null);
      }
      times.push(moment.time);
      drawn.push(moment);
    });
    this.#drawn = drawn;
    const place = new Map(this.#layers.map((key, layer) => [key, layer]));
    const columns = Array.from({ length: LAYERS + 1 }, () => /** @type {(number | null)[]} */ (new Array(times.length).fill(null)));
    const values = new Float64Array(LAYERS + 1);
    let highest = 0;
    drawn.forEach((moment, at) => {
      if (moment === null) {
        return;
      }
      values.fill(0);
      let rest = moment.total;
      for (const { key, value } of moment.items) {
        const layer = place.get(key);
        if (layer !== undefined && layer < LAYERS) {
          values[layer] = value;
          rest -= value;
        }
      }
      values[LAYERS] = Math.max(0, rest);
      let sum = 0;
      if (!this.stacked) {
        moment.items.forEach(({ key, value }) => {
          const layer = place.get(key);
          if (layer !== undefined && layer < LAYERS) {
            columns[LAYERS - layer][at] = value;
            highest = Math.max(highest, value);
          }
        });
        return;
      }
      for (let layer = 0; layer <= LAYERS; layer++) {
        sum += values[layer];
        columns[LAYERS - layer][at] = sum;
      }
      highest = Math.max(highest, sum);
    });
    this.#scale(highest);
    this.#plot.setData(/** @type {any} */ ([times, ...columns]));
    const now = moments.at(-1);
    this.#holder.setAttribute('aria-label', `${this.title}, now ${now ? this.#format(now.total) : 'nothing'}`);
  }

  /** The axis grows at once and shrinks late, in round steps, so that it does not jump. @param {number} highest */
  #scale(highest) {
    if (highest * 1.05 > this.#top || highest * 2.5 < this.#top) {
      this.#top = rounded(highest * 1.15);
    }
  }

  /** Only keys that are drawn have colours, so that there are enough; they keep colour and layer while they are among the largest. @param {Moment[]} moments */
  #choose(moments) {
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const { items } of moments) {
      for (const { key, value } of items) {
        sums.set(key, (sums.get(key) ?? 0) + value);
      }
    }
    const largest = [...sums].sort((one, other) => other[1] - one[1]).slice(0, LAYERS).map(([key]) => key);
    const kept = this.#layers.slice(0, LAYERS).filter((key) => key !== null && largest.includes(key));
    const added = largest.filter((key) => !kept.includes(key));
    this.#layers = [...kept, ...added];
    while (this.#layers.length < LAYERS) {
      this.#layers.push(null);
    }
    this.#layers.push(REST);
    kept.concat(added).forEach((key) => key !== null && this.palette.of(key));
  }

  /** Forgets scale and layers. */
  reset() {
    this.#layers = [];
    this.#top = 0;
  }
}
