// One clock for all that a page asks: each question has its period, none is asked while the page is hidden, and while
// the engine does not answer only the first of them tries.

import { NoAnswer, watch } from './ask.js';

/** Questions are due at whole seconds of the page, so that their answers come together and are drawn together. */
const GRID = 1000;
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
  /** Whether there was nothing to be asked: it is looked at again when an answer came or a flow was defined. */
  idle = false;
  /** When the answer before was taken, in ms. */
  #taken = 0;
  #version = 0;
  /** What the answer before took, in ms: one slow answer, such as the first of an engine that has just started, slows nothing. */
  #took = 0;

  #wake;

  /** @param {Asked} asked @param {() => void} wake called when it is due earlier than it was */
  constructor(asked, wake) {
    this.asked = asked;
    this.#wake = wake;
  }

  /** Asks as soon as can be, and forgets an answer that is still on its way. */
  soon() {
    this.#version++;
    this.running = false;
    this.due = 0;
    this.#wake();
  }

  /** @returns {Promise<NoAnswer | null>} why there is none */
  async run() {
    const path = this.asked.path();
    const begin = performance.now();
    this.idle = path === null;
    if (path === null) {
      this.due = Infinity;
      return null;
    }
    this.due = Math.floor(begin / GRID) * GRID + this.asked.period;
    const version = this.#version;
    this.running = true;
    try {
      const answer = await watch(path);
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
  #timer = 0;
  #woken = false;

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) {
        this.#questions.forEach((question) => (question.due = 0));
        this.#tick();
      }
    });
    addEventListener('flowdefined', () => {
      this.#retry();
      this.#wake();
    });
  }

  /**
   * Asks again and again.
   * @param {string | (() => string | null)} path null for nothing to be asked now; it is looked at again when another answer came
   * @param {number} period ms
   * @param {Asked['take']} take the answer, and the seconds since the one before
   * @param {Asked['fail']} [fail]
   */
  every(period, path, take, fail) {
    const question = new Question({ path: typeof path === 'function' ? path : () => path, period, take, fail }, () => this.#wake());
    this.#questions.push(question);
    this.#wake();
    return question;
  }

  /** @param {Question} question */
  drop(question) {
    question.soon();
    this.#questions = this.#questions.filter((other) => other !== question);
  }

  /** Those that had nothing to ask may have now. */
  #retry() {
    this.#questions.filter((question) => question.idle && !question.running).forEach((question) => (question.due = 0));
  }

  /** Looks soon, once for all that is changed together. */
  #wake() {
    if (!this.#woken) {
      this.#woken = true;
      queueMicrotask(() => {
        this.#woken = false;
        this.#tick();
      });
    }
  }

  #tick() {
    clearTimeout(this.#timer);
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
    // Nothing happens before the next one is due; a turn of those that wait for others comes when these are answered.
    const next = Math.min(...asked.filter((question) => !question.running && question.due > now).map((question) => question.due));
    if (next < Infinity) {
      this.#timer = setTimeout(() => this.#tick(), Math.max(0, next - performance.now()));
    }
  }

  /** @param {Question} question */
  async #ask(question) {
    try {
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
    } finally {
      // Those that waited for their turn, or for what this answer said, need not wait longer.
      if (!question.idle) {
        this.#retry();
      }
      this.#wake();
    }
  }
}
