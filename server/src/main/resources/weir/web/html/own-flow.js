// A flow definition that a page makes for itself, over public REST. It is named ui_…, the same question has the same name in
// every browser, and an identical definition keeps what was measured. A page that is looked at gives it again now and then; once
// none does, because all were left or are hidden, the engine removes it.

import { NoAnswer, put } from './ask.js';

/** ms after which a definition is given again. */
const RENEW = 15_000;
/** Seconds that the engine keeps a definition which no page gives again. */
const LEASE = 40;
/** ms that a definition that was given has to measure something. */
const AGAIN = 2000;

export class OwnFlow {
  #given = 0;
  /** Whether the engine has taken the definition. */
  #defined = false;
  /** Whether flows came since it was given. */
  #had = false;
  /** Why it could not be defined; empty when it could. */
  problem = '';
  /** Called when {@code problem} changes. */
  onProblem = () => {};

  /** @param {string} name @param {object} definition */
  constructor(name, definition) {
    this.name = name;
    this.definition = definition;
    addEventListener('enginerestart', this.#renew);
  }

  /** Another engine does not know it. */
  #renew = () => {
    this.#given = 0;
    this.#defined = false;
  };

  /** The path of its flows once it is defined, null before. @param {string} query @param {string} [agents] */
  path(query, agents = 'ALL') {
    this.give();
    return !this.#defined || this.problem ? null : `../activeflows/${encodeURIComponent(agents)}/${this.name}/json?${query}`;
  }

  /** Gives the definition unless it was given lately. */
  give() {
    const now = performance.now();
    if (now - this.#given > 1000 * LEASE) {
      this.#defined = false;
    }
    if (this.#given === 0 || now - this.#given > RENEW) {
      this.#given = now;
      this.#define();
    }
  }

  /** Tells what was measured: nothing where something was, perhaps another page removed it. @param {any[]} flows */
  came(flows) {
    if (flows.length > 0) {
      this.#had = true;
    } else if (this.#had && performance.now() - this.#given > AGAIN) {
      this.#had = false;
      this.#given = performance.now();
      this.#define();
    }
  }

  async #define() {
    const before = this.problem;
    try {
      await put(`../flow/${this.name}/json?lease=${LEASE}`, this.definition);
      this.#defined = true;
      this.problem = '';
      dispatchEvent(new Event('flowdefined'));
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      this.#given = performance.now() - RENEW + 2000;
      if (error.status !== 0) {
        this.#given = performance.now();
        this.problem = error.status === 403 && !error.message.includes('page')
          ? 'This engine is read-only (http.readonly), so that the page cannot measure flows of its own.' : error.message;
      }
    }
    if (before !== this.problem) {
      this.onProblem();
    }
  }

  /** Ends it here. */
  close() {
    removeEventListener('enginerestart', this.#renew);
  }
}
