// A text field that proposes what could come next: arrows choose, Enter or Tab takes, Escape closes.

import { element, reveal, say } from './dom.js';

let number = 0;

export class Completion {
  #input;
  #language;
  #where;
  #list = element('ul', 'proposals card');
  #hint;
  #from = 0;
  /** @type {import('./language.js').Proposal[]} */
  #proposals = [];
  #chosen = -1;
  #id = `proposals-${number++}`;

  /**
   * @param {HTMLInputElement} input
   * @param {import('./language.js').Language} language
   * @param {'keys' | 'value' | 'filter'} where
   * @param {HTMLElement} hint where the signature of the function at hand is shown
   */
  constructor(input, language, where, hint) {
    this.#input = input;
    this.#language = language;
    this.#where = where;
    this.#hint = hint;
    this.#list.id = this.#id;
    this.#list.setAttribute('role', 'listbox');
    this.#list.hidden = true;
    this.#list.tabIndex = -1;
    input.after(this.#list);
    for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', this.#id], ['aria-expanded', 'false']]) {
      input.setAttribute(name, value);
    }
    input.addEventListener('input', () => this.#open());
    input.addEventListener('focus', () => input.value === '' && this.#open());
    input.addEventListener('click', () => this.#open());
    input.addEventListener('blur', () => setTimeout(() => this.#close(), 150));
    input.addEventListener('keydown', (event) => this.#key(event));
  }

  #open() {
    const { from, proposals, hint } = this.#language.at(this.#input.value, this.#input.selectionStart ?? 0, this.#where);
    this.#from = from;
    this.#proposals = proposals;
    this.#chosen = -1;
    say(this.#hint, hint);
    reveal(this.#hint, hint !== '');
    this.#list.replaceChildren(...proposals.map((proposal, i) => {
      const item = element('li', '', element('span', `kind ${proposal.kind}`, proposal.kind), element('code', '', proposal.label), element('span', 'quiet', proposal.note));
      item.id = `${this.#id}-${i}`;
      item.setAttribute('role', 'option');
      item.addEventListener('mousedown', (/** @type {Event} */ event) => {
        event.preventDefault();
        this.#take(i);
      });
      return item;
    }));
    this.#show(proposals.length > 0);
  }

  /** @param {boolean} shown */
  #show(shown) {
    reveal(this.#list, shown);
    this.#input.setAttribute('aria-expanded', String(shown));
  }

  #close() {
    this.#show(false);
    this.#input.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#list.hidden) {
      if (event.key === 'ArrowDown') {
        this.#open();
        event.preventDefault();
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const size = this.#proposals.length;
      this.#chosen = (this.#chosen + step + size + (this.#chosen < 0 && step < 0 ? 1 : 0)) % size;
      [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === this.#chosen)));
      this.#input.setAttribute('aria-activedescendant', `${this.#id}-${this.#chosen}`);
      this.#list.children[this.#chosen]?.scrollIntoView({ block: 'nearest' });
      event.preventDefault();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.#chosen >= 0) {
      this.#take(this.#chosen);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      this.#close();
      event.stopPropagation();
    } else if (event.key === 'Enter') {
      this.#close();
    }
  }

  /** @param {number} index */
  #take(index) {
    const { text } = this.#proposals[index];
    const at = this.#input.selectionStart ?? this.#input.value.length;
    this.#input.value = this.#input.value.slice(0, this.#from) + text + this.#input.value.slice(at);
    const behind = this.#from + text.length;
    this.#input.setSelectionRange(behind, behind);
    this.#input.focus();
    this.#input.dispatchEvent(new Event('input', { bubbles: true }));
    if (!text.endsWith(':')) {
      this.#close();
    }
  }
}
