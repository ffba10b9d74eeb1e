// A live chart of a few curves over the last minutes.

import uPlot from '../inc/uplot/uPlot.esm.js';
import { element, say } from './dom.js';
import { clock, rate } from './figures.js';
import { colour } from './palette.js';
import { rounded } from './stack.js';

const COLOURS = ['--accent', '--second', '--third', '--c3', '--c4', '--c5', '--c7', '--c9'];
/** The time axis is at least so long, in seconds, and at most the window. */
const SHORTEST = 120;
/** While no value changes, curves move on in steps of so many pixels, each chart at another time. */
const STEP = 12;
/** Charts made so far. */
let made = 0;

export class Chart {
  #title;
  #timeline;
  #window;
  #format;
  #height;
  #most;
  #top = 0;
  #plot;
  #number = made++;
  #seen = true;
  /** Which step of the time axis and which values were drawn last. */
  #drawn = '';
  #holder = element('div', 'plot');
  #when = element('span', 'quiet');
  /** @type {HTMLElement[]} */
  #values;
  element;

  /**
   * @param {string} title
   * @param {string[]} names of the curves, at most eight
   * @param {import('./series.js').Timeline} timeline
   * @param {number} window seconds
   * @param {{format?: (value: number | null) => string, height?: number, most?: number}} options most: the end of the axis when
   *   values cannot be larger
   */
  constructor(title, names, timeline, window, { format = rate, height = 200, most = 0 } = {}) {
    this.#format = format;
    this.#height = height;
    this.#most = most;
    this.#title = title;
    this.#timeline = timeline;
    this.#window = window;
    this.#values = names.map(() => element('b'));
    const legend = names.map((name, i) => element('span', `series s${i}`, `${name} `, this.#values[i]));
    this.#holder.setAttribute('role', 'img');
    this.#holder.style.height = `${height}px`;
    this.element = element('figure', 'card chart');
    this.element.append(element('figcaption', '', element('h2', '', title), this.#when, ...legend), this.#holder);
    this.#plot = new uPlot(this.#options(names), timeline.drawn, this.#holder);
    new ResizeObserver(() => this.#fit()).observe(this.#holder);
    new IntersectionObserver((changes) => {
      this.#seen = changes.at(-1)?.isIntersecting ?? true;
      this.#plotNew();
    }).observe(this.#holder);
    addEventListener('themechange', () => this.#plot.redraw());
  }

  /** @param {string[]} names @returns {uPlot.Options} */
  #options(names) {
    const axis = {
      stroke: () => colour('--quiet'),
      grid: { stroke: () => colour('--line'), width: 1 },
      ticks: { show: false },
      font: '12px system-ui, sans-serif',
    };
    return {
      width: 400,
      height: this.#height,
      padding: [8, 20, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
      scales: {
        x: { range: (plot, from, to) => this.#range(to) },
        y: { range: (plot, from, to) => this.#reach(from, to) },
      },
      axes: [
        { ...axis, size: 30, space: 70, values: (plot, times) => times.map((time) => clock(time * 1000).slice(0, time % 60 ? 8 : 5)) },
        { ...axis, size: 76, values: (plot, values) => values.map((value) => this.#format(value)) },
      ],
      series: [
        {},
        ...names.map((name, i) => ({
          stroke: () => colour(COLOURS[i]),
          width: 1.75,
          fill: i === 0 ? () => `${colour(COLOURS[i])}1f` : undefined,
          points: { show: false },
        })),
      ],
      hooks: { setCursor: [() => this.#label()] },
    };
  }

  /** @param {number | null} latest @returns {uPlot.Range.MinMax} */
  #range(latest) {
    const end = latest ?? Date.now() / 1000;
    return [end - Math.min(this.#window, Math.max(SHORTEST, this.#timeline.span)), end];
  }

  /** The axis grows at once and shrinks late, in round steps. @param {number | null} from @param {number | null} to @returns {uPlot.Range.MinMax} */
  #reach(from, to) {
    const highest = to ?? 0;
    if (this.#most > 0 && highest <= this.#most) {
      return [0, highest * 4 < this.#most ? rounded(Math.max(highest * 1.15, this.#most / 100)) : this.#most];
    }
    if (highest * 1.05 > this.#top || highest * 2.5 < this.#top) {
      this.#top = rounded(highest * 1.15);
    }
    return [Math.min(0, from ?? 0), this.#top || 1];
  }

  #fit() {
    const width = this.#holder.clientWidth;
    if (width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: this.#height });
    }
  }

  /** The values under the pointer, or the latest. */
  #label() {
    const columns = this.#timeline.columns;
    const pointed = this.#plot?.cursor.idx ?? null;
    const index = pointed ?? columns[0].length - 1;
    const time = columns[0][index];
    say(this.#when, pointed === null || time === undefined ? '' : clock(/** @type {number} */ (time) * 1000));
    this.#values.forEach((value, i) => say(value, this.#format(columns[i + 1][index] ?? null)));
  }

  /** Says the latest values, and draws the curves if there is something new to see. */
  draw() {
    this.#label();
    const spoken = `${this.#title}, now ${this.#values.map((value) => value.textContent).join(', ')}`;
    if (this.#holder.ariaLabel !== spoken) {
      this.#holder.ariaLabel = spoken;
    }
    this.#plotNew();
  }

  #plotNew() {
    const [times, ...columns] = this.#timeline.columns;
    const end = times.at(-1);
    if (!this.#seen || end === undefined || end === null) {
      return;
    }
    const [from, to] = this.#range(end);
    const step = ((to - from) * STEP) / this.#plot.width;
    const state = `${Math.floor(end / step + this.#number / 4)} ${columns.map((column) => column.at(-1)).join()}`;
    if (state !== this.#drawn) {
      this.#drawn = state;
      this.#plot.setData(this.#timeline.drawn);
    }
  }
}
