// The rows of a fabric: nodes with edge ports at the bottom, each other one above what it joins; in a row next to their
// neighbours, so that few links cross.

/** A fabric has hardly more stages than these: leaves, spines, those above them, routers. */
const MOST_ROWS = 4;

/** @typedef {{row: number, column: number, width: number}} Layer row from the bottom; width: nodes in the row */

/** @param {{node1: string, node2: string}[]} links @returns {Map<string, Set<string>>} by node, all in the order of names */
export function neighboursOf(links) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  const add = (/** @type {string} */ node, /** @type {string} */ other) => found.set(node, (found.get(node) ?? new Set()).add(other));
  for (const { node1, node2 } of links) {
    add(node1, node2);
    add(node2, node1);
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  return new Map([...found].sort(([one], [other]) => compare(one, other)).map(([node, others]) => [node, new Set([...others].sort(compare))]));
}

/**
 * @param {Map<string, Set<string>>} neighbours
 * @param {Set<string>} edge nodes that hosts are attached to
 * @returns {Map<string, Layer> | null} null for a network that is no fabric: many rows, or as many links within rows as between them
 */
export function layersOf(neighbours, edge) {
  const names = [...neighbours.keys()];
  const of = (/** @type {string} */ name) => neighbours.get(name) ?? new Set();
  const rows = rowsOf(names, of, edge);
  const pairs = names.flatMap((name) => [...of(name)].map((other) => rows.get(name) === rows.get(other)));
  if (Math.max(0, ...rows.values()) >= MOST_ROWS || pairs.filter((within) => within).length * 2 >= pairs.length) {
    return null;
  }
  const layers = Array.from({ length: Math.max(0, ...rows.values()) + 1 }, (_, row) => names.filter((name) => rows.get(name) === row));
  const place = new Map(layers.flatMap((layer) => layer.map((name, i) => [name, (i + 0.5) / layer.length])));
  const rank = new Map(names.map((name, i) => [name, i]));
  for (let round = 0; round < 4; round++) {
    for (const layer of layers) {
      const middle = new Map(layer.map((name) => {
        const others = [...of(name)].filter((other) => rows.get(other) !== rows.get(name));
        return [name, others.length ? others.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / others.length : (place.get(name) ?? 0)];
      }));
      layer.sort((one, other) => (middle.get(one) ?? 0) - (middle.get(other) ?? 0) || (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
      layer.forEach((name, i) => place.set(name, (i + 0.5) / layer.length));
    }
  }
  return new Map(layers.flatMap((layer, row) => layer.map((name, column) => [name, { row, column, width: layer.length }])));
}

/** @param {string[]} names @param {(name: string) => Set<string>} of @param {Set<string>} edge @returns {Map<string, number>} */
function rowsOf(names, of, edge) {
  const least = Math.min(...names.map((name) => of(name).size));
  const bottom = names.filter((name) => edge.has(name));
  const rows = new Map();
  let frontier = bottom.length > 0 && bottom.length < names.length ? bottom : names.filter((name) => of(name).size === least);
  for (let row = 0; frontier.length > 0; row++) {
    frontier.forEach((name) => rows.set(name, row));
    frontier = [...new Set(frontier.flatMap((name) => [...of(name)]))].filter((name) => !rows.has(name));
  }
  names.filter((name) => !rows.has(name)).forEach((name) => rows.set(name, 0));
  return rows;
}
