// A table whose columns are functions of a row: sorted by its heads, rows kept for their key.

import { element, say } from './dom.js';

const names = new Intl.Collator('en', { numeric: true });

/**
 * @typedef {{title: string, style?: string, text: (row: any) => string, key?: (row: any) => number | string | null,
 *   fill?: (cell: HTMLElement, row: any) => void, hint?: (row: any) => string}} Column fill draws the cell in place of the text
 */

export class DataTable {
  #columns;
  #body;
  #heads;
  #keyOf;
  /** @type {Map<string, any>} */
  #made = new Map();
  #sorted;
  #falling = true;
  /** @type {any[]} */
  #rows = [];

  /**
   * @param {HTMLElement} table
   * @param {Column[]} columns
   * @param {(row: any) => string} keyOf
   * @param {number} sorted number of the column that is sorted at first
   */
  constructor(table, columns, keyOf, sorted) {
    this.#columns = columns;
    this.#keyOf = keyOf;
    this.#sorted = sorted;
    this.#body = /** @type {HTMLElement} */ (table.querySelector('tbody'));
    this.#body.replaceChildren();
    this.#heads = columns.map((column, i) => {
      const button = element('button', '', column.title);
      button.type = 'button';
      button.addEventListener('click', () => {
        this.#falling = this.#sorted === i ? !this.#falling : (column.style ?? '').includes('number');
        this.#sorted = i;
        this.show(this.#rows);
      });
      const head = element('th', column.style ?? '', column.title ? button : '');
      head.scope = 'col';
      head.setAttribute('role', 'columnheader');
      return head;
    });
    table.querySelector('thead tr')?.replaceChildren(...this.#heads);
  }

  /** @param {any[]} rows */
  show(rows) {
    this.#rows = rows;
    const column = this.#columns[this.#sorted];
    const key = column.key ?? column.text;
    const sign = this.#falling ? -1 : 1;
    const sorted = [...rows].sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      return sign * (typeof a === 'string' || typeof b === 'string' ? names.compare(String(a ?? ''), String(b ?? '')) : (a ?? -1) - (b ?? -1))
        || names.compare(this.#keyOf(one), this.#keyOf(other));
    });
    this.#heads.forEach((head, i) => {
      if (i === this.#sorted) {
        head.setAttribute('aria-sort', this.#falling ? 'descending' : 'ascending');
      } else {
        head.removeAttribute('aria-sort');
      }
    });
    const wanted = sorted.map((row) => this.#line(row));
    const kept = new Set(rows.map((row) => this.#keyOf(row)));
    for (const [known, line] of this.#made) {
      if (!kept.has(known)) {
        line.remove();
        this.#made.delete(known);
      }
    }
    let at = this.#body.firstElementChild;
    for (const line of wanted) {
      if (line === at) {
        at = line.nextElementSibling;
      } else {
        this.#body.insertBefore(line, at);
      }
    }
  }

  /** @param {any} row */
  #line(row) {
    const key = this.#keyOf(row);
    let line = this.#made.get(key);
    if (!line) {
      line = element('tr');
      line.setAttribute('role', 'row');
      for (const column of this.#columns) {
        const cell = element('td', column.style ?? '');
        cell.setAttribute('role', 'cell');
        cell.dataset.label = column.title;
        line.append(cell);
      }
      this.#made.set(key, line);
    }
    this.#columns.forEach((column, i) => {
      const cell = line.children[i];
      if (column.fill) {
        column.fill(cell, row);
      } else {
        say(cell, column.text(row));
      }
      if (column.hint) {
        cell.title = column.hint(row);
      }
    });
    return line;
  }
}
