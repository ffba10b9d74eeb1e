// One clock for all that a page asks: each question has its period, none is asked while the page is hidden, and while
// the engine does not answer only the first of them tries.

import { ask, NoAnswer } from './ask.js';

const TICK = 200;
/** Pause between attempts while nobody answers, in ms. */
export const RETRY = 2000;
/** A question takes at most this share of the time, so that a large network does not burden the engine. */
const SHARE = 0.1;
/** Questions under way at one time. */
const MOST = 4;

/** @typedef {{path: () => string | null, period: number, take: (answer: any, seconds: number) => void, fail?: (reason: NoAnswer) => void}} Asked */

export class Question {
  due = 0;
  running = false;
  /** When the answer before was taken, in ms. */
  #taken = 0;
  #version = 0;
  /** What the answer before took, in ms: one slow answer, such as the first of an engine that has just started, slows nothing. */
  #took = 0;

  /** @param {Asked} asked */
  constructor(asked) {
    this.asked = asked;
  }

  /** Asks as soon as can be, and forgets an answer that is still on its way. */
  soon() {
    this.#version++;
    this.running = false;
    this.due = 0;
  }

  /** @returns {Promise<NoAnswer | null>} why there is none */
  async run() {
    const path = this.asked.path();
    const begin = performance.now();
    if (path === null) {
      this.due = begin + TICK / 2;
      return null;
    }
    this.due = begin + this.asked.period;
    const version = this.#version;
    this.running = true;
    try {
      const answer = await ask(path);
      if (version === this.#version) {
        const now = performance.now();
        this.due = Math.max(this.due, begin + Math.min(this.#took, now - begin) / SHARE);
        this.#took = now - begin;
        const seconds = this.#taken ? (now - this.#taken) / 1000 : 0;
        this.#taken = now;
        this.asked.take(answer, seconds);
      }
      return null;
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      if (version === this.#version) {
        this.asked.fail?.(error);
      }
      return error;
    } finally {
      if (version === this.#version) {
        this.running = false;
      }
    }
  }
}

/** Events: {@code lost} and {@code found}, when the engine stops answering and answers again. */
export class Poller extends EventTarget {
  /** @type {Question[]} */
  #questions = [];
  lost = false;

  constructor() {
    super();
    setInterval(() => this.#tick(), TICK);
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) {
        this.#questions.forEach((question) => (question.due = 0));
        this.#tick();
      }
    });
  }

  /**
   * Asks again and again.
   * @param {string | (() => string | null)} path null for nothing to be asked now; it is looked at again at the next tick
   * @param {number} period ms
   * @param {Asked['take']} take the answer, and the seconds since the one before
   * @param {Asked['fail']} [fail]
   */
  every(period, path, take, fail) {
    const question = new Question({ path: typeof path === 'function' ? path : () => path, period, take, fail });
    this.#questions.push(question);
    queueMicrotask(() => this.#tick());
    return question;
  }

  /** @param {Question} question */
  drop(question) {
    question.soon();
    this.#questions = this.#questions.filter((other) => other !== question);
  }

  #tick() {
    if (document.hidden) {
      return;
    }
    const now = performance.now();
    let running = this.#questions.filter((question) => question.running).length;
    const asked = this.lost ? this.#questions.slice(0, 1) : this.#questions;
    for (const question of asked) {
      if (!question.running && question.due <= now && running < MOST) {
        running++;
        this.#ask(question);
      }
    }
  }

  /** @param {Question} question */
  async #ask(question) {
    const reason = await question.run();
    if (reason !== null && reason.status === 0) {
      question.due = performance.now() + RETRY;
      if (!this.lost) {
        this.lost = true;
        this.dispatchEvent(new CustomEvent('lost', { detail: reason }));
      }
    } else if (this.lost && question === this.#questions[0]) {
      this.lost = false;
      this.#questions.forEach((other) => (other.due = 0));
      this.dispatchEvent(new Event('found'));
    }
    // Those that waited for their turn, or for what this answer said, need not wait for the tick.
    this.#tick();
  }
}
