// Why links are busy: many small flows, one elephant, or elephants that collide.

/** A flow that takes this part of a link is an elephant; a link that carries this part is busy. */
export const ELEPHANT = 0.1;
export const BUSY = 0.8;

/** @typedef {{name: string, speed: number | null, use: number | null}} Loaded a link with its load */

/** @param {Loaded} link @param {{value: number}[]} flows on it, bytes per second */
export function elephantsOf(link, flows) {
  return link.speed ? flows.filter((flow) => 8 * flow.value >= ELEPHANT * (link.speed ?? 0)).length : 0;
}

/** @param {number} elephants @returns {'mice' | 'one elephant' | 'a collision'} */
export function kindOf(elephants) {
  return elephants === 0 ? 'mice' : elephants === 1 ? 'one elephant' : 'a collision';
}

/** What the largest flows over all links say: which flows each link carries, and which are elephants somewhere. */
export class Causes {
  /** @type {Map<string, Map<string, number>>} bytes per second by flow, by link */
  #links = new Map();

  /**
   * Takes what was asked; the same flow at both ends of a link counts once.
   * @param {{key: string, value: number}[]} flows the key begins with the link
   * @param {string} separator between the parts of a key
   */
  add(flows, separator) {
    for (const { key, value } of flows) {
      const end = key.indexOf(separator);
      const link = key.slice(0, end);
      const flow = key.slice(end + separator.length);
      const known = this.#links.get(link) ?? new Map();
      known.set(flow, Math.max(value, known.get(flow) ?? 0));
      this.#links.set(link, known);
    }
  }

  /** @param {Loaded} link */
  elephantsOn(link) {
    return elephantsOf(link, [...(this.#links.get(link.name) ?? [])].map(([, value]) => ({ value })));
  }

  /** How many busy links are so by what. @param {Loaded[]} links @returns {Map<string, number>} by kind */
  ofBusy(links) {
    const kinds = new Map();
    for (const link of links.filter(({ use }) => (use ?? 0) >= BUSY)) {
      const kind = kindOf(this.elephantsOn(link));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    return kinds;
  }

  /**
   * Flows that are elephants on a link, largest first, with the links they take.
   * @param {Loaded[]} links
   * @returns {{flow: string, value: number, share: number, links: string[]}[]} share: of the link where it takes the most
   */
  elephants(links) {
    /** @type {Map<string, {flow: string, value: number, share: number, links: string[]}>} */
    const found = new Map();
    for (const link of links) {
      for (const [flow, value] of this.#links.get(link.name) ?? []) {
        const known = found.get(flow) ?? { flow, value: 0, share: 0, links: [] };
        known.value = Math.max(known.value, value);
        known.share = Math.max(known.share, link.speed ? (8 * value) / link.speed : 0);
        known.links.push(link.name);
        found.set(flow, known);
      }
    }
    return [...found.values()].filter(({ share }) => share >= ELEPHANT).sort((one, other) => other.value - one.value);
  }
}
