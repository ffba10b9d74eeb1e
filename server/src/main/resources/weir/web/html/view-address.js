// The address of a view of flows: all that must not be lost is in it.

/** @typedef {{keys: string, value: string, filter: string, agents: string, mode: string, n: string, t: string, dropped: string}} View */

/** @type {View} */
export const DEFAULTS = {
  keys: 'ipsource,ipdestination', value: 'bits', filter: '', agents: 'ALL', mode: 'max', n: '20', t: '2', dropped: '',
};

/** The address, relative to the pages; what is as usual is left out. @param {Partial<View>} view */
export function viewOf(view) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    if (value !== DEFAULTS[/** @type {keyof View} */ (name)]) {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return `flows.html${text ? `?${text}` : ''}`;
}

/** The view of an address. @param {string} search @returns {View} */
export function viewIn(search) {
  const query = new URLSearchParams(search);
  const view = { ...DEFAULTS };
  for (const name of /** @type {(keyof View)[]} */ (Object.keys(view))) {
    view[name] = query.get(name) ?? view[name];
  }
  return view;
}
