// What a page shows, kept in its address: it can be shared and loaded anew. No entry of the browser's history is made.

/** The value of a parameter. Absent: an empty text. @param {string} name */
export function addressed(name) {
  return new URLSearchParams(location.search).get(name) ?? '';
}

/** Sets a parameter, or takes it away. @param {string} name @param {string} value empty for none */
export function address(name, value) {
  const query = new URLSearchParams(location.search);
  if (value) {
    query.set(name, value);
  } else {
    query.delete(name);
  }
  history.replaceState(history.state, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
}
