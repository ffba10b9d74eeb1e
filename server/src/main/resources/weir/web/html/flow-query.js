// A view of flows as a definition, as text to paste, and its unit.

/** Text between the parts of a key: no traffic has it. */
export const FS = '\u001f';

/** @typedef {import('./view-address.js').View} View */

/** What the words for values mean: value of the definition, factor, unit. @type {Record<string, [string, number, string]>} */
const VALUES = { bits: ['bytes', 8, 'bit/s'], bps: ['bps', 1, 'bit/s'], packets: ['frames', 1, 'pkt/s'], bytes: ['bytes', 1, 'B/s'], frames: ['frames', 1, 'pkt/s'], requests: ['requests', 1, 'requests/s'] };

/** @param {View} view @returns {{value: string, factor: number, unit: string, additive: boolean}} */
export function measureOf(view) {
  const [value, factor, unit] = VALUES[view.value] ?? [view.value, 1, unitOf(view.value)];
  return { value, factor, unit, additive: !/^(avg|min|max|count):|^duration$/.test(value) };
}

/** @param {string} value */
function unitOf(value) {
  return /^(avg|min|max):.*bytes$/.test(value) ? 'B' : '';
}

/** The definition. @param {View} view */
export function definitionOf(view) {
  const definition = /** @type {Record<string, any>} */ ({ keys: view.keys, value: measureOf(view).value, n: 20, t: Number(view.t), fs: FS });
  if (view.filter) {
    definition.filter = view.filter;
  }
  if (view.dropped) {
    definition.dropped = true;
  }
  return definition;
}

/** Its name: the same definition has the same everywhere. @param {View} view */
export function nameOf(view) {
  const text = JSON.stringify(definitionOf(view));
  let high = 0x811c9dc5;
  let low = 0x1000193;
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193);
    low = Math.imul(low + text.charCodeAt(i), 0x85ebca6b) ^ (low >>> 13);
  }
  return `ui_${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}

/** Keys of a list, functions whole. @param {string} keys */
export function keysOf(keys) {
  const found = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= keys.length; i++) {
    const c = keys[i];
    if (c === '\\') {
      i++;
    } else if (c === '[') {
      depth++;
    } else if (c === ']') {
      depth--;
    } else if (c === undefined || (c === ',' && depth === 0)) {
      found.push(keys.slice(from, i).trim());
      from = i + 1;
    }
  }
  return found.filter((key) => key !== '');
}

/** A test for one value of a key. @param {string} key @param {string} text */
export function testOf(key, text) {
  return `${key}=${text.replace(/[\\,&|)]/g, '\\$&')}`;
}

/** A filter and one test more. @param {string} filter @param {string} test */
export function narrowed(filter, test) {
  if (filter === '') {
    return test;
  }
  return `${filter.includes('|') && !/^\([^()]*\)$/.test(filter) ? `(${filter})` : filter}&${test}`;
}

/** A view as text to paste. @param {View} view @param {string} form */
export function pasted(view, form) {
  const { value } = measureOf(view);
  const definition = JSON.stringify({ ...definitionOf(view), fs: undefined });
  const origin = location.origin;
  switch (form) {
    case 'curl':
      return `curl -X PUT --data ${quoted(definition)} ${origin}/flow/myflow/json\n`
        + `curl ${quoted(`${origin}/activeflows/${view.agents}/myflow/json?maxFlows=${view.n}&aggMode=${view.mode}`)}`;
    case 'script':
      return `setFlow('myflow',${definition});\nsetIntervalHandler(function(now) {\n`
        + `  activeFlows(${JSON.stringify(view.agents)},'myflow',${view.n},0,${JSON.stringify(view.mode)}).forEach(function(flow) {\n`
        + '    logInfo(flow.key+\' \'+flow.value);\n  });\n},1);';
    case 'prometheus': {
      const query = new URLSearchParams({ metric: 'myflow', key: view.keys, value, aggMode: view.mode, maxFlows: view.n, t: view.t });
      if (view.filter) {
        query.set('filter', view.filter);
      }
      if (view.dropped) {
        query.set('dropped', 'true');
      }
      return `${origin}/app/prometheus/scripts/export.js/flows/${view.agents}/txt?${query}`;
    }
    default:
      return location.href;
  }
}

/** @param {string} text for a shell */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
