// Requests to the app's script.

const SCRIPT = '../scripts/ddos.js/';

export async function ask(resource) {
  const answer = await fetch(`${SCRIPT}${resource}`, { signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) {
    throw new Error(`the script answers ${answer.status}`);
  }
  return answer.json();
}

/** Changes something. Answers why it was refused, or an empty text. */
export async function change(method, resource, body) {
  const answer = await fetch(`${SCRIPT}${resource}/json`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) {
    return '';
  }
  const known = [400, 404, 409].includes(answer.status);
  return known ? (await ask('status/json')).mistake : `The server answers ${answer.status}.`;
}
