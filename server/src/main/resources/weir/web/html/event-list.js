// Events, newest first.

import { element, say } from './dom.js';
import { clock, quantity } from './figures.js';

/** Counters of octets, and flows of bytes, are shown in bits per second. @param {any} event @param {number} value @param {Record<string, any>} flows definitions */
export function eventValue(event, value, flows = {}) {
  return /octets$/.test(event.metric) || flows[event.metric]?.value === 'bytes' ? quantity(8 * value, 'bit/s') : quantity(value, /utilization$/.test(event.metric) ? '%' : '');
}

export class EventList {
  /** @type {string} */
  #shown = '';
  #list = element('ol', 'events');
  #empty = element('p', 'none quiet');
  element = element('div', '', this.#list, this.#empty);

  /** @param {string} empty what is said when there are none */
  constructor(empty) {
    say(this.#empty, empty);
  }

  /** @param {any[]} events @param {Record<string, string>} names host names by agent @param {Record<string, any>} flows definitions */
  show(events, names, flows) {
    this.#empty.hidden = events.length > 0;
    const text = events.map((event) => `${event.eventID} ${names[event.agent] ?? ''} ${event.metric in flows}`).join();
    if (text === this.#shown) {
      return;
    }
    this.#shown = text;
    this.#list.replaceChildren(...events.map((event) => {
      const at = element('time', 'quiet', clock(event.timestamp));
      at.title = new Date(event.timestamp).toISOString();
      const link = element('a', 'name', event.thresholdID);
      link.href = `events.html?event=${event.eventID}`;
      const place = event.agent ? `${names[event.agent] ?? event.agent} · ${event.dataSource}` : 'whole network';
      const what = event.flowKey ? element('span', 'detail', event.flowKey.split(flows[event.metric]?.fs ?? ',').join(' → ')) : '';
      return element('li', '', at, link, element('span', 'figure', eventValue(event, event.value, flows)), element('span', 'place', place), what);
    }));
  }
}
