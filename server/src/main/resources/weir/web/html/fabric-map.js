// The drawing of a topology: nodes where forces put them, each link in two halves, coloured by what its ends send.

import { plain } from './dom.js';
import { quantity } from './figures.js';
import { drawnName, HALF, halfOf, placesOf } from './places.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 1000;
/** Names of nodes are still read at this width. */
const NARROWEST = 320;
/** What is drawn is made smaller to this at most. */
const SMALLEST = 0.6;

/** The class of a utilisation. @param {number | null} use @param {boolean} known */
export function classOf(use, known) {
  return !known ? 'u9' : use === null || use < 0.001 ? 'u0' : use < 0.2 ? 'u1' : use < 0.5 ? 'u2' : use < 0.8 ? 'u3' : 'u4';
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  return made;
}

export class FabricMap {
  #holder;
  #drawn = '';
  /** @type {import('./places.js').Picture | null} */
  #picture = null;
  /** @type {Map<string, {group: SVGElement, halves: SVGElement[], title: Element}>} */
  #links = new Map();
  /** Called with the name of a link that was chosen. @type {(name: string) => void} */
  onLink = () => {};
  /** Called with the name of a node that was chosen. @type {(name: string) => void} */
  onNode = () => {};

  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.#holder = holder;
  }

  /**
   * @param {ReturnType<typeof import('./links.js').loadOf>} links
   * @param {Set<string>} edge nodes that hosts are attached to
   * @param {string} chosen name of the link that is looked at
   * @param {Map<string, Set<string>> | null} traced by link the nodes that packets arrive at; null when nothing is traced
   */
  show(links, edge, chosen, traced) {
    // What is drawn is as wide as its place, so that letters keep their size.
    const space = Math.min(WIDTH, Math.max(NARROWEST, this.#holder.offsetWidth || WIDTH));
    const drawn = JSON.stringify([space, links.map(({ name, node1, node2 }) => [name, node1, node2]), [...edge].sort()]);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#draw(links, edge, space);
    }
    for (const link of links) {
      const made = this.#links.get(link.name);
      if (!made) {
        continue;
      }
      const use = (/** @type {number | null} */ octets) => (octets === null || !link.speed ? null : (8 * octets) / link.speed);
      const arrives = traced?.get(link.name);
      made.group.setAttribute('class', `link${link.name === chosen ? ' chosen' : ''}${traced === null ? '' : arrives ? ' traced' : ' faded'}`);
      made.halves[0].setAttribute('class', `half ${classOf(use(link.forward), link.known)}`);
      made.halves[1].setAttribute('class', `half ${classOf(use(link.back), link.known)}`);
      const text = (/** @type {number | null} */ octets) => quantity(octets === null ? null : 8 * octets, 'bit/s');
      const way = arrives ? `, traced packets arrive at ${[...arrives].join(' and ')}` : '';
      const label = `${link.name}: ${link.node1} ${link.port1} → ${link.node2} ${link.port2} ${text(link.forward)}, back ${text(link.back)}${way}`;
      made.title.textContent = plain(label);
      made.group.setAttribute('aria-label', label);
    }
  }

  /** @param {any[]} links @param {Set<string>} edge @param {number} space */
  #draw(links, edge, space) {
    this.#picture = placesOf(links, edge, space, this.#picture);
    const { places, width, height } = this.#picture;
    const at = (/** @type {string} */ name) => places.get(name) ?? { x: 0, y: 0, row: 0, upright: false };
    const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Topology' });
    // Names stay readable: what is larger than its place then is moved in it.
    const scale = Math.max(SMALLEST, Math.min(1, space / width));
    svg.style.width = `${width * scale}px`;
    svg.style.height = `${height * scale}px`;
    /** @type {Map<string, any[]>} */
    const parallel = new Map();
    links.forEach((link) => {
      const pair = [link.node1, link.node2].sort().join('\n');
      parallel.set(pair, [...(parallel.get(pair) ?? []), link]);
    });
    this.#links.clear();
    for (const same of parallel.values()) {
      same.forEach((link, i) => svg.append(this.#link(link, at(link.node1), at(link.node2), (i - (same.length - 1) / 2) * 16)));
    }
    for (const name of places.keys()) {
      const { x, y, upright } = at(name);
      const half = halfOf(name, upright);
      const turned = upright ? ' rotate(-90)' : '';
      const group = shape('g', { class: 'node', transform: `translate(${x} ${y})${turned}`, tabindex: 0, role: 'link', 'aria-label': name });
      const text = shape('text', { 'text-anchor': 'middle', dy: 5 });
      text.textContent = plain(drawnName(name, upright));
      group.append(shape('rect', { x: -half, y: -HALF, width: 2 * half, height: 2 * HALF, rx: 9 }), text);
      if (drawnName(name, upright) !== name) {
        const title = shape('title', {});
        title.textContent = plain(name);
        group.append(title);
      }
      this.#active(group, () => this.onNode(name));
      svg.append(group);
    }
    this.#holder.replaceChildren(svg);
    this.#holder.scrollLeft = (this.#holder.scrollWidth - this.#holder.clientWidth) / 2;
    this.#holder.scrollTop = (this.#holder.scrollHeight - this.#holder.clientHeight) / 2;
  }

  /** @param {any} link @param {{x: number, y: number}} from @param {{x: number, y: number}} to @param {number} aside */
  #link(link, from, to, aside) {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    // Links between the same nodes lie side by side, whichever end is named first.
    const turn = link.node1 < link.node2 ? 1 : -1;
    const dx = (-(to.y - from.y) / length) * aside * turn;
    const dy = ((to.x - from.x) / length) * aside * turn;
    const ends = [{ x: from.x + dx, y: from.y + dy }, { x: to.x + dx, y: to.y + dy }];
    const middle = { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 };
    const title = shape('title', {});
    const halves = ends.map(({ x, y }) => shape('line', { x1: x, y1: y, x2: middle.x, y2: middle.y }));
    const group = shape('g', { class: 'link', tabindex: 0, role: 'link' });
    group.append(title, shape('line', { class: 'reach', x1: ends[0].x, y1: ends[0].y, x2: ends[1].x, y2: ends[1].y }), ...halves);
    this.#active(group, () => this.onLink(link.name));
    this.#links.set(link.name, { group: /** @type {any} */ (group), halves: /** @type {any} */ (halves), title });
    return group;
  }

  /** @param {Element} part @param {() => void} work */
  #active(part, work) {
    part.addEventListener('click', work);
    part.addEventListener('keydown', (event) => {
      if (/** @type {KeyboardEvent} */ (event).key === 'Enter') {
        work();
      }
    });
  }
}
