// What stands in the form of a threshold, as REST takes it, and the other way.

/** @typedef {{name: string, metric: string, value: string, timeout: string, byFlow: boolean, filter: string}} Fields */

const PREFIXES = /** @type {Record<string, number>} */ ({ '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 });

/**
 * A limit as it is written, in the unit of the metric: bits become bytes.
 * @param {string} text 100 Mbit/s, 80 %, 1.5e6
 * @returns {{value: number, bits: boolean} | null} null when it cannot be read
 */
export function limitOf(text) {
  const read = text.trim().match(/^([+-]?[\d.]+(?:e[+-]?\d+)?)\s*([kKMGT]?)\s*(bit\/s|bps|B\/s|pkt\/s|%|\/s|)$/i);
  if (!read || !Number.isFinite(Number(read[1]))) {
    return null;
  }
  const bits = /^(bit\/s|bps)$/i.test(read[3]);
  return { value: (Number(read[1]) * PREFIXES[read[2]]) / (bits ? 8 : 1), bits };
}

/** Conditions, name=pattern joined by &; the same name again is or. @param {string} text @returns {Record<string, string[]>} */
export function filterOf(text) {
  const filter = /** @type {Record<string, string[]>} */ ({});
  for (const part of text.split('&').map((one) => one.trim()).filter((one) => one)) {
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at).trim();
    (filter[name] ??= []).push(...(at < 0 ? [''] : part.slice(at + 1).split(',').map((value) => value.trim())));
  }
  return filter;
}

/** @param {Record<string, string[]>} filter */
export function filterText(filter) {
  return Object.entries(filter).map(([name, values]) => `${name}=${values.join(',')}`).join('&');
}

/** The body of a threshold. @param {Fields} fields */
export function bodyOf(fields) {
  const body = /** @type {Record<string, any>} */ ({ metric: fields.metric, value: limitOf(fields.value)?.value ?? fields.value });
  if (fields.timeout) {
    body.timeout = fields.timeout;
  }
  if (fields.byFlow) {
    body.byFlow = true;
  }
  if (fields.filter) {
    body.filter = filterOf(fields.filter);
  }
  return body;
}

/** The question of a trial. @param {Fields} fields */
export function trialOf(fields) {
  const { filter, ...body } = bodyOf(fields);
  const query = new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)]));
  Object.entries(filter ?? {}).forEach(([name, values]) => values.forEach((/** @type {string} */ value) => query.append(name, value)));
  return `../thresholdtrial/json?${query}`;
}

/** Usual thresholds; {@code flow} is defined with them. @type {{title: string, fields: Partial<Fields>, flow?: Record<string, any>}[]} */
export const USUAL = [
  { title: 'Port receives', fields: { name: 'port_in', metric: 'ifinoctets', value: '100 Mbit/s', timeout: '60' } },
  { title: 'Port sends', fields: { name: 'port_out', metric: 'ifoutoctets', value: '100 Mbit/s', timeout: '60' } },
  { title: 'Port is busy', fields: { name: 'port_busy', metric: 'ifinutilization', value: '80 %', timeout: '60' } },
  { title: 'Port discards', fields: { name: 'discards', metric: 'ifoutdiscards', value: '1', timeout: '300' } },
  {
    title: 'Pair of hosts',
    fields: { name: 'pair', metric: 'pairs', value: '100 Mbit/s', timeout: '10', byFlow: true },
    flow: { keys: 'or:ipsource:ip6source,or:ipdestination:ip6destination', value: 'bytes' },
  },
  {
    title: 'Many packets to a host',
    fields: { name: 'flood', metric: 'packets_to', value: '100 kpkt/s', timeout: '60', byFlow: true },
    flow: { keys: 'or:ipdestination:ip6destination', value: 'frames' },
  },
  { title: 'Host is loaded', fields: { name: 'load', metric: 'load_one_per_cpu', value: '1', timeout: '300' } },
];
