// Questions to the engine, as pages and their worker send them.

const PATIENCE = 15_000;

/** The engine gave no usable answer. */
export class NoAnswer extends Error {
  /** @param {string} message @param {number} status of the answer; 0 when nobody answered */
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks for a JSON document.
 * @param {string} path relative to the page
 * @param {RequestInit} request
 * @returns {Promise<any>}
 * @throws {NoAnswer}
 */
export async function json(path, request) {
  const answer = await send(path, request);
  try {
    return await answer.json();
  } catch {
    throw new NoAnswer(`The answer to ${nameOf(path)} broke off`);
  }
}

/**
 * Sends a request that is answered well.
 * @param {string} path relative to the page
 * @param {RequestInit} request
 * @returns {Promise<Response>}
 * @throws {NoAnswer}
 */
export async function send(path, request) {
  let answer;
  try {
    answer = await fetch(path, { ...request, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    const slow = error instanceof DOMException && error.name === 'TimeoutError';
    throw new NoAnswer(slow ? `No answer within ${PATIENCE / 1000} s` : 'No answer');
  }
  if (!answer.ok) {
    const sentence = (await answer.text().catch(() => '')).trim();
    throw new NoAnswer(sentence || `${nameOf(path)} answered with status ${answer.status}`, answer.status);
  }
  return answer;
}

/** @param {string} path */
function nameOf(path) {
  return path.replace('..', '');
}
