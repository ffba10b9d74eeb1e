// The row of one agent, and the one below it with details.

import { element, say } from './dom.js';
import { count, duration, percent, rate, UNKNOWN } from './figures.js';
import { moodOf, titleOf } from './hints.js';
import { Sparkline } from './sparkline.js';

/** @param {string} label @param {string} style @param {...Node} content */
function cell(label, style, ...content) {
  const made = element('td', style, ...content);
  made.setAttribute('role', 'cell');
  made.dataset.label = label;
  return made;
}

export class Row {
  #agent;
  #name = element('button');
  #address = element('span', 'address');
  #health = cell('Health', 'health');
  #datagramCurve = new Sparkline();
  #datagrams = element('span');
  #sampleCurve = new Sparkline();
  #samples = element('span');
  #lost = cell('Lost', 'number');
  #sampling = cell('Sampling', 'number wide');
  #sources = cell('Ports', 'number wide');
  #seen = cell('Last seen', 'number');
  #hints = '';
  /** @type {HTMLElement | null} */
  #details = null;
  element = element('tr');

  /** @param {import('./agent.js').Agent} agent */
  constructor(agent) {
    this.#agent = agent;
    this.element.setAttribute('role', 'row');
    this.#name.type = 'button';
    this.#name.setAttribute('aria-expanded', 'false');
    this.#name.addEventListener('click', () => this.#toggle());
    this.#address.textContent = agent.address;
    this.element.append(
      cell('Agent', 'who', this.#name, this.#address),
      this.#health,
      cell('Datagrams/s', 'number', element('span', 'rate', this.#datagramCurve.element, this.#datagrams)),
      cell('Samples/s', 'number', element('span', 'rate', this.#sampleCurve.element, this.#samples)),
      this.#lost,
      this.#sampling,
      this.#sources,
      this.#seen,
    );
  }

  /** The elements that stand in the table. */
  get elements() {
    return this.#details ? [this.element, this.#details] : [this.element];
  }

  show() {
    const agent = this.#agent;
    const status = agent.status;
    say(this.#name, agent.name);
    this.#address.hidden = agent.name === agent.address;
    this.#showHealth(status.hints);
    this.#datagramCurve.draw(agent.datagrams);
    say(this.#datagrams, rate(agent.datagramRate));
    this.#sampleCurve.draw(agent.samples);
    say(this.#samples, rate(agent.sampleRate));
    say(this.#lost, `${percent(agent.lossShare)} %`);
    say(this.#sampling, sampling(status));
    say(this.#sources, count(agent.dataSources));
    say(this.#seen, `${duration(status.lastSeen)} ago`);
    if (this.#details) {
      fill(this.#details, agent);
    }
  }

  /** @param {import('./hints.js').Hint[]} hints */
  #showHealth(hints) {
    const text = JSON.stringify(hints);
    if (text === this.#hints) {
      return;
    }
    this.#hints = text;
    if (hints.length === 0) {
      this.#health.replaceChildren(element('span', 'badge good', 'Reports well'));
      return;
    }
    const items = hints.map((hint) =>
      element('li', '', element('span', `badge ${moodOf(hint)}`, titleOf(hint)), element('p', '', hint.text)));
    this.#health.replaceChildren(element('ul', '', ...items));
  }

  #toggle() {
    if (this.#details) {
      this.#details.remove();
      this.#details = null;
    } else {
      this.#details = element('tr', 'details');
      this.#details?.setAttribute('role', 'row');
      fill(/** @type {HTMLElement} */ (this.#details), this.#agent);
      this.element.after(/** @type {HTMLElement} */ (this.#details));
    }
    this.#name.setAttribute('aria-expanded', String(this.#details !== null));
  }
}

/** @param {any} status */
function sampling(status) {
  const { samplingRateMin: least, samplingRateMax: most } = status;
  if (least === undefined) {
    return UNKNOWN;
  }
  return least === most ? `1 in ${count(least)}` : `1 in ${count(least)} to ${count(most)}`;
}

/** @param {HTMLElement} row @param {import('./agent.js').Agent} agent */
function fill(row, agent) {
  const status = agent.status;
  const facts = [
    ['Agent address', agent.address],
    ['Datagrams come from', status.sFlowDatagramSource.join(', ')],
    ['Its own uptime', duration(status.uptime)],
    ['Known for', duration(status.firstSeen)],
    ['Sub-agents', count(status.subAgents)],
    ['Sampling', sampling(status)],
    ['Datagrams', `${count(status.sFlowDatagramsReceived)}, ${count(status.sFlowDatagramsLost)} lost`],
    ['Duplicates, out of order', `${count(status.sFlowDatagramsDuplicates)}, ${count(status.sFlowDatagramsOutOfOrder)}`],
    ['Counter samples', `${count(status.sFlowCounterSamples)} of ${count(status.sFlowCounterDatasources)} data sources`],
    ['Flow samples', `${count(status.sFlowFlowSamples)} of ${count(status.sFlowFlowDatasources)} data sources`],
    ['Samples lost', count(status.sFlowFlowLostSamples + status.sFlowCounterLostSamples)],
    ['Dropped by the agent', count(status.sFlowFlowDrops)],
    ['Drop notices', count(status.sFlowNotificationSamples)],
    ['Restarts, address conflicts', `${count(status.restarts)}, ${count(status.addressConflicts)}`],
  ];
  if (!row.hasChildNodes()) {
    const list = element('dl');
    const link = element('a', '', 'All its metrics (JSON)');
    link.href = `../metric/${encodeURIComponent(agent.address)}/json`;
    const made = element('td', '', list, link);
    made.setAttribute('role', 'cell');
    made.colSpan = 8;
    row.append(made);
    list.append(...facts.map(([name]) => element('div', '', element('dt', '', name), element('dd'))));
  }
  row.querySelectorAll('dd').forEach((value, i) => say(value, facts[i][1]));
}
