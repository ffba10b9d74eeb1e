// Checks the texts of a query while they are typed, and shows where the first mistake is.

import { ask, NoAnswer } from './ask.js';
import { element, reveal } from './dom.js';

/** ms without a keystroke before the engine is asked. */
const PAUSE = 200;

export class MistakeChecker {
  #form;
  #place;
  #timer = 0;
  #version = 0;
  /** The definition in the form. */
  #definition;
  /** Something to say when there is no mistake. */
  #remark;
  /** Whether the last text that was checked can be read. */
  valid = true;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} place
   * @param {() => Record<string, string>} definition
   * @param {() => string} remark
   */
  constructor(form, place, definition, remark) {
    this.#form = form;
    this.#place = place;
    this.#definition = definition;
    this.#remark = remark;
    form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.check(), PAUSE);
    });
  }

  /** Asks now. @returns {Promise<boolean>} whether it can be read */
  async check() {
    clearTimeout(this.#timer);
    const version = ++this.#version;
    const definition = this.#definition();
    const query = new URLSearchParams();
    ['keys', 'value', 'filter'].forEach((name) => definition[name] && query.set(name, definition[name]));
    try {
      const { valid, mistake } = await ask(`../flowcheck/json?${query}`);
      if (version === this.#version) {
        this.valid = valid;
        this.#show(definition, mistake ?? '');
      }
      return valid;
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      return true;
    }
  }

  /** @param {Record<string, string>} definition @param {string} mistake */
  show(definition, mistake) {
    this.#show(definition, mistake);
  }

  /** @param {Record<string, string>} definition @param {string} mistake */
  #show(definition, mistake) {
    const [, attribute, position, rest] = mistake.match(/^(keys|value|values|filter), position (\d+), (.*)$/s) ?? [];
    for (const input of this.#form.querySelectorAll('input')) {
      input.setAttribute('aria-invalid', String(input.name === attribute));
    }
    if (attribute) {
      const text = definition[attribute] ?? '';
      const at = Number(position) - 1;
      this.#place.className = 'mistake';
      this.#place.replaceChildren(
        element('code', '', text.slice(0, at), element('mark', '', text.slice(at) || ' '), ''),
        element('span', '', `${attribute}, position ${position}: ${rest.replace(/^(at the end|'.*'): /s, '')}`),
      );
    } else {
      const remark = mistake || this.#remark();
      this.#place.className = mistake ? 'mistake' : 'mistake remark';
      this.#place.replaceChildren(element('span', '', remark));
      reveal(this.#place, remark !== '');
      return;
    }
    reveal(this.#place, true);
  }
}
