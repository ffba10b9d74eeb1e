// A big number with a title above and a note below.

import { element, say } from './dom.js';

export class Tile {
  #figure = document.createTextNode('');
  #unit = element('small');
  #note = element('p', 'note');
  element;

  /** @param {string} title @param {string} href where a click leads; empty for nowhere @param {Node[]} between what stands between number and note */
  constructor(title, href = '', ...between) {
    this.element = element(href ? 'a' : 'div', 'card tile', element('h2', '', title));
    if (href) {
      this.element.href = href;
    }
    this.element.append(element('p', 'figure', this.#figure, this.#unit), ...between, this.#note);
  }

  /** @param {string} figure @param {string} unit @param {string} note @param {'' | 'warn' | 'bad'} mood */
  show(figure, unit, note, mood = '') {
    if (this.#figure.data !== figure) {
      this.#figure.data = figure;
    }
    say(this.#unit, unit);
    say(this.#note, note);
    this.element.className = `card tile ${mood}`;
  }
}
