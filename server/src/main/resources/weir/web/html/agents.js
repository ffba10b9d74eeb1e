// The table of agents: which are shown, in which order.

import { address, addressed } from './address.js';
import { Agent } from './agent.js';
import { byId, element, reveal, say } from './dom.js';
import { count } from './figures.js';
import { Row } from './row.js';

/** Rows shown at first, and more on request: a table of thousands helps nobody and freezes browsers. */
const PAGE = 100;

/** @typedef {{title: string, style: string, falling: boolean, key: (agent: Agent) => number}} Column */
/** @type {Column[]} */
const COLUMNS = [
  { title: 'Agent', style: '', falling: false, key: (agent) => agent.rank },
  { title: 'Health', style: '', falling: true, key: (agent) => agent.gravity },
  { title: 'Datagrams/s', style: 'number', falling: true, key: (agent) => agent.datagramRate ?? -1 },
  { title: 'Samples/s', style: 'number', falling: true, key: (agent) => agent.sampleRate ?? -1 },
  { title: 'Lost', style: 'number', falling: true, key: (agent) => agent.lossShare },
  { title: 'Sampling', style: 'number wide', falling: false, key: (agent) => agent.status.samplingRateMin ?? Infinity },
  { title: 'Ports', style: 'number wide', falling: true, key: (agent) => agent.dataSources },
  { title: 'Last seen', style: 'number', falling: true, key: (agent) => agent.status.lastSeen },
];

const names = new Intl.Collator('en', { numeric: true });

export class Agents {
  /** @type {Map<string, Agent>} */
  #agents = new Map();
  /** @type {Map<string, Row>} rows of agents that were shown since they are known */
  #rows = new Map();
  #body = byId('agents').querySelector('tbody');
  /** @type {HTMLElement[]} */
  #heads = [];
  #sorted = COLUMNS[1];
  #falling = true;
  #onlyHinted = false;
  #search = '';
  #limit = PAGE;

  constructor() {
    const head = byId('agents').querySelector('thead tr');
    COLUMNS.forEach((column) => head.append(this.#head(column)));
    byId('search').addEventListener('input', (/** @type {any} */ event) => {
      address('find', event.target.value.trim());
      this.read();
    });
    byId('more').addEventListener('click', () => {
      this.#limit += PAGE;
      this.render();
    });
    this.#choices().forEach((button) => button.addEventListener('click', () => {
      address('health', button.dataset.show === 'hinted' ? 'hinted' : '');
      this.read();
    }));
  }

  /** Shows what the address asks for. */
  read() {
    const find = addressed('find');
    if (byId('search').value.trim() !== find) {
      byId('search').value = find;
    }
    this.#search = find.toLowerCase();
    this.#onlyHinted = addressed('health') === 'hinted';
    this.#limit = PAGE;
    this.render();
  }

  /** @param {Column} column */
  #head(column) {
    const button = element('button', '', column.title);
    button.type = 'button';
    button.addEventListener('click', () => {
      this.#falling = this.#sorted === column ? !this.#falling : column.falling;
      this.#sorted = column;
      this.render();
    });
    const head = element('th', column.style, button);
    head.scope = 'col';
    head.setAttribute('role', 'columnheader');
    this.#heads.push(head);
    return head;
  }

  /** @returns {HTMLElement[]} */
  #choices() {
    return [...byId('agents').querySelectorAll('.choice button')];
  }

  /**
   * Takes an answer of /agents/json.
   * @param {Record<string, any>} statuses by address
   * @param {number} seconds since the one before
   */
  take(statuses, seconds) {
    let changed = false;
    for (const address of this.#agents.keys()) {
      if (!(address in statuses)) {
        this.#agents.delete(address);
        this.#rows.delete(address);
      }
    }
    for (const [address, status] of Object.entries(statuses)) {
      let agent = this.#agents.get(address);
      if (!agent) {
        agent = new Agent(address);
        this.#agents.set(address, agent);
      }
      changed ||= agent.status?.hostName !== status.hostName || agent.rank === 0;
      agent.take(status, seconds);
    }
    if (changed) {
      this.#rank();
    }
  }

  /** Comparing names of thousands of agents takes long, so it is done when there are new ones. */
  #rank() {
    const byName = [...this.#agents.values()].sort(
      (one, other) => names.compare(one.name, other.name) || names.compare(one.address, other.address),
    );
    byName.forEach((agent, i) => {
      agent.rank = i + 1;
    });
  }

  /** Numbers over all agents. */
  get sums() {
    const sums = { received: 0, lost: 0, newReceived: 0, newLost: 0, hinted: 0 };
    for (const agent of this.#agents.values()) {
      sums.received += agent.status.sFlowDatagramsReceived;
      sums.lost += agent.status.sFlowDatagramsLost;
      sums.newReceived += agent.newReceived;
      sums.newLost += agent.newLost;
      sums.hinted += agent.gravity > 0 ? 1 : 0;
    }
    return sums;
  }

  render() {
    const all = [...this.#agents.values()];
    const hinted = all.filter((agent) => agent.gravity > 0);
    const chosen = (this.#onlyHinted ? hinted : all).filter((agent) => agent.text.includes(this.#search));
    chosen.sort((one, other) => this.#compare(one, other));
    const shown = chosen.slice(0, this.#limit);
    this.#place(shown.map((agent) => this.#row(agent)));
    this.#choices().forEach((button, i) => {
      say(/** @type {Element} */ (button.querySelector('.count')), count([all, hinted][i].length));
      button.setAttribute('aria-pressed', String(this.#onlyHinted === (i === 1)));
    });
    this.#heads.forEach((head, i) => {
      if (COLUMNS[i] === this.#sorted) {
        head.setAttribute('aria-sort', this.#falling ? 'descending' : 'ascending');
      } else {
        head.removeAttribute('aria-sort');
      }
    });
    say(byId('shown'), summary(shown.length, chosen.length, all.length));
    reveal(byId('more'), shown.length < chosen.length);
  }

  /** @param {Agent} one @param {Agent} other */
  #compare(one, other) {
    const order = Math.sign(this.#sorted.key(one) - this.#sorted.key(other)) || 0;
    return (this.#falling ? -order : order) || one.rank - other.rank;
  }

  /** @param {Agent} agent */
  #row(agent) {
    let row = this.#rows.get(agent.address);
    if (!row) {
      row = new Row(agent);
      this.#rows.set(agent.address, row);
    }
    row.show();
    return row;
  }

  /** Puts rows into the table, moving only those that are not where they should be. @param {Row[]} rows */
  #place(rows) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    let at = this.#body.firstElementChild;
    for (const wanted of rows.flatMap((row) => row.elements)) {
      if (wanted === at) {
        at = at.nextElementSibling;
      } else {
        this.#body.insertBefore(wanted, at);
      }
    }
    while (at) {
      const next = at.nextElementSibling;
      at.remove();
      at = next;
    }
    if (focused && focused !== document.activeElement && focused.isConnected) {
      focused.focus({ preventScroll: true });
    }
  }
}

/** @param {number} shown @param {number} chosen @param {number} all */
function summary(shown, chosen, all) {
  if (chosen === 0) {
    return 'No agent fits';
  }
  const of = chosen === all ? '' : `, ${count(all)} in all`;
  return shown < chosen ? `${count(shown)} of ${count(chosen)} agents${of}` : `${count(chosen)} agent${chosen === 1 ? '' : 's'}${of}`;
}
