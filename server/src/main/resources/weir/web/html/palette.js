// Colours of keys: a key keeps its colour as long as it is seen, whatever its rank.

/** Colours of the theme, --c0 to --c11. */
export const COLOURS = 12;
/** Rounds after which a key that is not seen gives its colour away. */
const PATIENCE = 120;

export class Palette {
  /** @type {Map<string, {slot: number, seen: number}>} */
  #keys = new Map();
  #round = 0;

  /** Begins a round: keys not asked for in many rounds are forgotten. */
  round() {
    this.#round++;
    for (const [key, { seen }] of this.#keys) {
      if (this.#round - seen > PATIENCE) {
        this.#keys.delete(key);
      }
    }
  }

  /** Number of the colour of a key. @param {string} key */
  of(key) {
    const known = this.#keys.get(key);
    if (known) {
      known.seen = this.#round;
      return known.slot;
    }
    const slot = this.#free(hash(key) % COLOURS);
    this.#keys.set(key, { slot, seen: this.#round });
    return slot;
  }

  /** The class of the colour that a key has, that of the rest when it has none. @param {string} key */
  classOf(key) {
    const known = this.#keys.get(key);
    return known ? `c${known.slot}` : 'rest';
  }

  /** The first colour that nobody has, else that of the key not seen for longest. @param {number} wished */
  #free(wished) {
    const taken = new Map([...this.#keys].map(([key, { slot, seen }]) => [slot, { key, seen }]));
    for (let i = 0; i < COLOURS; i++) {
      const slot = (wished + i) % COLOURS;
      if (!taken.has(slot)) {
        return slot;
      }
    }
    const [slot, { key }] = [...taken].reduce((oldest, other) => (other[1].seen < oldest[1].seen ? other : oldest));
    this.#keys.delete(key);
    return slot;
  }
}

/** @param {string} text */
function hash(text) {
  let sum = 2166136261;
  for (let i = 0; i < text.length; i++) {
    sum = Math.imul(sum ^ text.charCodeAt(i), 16777619);
  }
  return (sum ^ (sum >>> 15)) >>> 0;
}

/** Colours of the theme as it is now: to ask the browser makes it compute styles, and charts ask for many. @type {Map<string, string>} */
const known = new Map();
addEventListener('themechange', () => known.clear());

/** A colour of the theme as it is now. @param {string} name */
export function colour(name) {
  let value = known.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    known.set(name, value);
  }
  return value;
}
