// A live chart of rates over the last ten minutes.

import uPlot from '../inc/uplot/uPlot.esm.js';
import { element, say } from './dom.js';
import { clock, rate } from './figures.js';

const COLOURS = ['--accent', '--second', '--third'];
const HEIGHT = 200;
/** The time axis is at least so long, in seconds, and at most the window. */
const SHORTEST = 60;

/** A colour of the theme, as six hexadecimal digits. @param {string} name */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export class Chart {
  #title;
  #timeline;
  #window;
  #plot;
  #holder = element('div', 'plot');
  #when = element('span', 'quiet');
  /** @type {HTMLElement[]} */
  #values;
  element;

  /**
   * @param {string} title
   * @param {string[]} names of the curves, at most three
   * @param {import('./series.js').Timeline} timeline
   * @param {number} window seconds
   */
  constructor(title, names, timeline, window) {
    this.#title = title;
    this.#timeline = timeline;
    this.#window = window;
    this.#values = names.map(() => element('b'));
    const legend = names.map((name, i) => element('span', `series c${i}`, `${name} `, this.#values[i]));
    this.#holder.setAttribute('role', 'img');
    this.element = element('figure', 'card chart');
    this.element.append(element('figcaption', '', element('h2', '', title), this.#when, ...legend), this.#holder);
    this.#plot = new uPlot(this.#options(names), timeline.drawn, this.#holder);
    new ResizeObserver(() => this.#fit()).observe(this.#holder);
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
      height: HEIGHT,
      padding: [8, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
      scales: {
        x: { range: (plot, from, to) => this.#range(to) },
        y: { range: (plot, from, to) => [0, Math.max(1, to * 1.1)] },
      },
      axes: [
        { ...axis, size: 30, space: 70, values: (plot, times) => times.map((time) => clock(time * 1000).slice(0, time % 60 ? 8 : 5)) },
        { ...axis, size: 46, values: (plot, values) => values.map((value) => rate(value)) },
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

  #fit() {
    const width = this.#holder.clientWidth;
    if (width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: HEIGHT });
    }
  }

  /** The values under the pointer, or the latest. */
  #label() {
    const columns = this.#timeline.columns;
    const pointed = this.#plot?.cursor.idx ?? null;
    const index = pointed ?? columns[0].length - 1;
    const time = columns[0][index];
    say(this.#when, pointed === null || time === undefined ? '' : clock(/** @type {number} */ (time) * 1000));
    this.#values.forEach((value, i) => say(value, rate(columns[i + 1][index])));
  }

  draw() {
    this.#plot.setData(this.#timeline.drawn);
    this.#label();
    const last = this.#values.map((value) => value.textContent).join(', ');
    this.#holder.setAttribute('aria-label', `${this.#title}, now ${last}`);
  }
}
