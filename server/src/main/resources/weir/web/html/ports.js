// The table of ports: rates, utilisation with curves, errors; found by name at the engine, so that it works for many.

import { address, addressed } from './address.js';
import { portName, rowsOf } from './cells.js';
import { DataTable } from './data-table.js';
import { byId, element, reveal, say } from './dom.js';
import { count, duration, percent, quantity, rate } from './figures.js';
import { Series } from './series.js';
import { Sparkline } from './sparkline.js';

const LISTED = 200;
const REMEMBERED = 60;
const COLUMNS = ['ifname', 'ifspeed', 'ifoperstatus', 'ifadminstatus', 'ifinerrors', 'ifouterrors', 'ifindiscards', 'ifoutdiscards', 'ifinutilization', 'ifoututilization']
  .map((name) => `null:${name}`).join(',');

/** A curve beside a number. @typedef {{series: Series, curve: Sparkline, text: HTMLElement, age: number}} Trend */

export class Ports {
  /** @type {Map<string, {in: Trend, out: Trend}>} */
  #trends = new Map();
  /** @type {Map<string, any>[]} answers for what receives most and what sends most */
  #parts = [new Map(), new Map()];
  #words = /** @type {string[]} */ ([]);
  #table;
  /** Called when another name is looked for. */
  onSearch = () => {};

  constructor() {
    const rates = (/** @type {'in' | 'out'} */ way) => ({
      title: way === 'in' ? 'In' : 'Out',
      style: 'number',
      text: (/** @type {any} */ row) => quantity(row[way], 'bit/s'),
      key: (/** @type {any} */ row) => row[way],
      fill: (/** @type {HTMLElement} */ cell, /** @type {any} */ row) => this.#rate(cell, row, way),
    });
    const losses = (/** @type {string} */ title, /** @type {string} */ inward, /** @type {string} */ outward) => ({
      title,
      style: 'number',
      text: (/** @type {any} */ row) => rate((row.values[inward] ?? 0) + (row.values[outward] ?? 0)),
      key: (/** @type {any} */ row) => (row.values[inward] ?? 0) + (row.values[outward] ?? 0),
      hint: (/** @type {any} */ row) => `${rate(row.values[inward])}/s in, ${rate(row.values[outward])}/s out`,
    });
    this.#table = new DataTable(byId('ports').querySelector('table'), [
      { title: 'Port', style: 'name', text: portName, fill: nameInto },
      { title: 'State', text: stateOf },
      { title: 'Speed', style: 'number', text: (row) => (row.values.ifspeed ? quantity(row.values.ifspeed, 'bit/s') : '–'), key: (row) => row.values.ifspeed ?? null },
      rates('in'),
      rates('out'),
      { title: 'Busy', style: 'number', text: (row) => (row.busy === null ? '–' : `${percent(row.busy)} %`), key: (row) => row.busy },
      losses('Errors/s', 'ifinerrors', 'ifouterrors'),
      losses('Discards/s', 'ifindiscards', 'ifoutdiscards'),
      { title: 'Updated', style: 'number', text: (row) => `${duration(row.age)} ago`, key: (row) => row.age },
      { title: '', text: () => 'Flows', fill: flowsInto },
    ], (row) => `${row.agent} ${row.dataSource}`, 5);
    byId('port-search').addEventListener('input', (/** @type {any} */ event) => {
      address('find', event.target.value.trim());
      this.read();
      this.onSearch();
    });
  }

  /** Shows what the address asks for. */
  read() {
    const find = addressed('find');
    if (byId('port-search').value.trim() !== find) {
      byId('port-search').value = find;
    }
    this.#words = find.split(/\s+/).filter((word) => word);
  }

  /**
   * The question for ports: one word is looked for in names of ports or of hosts, a second in names of ports.
   * @param {0 | 1} part
   */
  path(part) {
    const [first, second] = this.#words.map((word) => encodeURIComponent(`*${word.replaceAll('*', '')}*`));
    const sorted = part === 0 || first ? `sort:ifinoctets:-${LISTED},null:ifoutoctets` : `null:ifinoctets,sort:ifoutoctets:-${LISTED}`;
    const filter = !first ? '' : second ? `?host_name=${first}&ifname=${second}` : part === 0 ? `?ifname=${first}` : `?host_name=${first}`;
    return second && part === 1 ? null : `../table/ALL/null:host_name,${COLUMNS},${sorted}/json${filter}`;
  }

  /** @param {0 | 1} part @param {any} answer */
  take(part, answer) {
    const rows = rowsOf(answer).map((row) => {
      const { ifinoctets, ifoutoctets, ifinutilization, ifoututilization } = row.values;
      const uses = [ifinutilization, ifoututilization].filter((use) => use !== undefined);
      return { ...row, in: 8 * (ifinoctets ?? 0), out: 8 * (ifoutoctets ?? 0), busy: uses.length === 0 ? null : Math.max(...uses) / 100 };
    });
    this.#parts[part] = new Map(rows.map((row) => [`${row.agent} ${row.dataSource}`, row]));
    if (this.#words.length > 1) {
      this.#parts[1].clear();
    }
    this.#show();
  }

  #show() {
    const all = [...new Map([...this.#parts[0], ...this.#parts[1]]).values()];
    all.sort((one, other) => Math.max(other.in, other.out) - Math.max(one.in, one.out));
    const shown = all.slice(0, LISTED);
    this.#table.show(shown);
    say(byId('ports-shown'), shown.length === 0 ? (this.#words.length ? 'No port fits' : 'No port has sent counters twice yet')
      : `${shown.length === LISTED ? `the ${LISTED} busiest` : count(shown.length)} port${shown.length === 1 ? '' : 's'}`);
    reveal(byId('ports').querySelector('table'), shown.length > 0);
  }

  /** @param {HTMLElement} cell @param {any} row @param {'in' | 'out'} way */
  #rate(cell, row, way) {
    const key = `${row.agent} ${row.dataSource}`;
    let trends = this.#trends.get(key);
    if (!trends) {
      const made = () => ({ series: new Series(REMEMBERED), curve: new Sparkline(), text: element('span'), age: -1 });
      trends = { in: made(), out: made() };
      this.#trends.set(key, trends);
    }
    const trend = trends[way];
    if (!cell.hasChildNodes()) {
      cell.append(element('span', 'rate', trend.curve.element, trend.text));
    }
    trend.series.push(row[way]);
    trend.curve.draw(trend.series);
    say(trend.text, quantity(row[way], 'bit/s'));
    cell.title = row.values.ifspeed ? `${percent(row[way] / row.values.ifspeed)} % of ${quantity(row.values.ifspeed, 'bit/s')}` : '';
  }
}

/** @param {any} row */
function stateOf({ values }) {
  const { ifoperstatus: state, ifadminstatus: wished } = values;
  return state === undefined ? '–' : state === 'up' ? 'up' : wished === 'down' ? 'off' : state;
}

/** @param {HTMLElement} cell @param {any} row */
function nameInto(cell, row) {
  const link = /** @type {any} */ (cell.querySelector('a') ?? cell.appendChild(element('a', 'name')));
  say(link, portName(row));
  link.href = `metrics.html?agent=${encodeURIComponent(row.agent)}&source=${encodeURIComponent(row.dataSource)}`;
}

/** @param {HTMLElement} cell @param {any} row */
function flowsInto(cell, row) {
  if (!cell.hasChildNodes()) {
    const link = element('a', '', 'Flows');
    link.href = `flows.html?agents=${encodeURIComponent(row.agent)}&filter=${encodeURIComponent(`inputifindex=${row.dataSource}|outputifindex=${row.dataSource}`)}`;
    cell.append(link);
  }
}
