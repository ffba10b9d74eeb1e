// The table of flows at one moment: sorted by any column, keys that can be clicked, places on request.

import { ask, NoAnswer } from './ask.js';
import { element, say } from './dom.js';
import { count, percent, quantity, UNKNOWN } from './figures.js';
import { FS } from './flow-query.js';

const names = new Intl.Collator('en', { numeric: true });

export class FlowTable {
  #head;
  #body;
  /** @type {string[]} */
  #keys = [];
  /** @type {Map<string, any>} */
  #rows = new Map();
  #sorted = 'value';
  #falling = true;
  /** @type {any[]} */
  #items = [];
  #unit = '';
  /** Called with the number of a key and its text. @type {(key: number, text: string) => void} */
  onKey = () => {};
  /** The path that tells where a flow is seen. @type {(key: string) => string} */
  places = () => '';

  /** @param {HTMLElement} table */
  constructor(table) {
    this.#head = /** @type {HTMLElement} */ (table.querySelector('thead tr'));
    this.#body = /** @type {HTMLElement} */ (table.querySelector('tbody'));
  }

  /** Other keys: other columns. @param {string[]} keys @param {string} unit */
  begin(keys, unit) {
    this.#keys = keys;
    this.#unit = unit;
    this.#sorted = 'value';
    this.#falling = true;
    this.#rows.clear();
    this.#body.replaceChildren();
    const columns = [...keys.map((key, i) => [`k${i}`, key, 'key']), ['value', unit || 'Value', 'number'], ['share', 'Share', 'number'], ['error', 'Error ±', 'number'], ['flowN', 'Places', 'number']];
    this.#head.replaceChildren(...columns.map(([name, title, style]) => {
      const button = element('button', '', title);
      button.type = 'button';
      button.addEventListener('click', () => {
        this.#falling = this.#sorted === name ? !this.#falling : style === 'number';
        this.#sorted = name;
        this.show(this.#items);
      });
      const head = element('th', style, button);
      head.scope = 'col';
      head.dataset.column = name;
      head.setAttribute('role', 'columnheader');
      return head;
    }));
  }

  /** @param {{key: string, value: number, style: string, share: number, row: any}[]} items */
  show(items) {
    this.#items = items;
    const order = (/** @type {any} */ one, /** @type {any} */ other) => {
      const sign = this.#falling ? -1 : 1;
      if (this.#sorted.startsWith('k')) {
        const i = Number(this.#sorted.slice(1));
        return sign * names.compare(one.key.split(FS)[i], other.key.split(FS)[i]);
      }
      const of = (/** @type {any} */ item) => item[this.#sorted] ?? item.row[this.#sorted] ?? 0;
      return sign * (of(one) - of(other));
    };
    const sorted = [...items].sort(order);
    for (const head of this.#head.children) {
      if (/** @type {HTMLElement} */ (head).dataset.column === this.#sorted) {
        head.setAttribute('aria-sort', this.#falling ? 'descending' : 'ascending');
      } else {
        head.removeAttribute('aria-sort');
      }
    }
    const wanted = sorted.flatMap((item) => this.#row(item).elements);
    const kept = new Set(items.map((item) => item.key));
    for (const [key, row] of this.#rows) {
      if (!kept.has(key)) {
        row.elements.forEach((/** @type {Element} */ part) => part.remove());
        this.#rows.delete(key);
      }
    }
    let at = this.#body.firstElementChild;
    for (const part of wanted) {
      if (part === at) {
        at = part.nextElementSibling;
      } else {
        this.#body.insertBefore(part, at);
      }
    }
  }

  /** @param {any} item */
  #row(item) {
    let row = this.#rows.get(item.key);
    if (!row) {
      row = this.#made(item.key);
      this.#rows.set(item.key, row);
    }
    row.swatch.className = `swatch ${item.style}`;
    say(row.value, this.#unit ? quantity(item.value, this.#unit) : count(item.value));
    say(row.share, `${percent(item.share)} %`);
    row.bar.className = `fill ${item.style}`;
    row.bar.style.width = `${(100 * Math.min(1, item.share)).toFixed(1)}%`;
    say(row.error, item.row.error === undefined ? UNKNOWN : item.row.error > 999 ? '> 999 %' : `${percent(item.row.error / 100)} %`);
    row.error.title = item.row.samples === undefined ? '' : `from ${count(item.row.samples)} samples`;
    say(row.places, count(item.row.flowN));
    return row;
  }

  /** @param {string} key */
  #made(key) {
    const swatch = element('span', 'swatch');
    const parts = this.#keys.length === 0 ? ['all'] : key.split(FS);
    const cells = this.#keys.map((name, i) => {
      const text = parts[i] ?? '';
      const button = element('button', 'drill', text === '' ? '(empty)' : text);
      button.type = 'button';
      button.title = `Only ${name} = ${text}`;
      button.addEventListener('click', () => this.onKey(i, text));
      const cell = element('td', 'key', ...(i === 0 ? [swatch] : []), button);
      cell.dataset.label = name;
      return cell;
    });
    const value = element('td', 'number value');
    const shareText = element('span');
    const bar = element('div', 'fill');
    const share = element('td', 'number share', shareText, element('div', 'rail', bar));
    const error = element('td', 'number');
    const places = element('button', 'drill');
    places.type = 'button';
    places.setAttribute('aria-expanded', 'false');
    const placesCell = element('td', 'number', places);
    const labels = [this.#unit || 'Value', 'Share', 'Error ±', 'Places'];
    [value, share, error, placesCell].forEach((cell, i) => (cell.dataset.label = labels[i]));
    const line = element('tr', '', ...cells, value, share, error, placesCell);
    line.setAttribute('role', 'row');
    [...line.children].forEach((cell) => cell.setAttribute('role', 'cell'));
    const row = { swatch, value, share: shareText, bar, error, places, elements: [line] };
    places.addEventListener('click', () => this.#toggle(row, key));
    return row;
  }

  /** Opens or closes the list of places. @param {any} row @param {string} key */
  async #toggle(row, key) {
    if (row.elements.length > 1) {
      row.elements.pop().remove();
      row.places.setAttribute('aria-expanded', 'false');
      return;
    }
    const cell = element('td', '', 'Asking…');
    cell.colSpan = this.#keys.length + 4;
    cell.setAttribute('role', 'cell');
    const detail = element('tr', 'details', cell);
    detail.setAttribute('role', 'row');
    row.elements[0].after(detail);
    row.elements.push(detail);
    row.places.setAttribute('aria-expanded', 'true');
    try {
      const places = await ask(this.places(key));
      const most = Math.max(...places.map((/** @type {any} */ place) => place.value), 1e-9);
      cell.replaceChildren(element('ul', 'places', ...places
        .sort((/** @type {any} */ one, /** @type {any} */ other) => other.value - one.value)
        .map((/** @type {any} */ place) => {
          const name = place.linkname ? `${place.localnode} ${place.localport} → ${place.remotenode} ${place.remoteport} (${place.linkname})`
            : `${place.node ?? place.agent} ${place.port ?? place.dataSource}`;
          const fill = element('div', 'fill');
          fill.style.width = `${(100 * place.value) / most}%`;
          return element('li', '', element('span', '', name), element('div', 'rail', fill));
        })));
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      say(cell, error.message);
    }
  }
}
