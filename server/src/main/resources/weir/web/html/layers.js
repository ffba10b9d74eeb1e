// Places for the nodes of a fabric: those with edge ports at the bottom, each other one above what it joins; in a row next to
// their neighbours. The same topology always has the same picture.

/**
 * @param {{name: string, node1: string, node2: string}[]} links
 * @param {Set<string>} edge nodes that hosts are attached to
 * @returns {Map<string, {row: number, column: number, width: number}>} row from the bottom; width: nodes in the row
 */
export function layersOf(links, edge) {
  /** @type {Map<string, Set<string>>} */
  const neighbours = new Map();
  const of = (/** @type {string} */ node) => neighbours.get(node) ?? neighbours.set(node, new Set()).get(node) ?? new Set();
  for (const { node1, node2 } of links) {
    of(node1).add(node2);
    of(node2).add(node1);
  }
  const names = [...neighbours.keys()].sort(new Intl.Collator('en', { numeric: true }).compare);
  const least = Math.min(...names.map((name) => of(name).size));
  const bottom = names.filter((name) => edge.has(name));
  const rows = /** @type {Map<string, number>} */ (new Map());
  let frontier = bottom.length > 0 && bottom.length < names.length ? bottom : names.filter((name) => of(name).size === least);
  for (let row = 0; frontier.length > 0; row++) {
    frontier.forEach((name) => rows.set(name, row));
    frontier = names.filter((name) => !rows.has(name) && [...of(name)].some((other) => rows.get(other) === row));
  }
  names.filter((name) => !rows.has(name)).forEach((name) => rows.set(name, 0));
  const highest = Math.max(0, ...rows.values());
  const layers = Array.from({ length: highest + 1 }, (_, row) => names.filter((name) => rows.get(name) === row));
  const place = new Map(layers.flatMap((layer) => layer.map((name, i) => [name, (i + 0.5) / layer.length])));
  for (let round = 0; round < 4; round++) {
    for (const layer of layers) {
      const middle = new Map(layer.map((name) => {
        const others = [...of(name)].filter((other) => rows.get(other) !== rows.get(name));
        return [name, others.length ? others.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / others.length : (place.get(name) ?? 0)];
      }));
      layer.sort((one, other) => (middle.get(one) ?? 0) - (middle.get(other) ?? 0) || names.indexOf(one) - names.indexOf(other));
      layer.forEach((name, i) => place.set(name, (i + 0.5) / layer.length));
    }
  }
  return new Map(layers.flatMap((layer, row) => layer.map((name, column) => [name, { row, column, width: layer.length }])));
}
