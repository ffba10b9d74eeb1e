// A chart for each attack: its largest candidates over the last five minutes, and the threshold.

import uPlot from '../../../../inc/uplot/uPlot.esm.js';
import { colour, element, rate } from './dom.js';

const COLOURS = ['--c0', '--c1', '--c2', '--c3', '--c4'];
/** The threshold is drawn when traffic comes within so much of it; else it would press curves flat. */
const NEAR = 0.1;
const HEIGHT = 180;
/** Steps of the axis of time, s: no shorter ones, as labels are whole minutes. */
const MINUTES = [60, 120, 300, 600];

const minute = (seconds) => new Date(seconds * 1000).toTimeString().slice(0, 5);

/** The keys with the largest values in the last point that has any, largest first. */
function largest(points) {
  const last = points.at(-1) ?? {};
  const seen = new Map();
  for (const point of points) {
    for (const [key, value] of Object.entries(point ?? {})) {
      seen.set(key, Math.max(value, seen.get(key) ?? 0));
    }
  }
  return [...seen.keys()]
    .sort((a, b) => (last[b] ?? 0) - (last[a] ?? 0) || seen.get(b) - seen.get(a))
    .slice(0, COLOURS.length);
}

export class AttackChart {
  #attack;
  #plot = null;
  #drawn = '';
  #limit = element('span', 'quiet');
  #holder = element('div', 'plot');
  #legend = element('ol');
  element;

  constructor(attack) {
    this.#attack = attack;
    this.#holder.setAttribute('role', 'img');
    this.element = element('figure', '', element('figcaption', '', element('h2', '', attack.title), this.#limit),
      this.#holder, this.#legend);
    this.element.dataset.attack = attack.name;
    addEventListener('themechange', () => this.#plot?.redraw());
  }

  draw(trend) {
    const points = trend.trends[this.#attack.name] ?? [];
    const threshold = trend.values[this.#attack.name];
    const keys = largest(points);
    const top = points.reduce((most, point) => Math.max(most, ...Object.values(point ?? {})), 0);
    const columns = [trend.times.map((time) => time / 1000), ...keys.map((key) => points.map((point) => point?.[key] ?? 0)),
      trend.times.map(() => (top >= threshold * NEAR ? threshold : null))];
    this.#limit.textContent = `threshold ${rate(threshold)}`;
    this.#name(keys, points.at(-1) ?? {});
    const width = this.#holder.clientWidth;
    if (width === 0) {
      return;
    }
    const form = `${width} ${keys.length}`;
    if (form !== this.#drawn) {
      this.#plot?.destroy();
      this.#plot = new uPlot(this.#options(width, keys.length), columns, this.#holder);
      this.#drawn = form;
    } else {
      this.#plot.setData(columns);
    }
  }

  #name(keys, now) {
    this.#legend.replaceChildren(...keys.map((key, i) => {
      const [target, group, protocol] = key.split(',');
      const swatch = element('span', 'swatch');
      swatch.style.background = `var(${COLOURS[i]})`;
      const name = `${target} (${group}), ${this.#attack.unit.toLowerCase()} ${protocol}`;
      return element('li', '', swatch, element('span', 'name', name), element('b', '', rate(now[key] ?? 0)));
    }));
    const said = keys.length ? `${keys[0]}, now ${rate(now[keys[0]] ?? 0)}` : 'nothing';
    this.#holder.setAttribute('aria-label', `${this.#attack.title}, largest: ${said}`);
  }

  #options(width, curves) {
    const axis = {
      stroke: () => colour('--quiet'), grid: { stroke: () => colour('--line'), width: 1 }, ticks: { show: false },
      font: '12px system-ui, sans-serif',
    };
    const curve = (stroke, dash) => ({ stroke: () => colour(stroke), width: 1.75, dash, points: { show: false } });
    return {
      width, height: HEIGHT, padding: [8, 8, 0, 0], legend: { show: false }, cursor: { show: false },
      scales: { y: { range: (plot, from, to) => [0, Math.max(1, (to ?? 0) * 1.1)] } },
      axes: [{ ...axis, size: 30, space: 70, incrs: MINUTES, values: (plot, times) => times.map(minute) }, { ...axis, size: 62, values: (plot, values) => values.map(rate) }],
      series: [{}, ...Array.from({ length: curves }, (_, i) => curve(COLOURS[i])), curve('--bad', [6, 4])],
    };
  }
}
