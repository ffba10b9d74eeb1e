// A flow definition that a page makes for itself, over public REST. It is named ui_…, the same question has the same name in
// every browser, it is given again now and then in case somebody removed it, and removed when the page is left or hidden for
// a while. An identical definition keeps what was measured.

import { ask, NoAnswer, put, remove } from './ask.js';

/** ms after which a definition is given again. */
const RENEW = 15_000;
/** ms that a definition that was given has to measure something. */
const AGAIN = 2000;
/** ms after which a hidden page removes it. */
const HIDDEN = 60_000;
/** ms after which a page looks for what others left over: first it asks what it shows. */
const TIDY = 4000;
/** Definitions of pages that there may be: more than this are left over from browsers that were killed. */
const MOST = 24;

/** Removes what pages left over. Those that somebody still looks at are given again by their pages. */
async function tidy() {
  if (document.hidden) {
    return;
  }
  const left = Object.keys(await ask('../flow/json')).filter((name) => name.startsWith('ui_'));
  if (left.length > MOST) {
    await Promise.all(left.map((name) => remove(`../flow/${encodeURIComponent(name)}/json`)));
  }
}
setTimeout(() => tidy().catch(() => {}), TIDY);

export class OwnFlow {
  #given = 0;
  /** Whether the engine has taken the definition. */
  #defined = false;
  /** Whether flows came since it was given. */
  #had = false;
  #hidden = 0;
  #left = false;
  /** Why it could not be defined; empty when it could. */
  problem = '';
  /** Called when {@code problem} changes. */
  onProblem = () => {};

  /** @param {string} name @param {object} definition */
  constructor(name, definition) {
    this.name = name;
    this.definition = definition;
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#back);
    document.addEventListener('visibilitychange', this.#visibility);
    addEventListener('enginerestart', this.#renew);
  }

  /** Another engine does not know it. */
  #renew = () => {
    this.#given = 0;
    this.#defined = false;
  };

  #leave = () => this.#drop();

  #back = () => {
    this.#left = false;
  };

  #visibility = () => {
    clearTimeout(this.#hidden);
    if (document.hidden) {
      this.#hidden = setTimeout(() => this.#drop(), HIDDEN);
    } else {
      this.#left = false;
    }
  };

  /** The path of its flows once it is defined, null before. @param {string} query @param {string} [agents] */
  path(query, agents = 'ALL') {
    this.give();
    return !this.#defined || this.problem ? null : `../activeflows/${encodeURIComponent(agents)}/${this.name}/json?${query}`;
  }

  /** Gives the definition unless it was given lately. */
  give() {
    const now = performance.now();
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
      await put(`../flow/${this.name}/json`, this.definition);
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

  #drop() {
    if (this.#given > 0 && !this.#left) {
      this.#left = true;
      this.#given = 0;
      this.#defined = false;
      remove(`../flow/${this.name}/json`).catch(() => {});
    }
  }

  /** Ends it. */
  close() {
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#back);
    document.removeEventListener('visibilitychange', this.#visibility);
    removeEventListener('enginerestart', this.#renew);
    clearTimeout(this.#hidden);
    this.#drop();
  }
}
