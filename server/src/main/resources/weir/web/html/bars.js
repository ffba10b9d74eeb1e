// A list of names with a bar and a number each, largest first; rows are kept for their key.

import { element, say } from './dom.js';

/** @typedef {{key: string, name: string, detail?: string, href?: string, title?: string, share: number, second?: number, figure: string, note?: string, style?: string}} Bar share of the length, 0 to 1 */

export class Bars {
  /** @type {Map<string, any>} */
  #rows = new Map();
  #empty;
  element = element('ol', 'bars');

  /** @param {string} empty what is said when there is nothing */
  constructor(empty) {
    this.#empty = element('li', 'none quiet', empty);
    this.element.append(this.#empty);
  }

  /** @param {string} text */
  set empty(text) {
    say(this.#empty, text);
  }

  /** @param {Bar[]} bars */
  show(bars) {
    const wanted = bars.map((bar) => this.#row(bar));
    const keys = new Set(bars.map((bar) => bar.key));
    for (const [key, row] of this.#rows) {
      if (!keys.has(key)) {
        row.element.remove();
        this.#rows.delete(key);
      }
    }
    this.#empty.hidden = bars.length > 0;
    let at = this.element.firstElementChild;
    for (const row of wanted) {
      if (row.element === at) {
        at = at.nextElementSibling;
      } else {
        this.element.insertBefore(row.element, at);
      }
    }
  }

  /** @param {Bar} bar */
  #row(bar) {
    let row = this.#rows.get(bar.key);
    if (!row) {
      const name = element(bar.href ? 'a' : 'span', 'name');
      const detail = element('span', 'detail');
      const figure = element('span', 'figure');
      const fill = element('div', 'fill');
      const second = element('div', 'fill second');
      row = {
        name, detail, figure, fill, second,
        element: element('li', '', element('div', 'line', name, detail, figure), element('div', 'rail', fill, second)),
      };
      this.#rows.set(bar.key, row);
    }
    say(row.name, bar.name);
    row.name.title = bar.title ?? bar.name;
    if (bar.href && row.name.getAttribute('href') !== bar.href) {
      row.name.href = bar.href;
    }
    say(row.detail, bar.detail ?? '');
    say(row.figure, bar.figure);
    row.figure.title = bar.note ?? '';
    row.fill.className = bar.style === undefined ? 'fill' : `fill ${bar.style}`;
    row.fill.style.width = `${(100 * Math.min(1, bar.share)).toFixed(1)}%`;
    row.second.hidden = bar.second === undefined;
    row.second.style.width = `${(100 * Math.min(1, bar.second ?? 0)).toFixed(1)}%`;
    return row;
  }
}
