// How values of metrics are shown.

import { quantity } from './figures.js';

/** @typedef {{factor: number, unit: string, most: number}} Form most: the largest value there can be, 0 when there is none */

/** @type {[RegExp, Form][]} */
const FORMS = [
  [/octets$|^bytes_(in|out)$/, { factor: 8, unit: 'bit/s', most: 0 }],
  [/pkts$|^pkts_(in|out)$/, { factor: 1, unit: 'pkt/s', most: 0 }],
  [/^ifspeed$/, { factor: 1, unit: 'bit/s', most: 0 }],
  [/utilization$|^cpu_(user|nice|system|idle|wio|intr|sintr|steal|guest|guest_nice)$|^part_max_used$/, { factor: 1, unit: '%', most: 100 }],
  [/^(mem|swap|disk)_(total|free|used|shared|buffers|cached)$/, { factor: 1, unit: 'B', most: 0 }],
  [/^bytes_(read|written)$/, { factor: 1, unit: 'B/s', most: 0 }],
  [/^(uptime)$/, { factor: 1, unit: 's', most: 0 }],
  [/errors$|discards$|^(errs|drops)_|^(reads|writes|contexts|interrupts)$|retranssegs$|opens$|segs$|rsts$|inerrs$/, { factor: 1, unit: '/s', most: 0 }],
];

/** @param {string} metric @returns {Form} */
export function formOf(metric) {
  return FORMS.find(([pattern]) => pattern.test(metric))?.[1] ?? { factor: 1, unit: '', most: 0 };
}

/** A value of a metric as text. @param {string} metric @param {any} value */
export function shown(metric, value) {
  if (typeof value === 'string') {
    return value;
  }
  const { factor, unit } = formOf(metric);
  return quantity(typeof value === 'number' ? value * factor : null, unit);
}
