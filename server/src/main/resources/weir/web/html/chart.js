// A live chart of a few curves over the last minutes. A thread beside the page draws it, the page says what the numbers are.

import { placesOf, ROOM } from './curves.js';
import { element, reveal, say, scale } from './dom.js';
import { clock, quantity } from './figures.js';
import { colour } from './palette.js';

const COLOURS = ['--accent', '--second', '--third', '--c3', '--c4', '--c5', '--c7', '--c9'];
/** The time axis is at least so long, in seconds, and at most the window. */
const SHORTEST = 120;
/** While no value changes, curves move on in steps of so many pixels, each chart at another time. */
const STEP = 12;

const painter = new Worker(new URL('painter.js', import.meta.url), { type: 'module' });
/** Pictures drawn with the next message. @type {{number: number, picture: import('./curves.js').Picture}[]} */
let pictures = [];
/** Charts made so far. */
let made = 0;

/** Has all that is drawn at one time drawn at one message. @param {number} number @param {import('./curves.js').Picture} picture */
function paint(number, picture) {
  if (pictures.length === 0) {
    queueMicrotask(() => {
      painter.postMessage({ pictures });
      pictures = [];
    });
  }
  pictures.push({ number, picture });
}

export class Chart {
  #title;
  #timeline;
  #window;
  #factor;
  #unit;
  #height = 0;
  #most;
  /** Of the picture, which is drawn as large as {@code #scale} says. */
  #width = 0;
  #scale = 1;
  #number = made++;
  #seen = false;
  /** Step of the time axis and values that were drawn last. */
  #drawn = '';
  /** The time axis drawn. @type {[number, number] | null} */
  #times = null;
  /** Where the pointer is, in pixels of the picture from the left. @type {number | null} */
  #pointer = null;
  #holder = element('div', 'plot');
  #mark = element('div', 'mark');
  #when = element('span', 'quiet');
  /** @type {HTMLElement[]} */
  #values;
  element;

  /**
   * @param {string} title
   * @param {string[]} names of the curves, at most eight
   * @param {import('./series.js').Timeline} timeline
   * @param {number} window seconds
   * @param {{factor?: number, unit?: string, height?: number, most?: number}} options factor: what values are multiplied with
   *   to be in the unit; most: the end of the axis when values cannot be larger
   */
  constructor(title, names, timeline, window, { factor = 1, unit = '', height = 200, most = 0 } = {}) {
    this.#factor = factor;
    this.#unit = unit;
    this.#most = most;
    this.#title = title;
    this.#timeline = timeline;
    this.#window = window;
    this.#values = names.map(() => element('b'));
    const legend = names.map((name, i) => element('span', `series s${i}`, `${name} `, this.#values[i]));
    const canvas = element('canvas');
    this.#holder.setAttribute('role', 'img');
    this.#mark.hidden = true;
    this.#holder.append(canvas, this.#mark);
    this.element = element('figure', 'card chart');
    this.element.style.setProperty('--tall', `${height / 15}rem`);
    this.element.append(element('figcaption', '', element('h2', '', title), this.#when, element('p', '', ...legend)), this.#holder);
    const surface = canvas.transferControlToOffscreen();
    painter.postMessage({ canvas: { number: this.#number, surface } }, [surface]);
    this.#holder.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => this.#point(event.offsetX / this.#scale));
    this.#holder.addEventListener('pointerleave', () => this.#point(null));
    new ResizeObserver(([{ contentRect }]) => {
      this.#scale = scale();
      this.#width = contentRect.width / this.#scale;
      this.#height = contentRect.height / this.#scale;
      this.#redraw();
    }).observe(this.#holder);
    new IntersectionObserver((changes) => {
      this.#seen = changes.at(-1)?.isIntersecting ?? true;
      this.#plotNew();
    }).observe(this.#holder);
    addEventListener('themechange', this.#redraw);
  }

  #redraw = () => {
    this.#drawn = '';
    this.#plotNew();
  };

  /** It is shown no more. */
  close() {
    removeEventListener('themechange', this.#redraw);
    painter.postMessage({ gone: this.#number });
  }

  /** @param {number | null} x */
  #point(x) {
    this.#pointer = x;
    this.#label();
  }

  /** The moment nearest to the pointer, and where it is drawn. @returns {{index: number, x: number, tall: number} | null} */
  #pointed() {
    const [times] = this.#timeline.columns;
    if (this.#pointer === null || this.#times === null || times.length === 0) {
      return null;
    }
    const { x, time, tall } = placesOf({ times: this.#times, width: this.#width, height: this.#height });
    const at = time(this.#pointer);
    const after = times.findIndex((moment) => moment >= at);
    const index = after < 0 ? times.length - 1 : after > 0 && at - times[after - 1] < times[after] - at ? after - 1 : after;
    return { index, x: x(times[index]), tall };
  }

  /** The values under the pointer, or the latest. */
  #label() {
    const pointed = this.#pointed();
    const index = pointed?.index ?? this.#timeline.length - 1;
    reveal(this.#mark, pointed !== null);
    if (pointed !== null) {
      const [tall, left, top] = [pointed.tall, pointed.x, ROOM[0]].map((length) => length * this.#scale);
      this.#mark.style.cssText = `height: ${tall}px; left: ${left}px; top: ${top}px`;
    }
    say(this.#when, pointed === null ? '' : clock(1000 * (this.#timeline.at(0, index) ?? 0)));
    this.#values.forEach((value, i) => {
      const known = this.#timeline.at(i + 1, index);
      say(value, quantity(known === null ? null : known * this.#factor, this.#unit));
    });
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
    const { columns, length, span } = this.#timeline;
    if (!this.#seen || this.#width === 0 || length === 0) {
      return;
    }
    const end = columns[0][length - 1];
    const shown = Math.min(this.#window, Math.max(SHORTEST, span));
    const step = Math.floor((end * this.#width) / (shown * STEP) + this.#number / 4);
    const state = columns.reduce((text, column, i) => `${text} ${i === 0 ? step : column[length - 1]}`, '');
    if (state === this.#drawn) {
      return;
    }
    this.#drawn = state;
    this.#times = [end - shown, end];
    paint(this.#number, {
      times: this.#times,
      width: this.#width,
      height: this.#height,
      ratio: devicePixelRatio * this.#scale,
      columns: columns.map((column) => column.slice()),
      most: this.#most,
      colours: this.#values.map((_, i) => colour(COLOURS[i])),
      quiet: colour('--quiet'),
      line: colour('--line'),
      factor: this.#factor,
      unit: this.#unit,
    });
  }
}
