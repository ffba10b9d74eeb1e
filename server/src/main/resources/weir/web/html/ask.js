// Questions to the engine.

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
 * @returns {Promise<any>}
 * @throws {NoAnswer}
 */
export async function ask(path) {
  const answer = await send(path, {});
  try {
    return await answer.json();
  } catch {
    throw new NoAnswer(`The answer to ${nameOf(path)} broke off`);
  }
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
 * Removes what is at a path, also while the page is being left.
 * @param {string} path relative to the page
 * @throws {NoAnswer}
 */
export async function remove(path) {
  await send(path, { method: 'DELETE', keepalive: true });
}

/**
 * @param {string} path
 * @param {RequestInit} request
 */
async function send(path, request) {
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
