// What pages ask of the engine.

import { json, NoAnswer, send } from './answers.js';

export { NoAnswer };

/** What is measured may be told to all who watch at once; definitions and states are asked for anew. */
const MEASURED = /^\.\.\/(activeflows|agents|dump|flowlocations|metric|metrics|table)\//;
const SHARED = { headers: { 'Cache-Control': 'max-age=1' } };

/** Asks in place of the page once it has said that it is there. */
const asker = new Worker(new URL('asker.js', import.meta.url), { type: 'module' });
let ready = false;
let asked = 0;
/** Questions that it has not answered yet. @type {Map<number, {resolve: (answer: any) => void, reject: (reason: NoAnswer) => void}>} */
const open = new Map();

asker.addEventListener('error', () => {
  ready = false;
  open.forEach(({ reject }) => reject(new NoAnswer('The page lost its worker')));
  open.clear();
});
asker.addEventListener('message', ({ data: { id, answer, message, status } }) => {
  ready = true;
  const question = open.get(id);
  open.delete(id);
  if (message === undefined) {
    question?.resolve(answer);
  } else {
    question?.reject(new NoAnswer(message, status));
  }
});

/**
 * Asks for a JSON document, again and again: of what is measured, one that others got within a second will do.
 * @param {string} path relative to the page
 * @returns {Promise<any>}
 * @throws {NoAnswer}
 */
export function watch(path) {
  const request = MEASURED.test(path) ? SHARED : {};
  if (!ready) {
    return json(path, request);
  }
  return new Promise((resolve, reject) => {
    open.set(++asked, { resolve, reject });
    asker.postMessage({ id: asked, path, request });
  });
}

/**
 * Asks for a JSON document.
 * @param {string} path relative to the page
 * @returns {Promise<any>}
 * @throws {NoAnswer}
 */
export function ask(path) {
  return json(path, {});
}

/**
 * Puts a JSON document.
 * @param {string} path relative to the page
 * @param {object} body
 * @throws {NoAnswer}
 */
export async function put(path, body) {
  await send(path, { method: 'PUT', body: JSON.stringify(body) });
}

/**
 * Removes what is at a path.
 * @param {string} path relative to the page
 * @throws {NoAnswer}
 */
export async function remove(path) {
  await send(path, { method: 'DELETE' });
}
