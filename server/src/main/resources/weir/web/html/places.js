// Places for the nodes of a topology, found by forces (d3-force): links pull, nodes push each other apart. A fabric stands in
// rows and its nodes move sideways only; any other network is laid out in both directions. The forces come to rest before
// anything is drawn and begin alike each time, so that the same topology has the same picture; what is drawn already stays.

import { layersOf, neighboursOf } from './layers.js';

const { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } = /** @type {any} */ (globalThis).d3;

const ROW = 170;
const MARGIN = 60;
/** Half the height of a node, and the least distance of two. */
export const HALF = 17;
const GAP = 12;
/** Steps that forces take until they rest; large networks take fewer, so that a page is not held up for long. */
const STEPS = 300;
const WORK = 60_000;
const LONGEST = 22;
const LONGEST_UPRIGHT = 14;

/**
 * @typedef {{x: number, y: number, row: number, upright: boolean}} Place the middle of a node; upright: its name is written upwards
 * @typedef {{places: Map<string, Place>, width: number, height: number, layered: boolean, space: number}} Picture
 * @typedef {{id: string, x?: number, y?: number, fx?: number, fy?: number, row: number, upright: boolean, half: number}} Moved
 */

/** A name as it is drawn. @param {string} name @param {boolean} upright */
export function drawnName(name, upright) {
  const longest = upright ? LONGEST_UPRIGHT : LONGEST;
  return name.length <= longest ? name : `${name.slice(0, longest - 6)}…${name.slice(-5)}`;
}

/** Half the length of a node, along its name. @param {string} name @param {boolean} upright */
export function halfOf(name, upright) {
  return Math.max(44, drawnName(name, upright).length * 4.4 + 14);
}

/**
 * @param {{node1: string, node2: string}[]} links
 * @param {Set<string>} edge nodes that hosts are attached to
 * @param {number} space the width there is
 * @param {Picture | null} before what is drawn now
 * @returns {Picture}
 */
export function placesOf(links, edge, space, before) {
  const neighbours = neighboursOf(links);
  const layers = layersOf(neighbours, edge);
  const pairs = [...neighbours].flatMap(([source, others]) => [...others].filter((target) => source < target).map((target) => ({ source, target })));
  return layers ? inRows(layers, neighbours, pairs, space, before) : inPlane(neighbours, pairs, space, before);
}

/** Lets forces act until they rest. @param {Moved[]} nodes @param {[string, any][]} forces */
function rest(nodes, forces) {
  const simulation = forceSimulation(nodes).stop();
  forces.forEach(([name, force]) => simulation.force(name, force));
  const steps = Math.round(Math.max(40, Math.min(STEPS, WORK / Math.max(1, nodes.length))));
  simulation.alphaDecay(1 - 0.001 ** (1 / steps)).tick(steps);
}

/** A force that acts among some of the nodes only. @param {any} force @param {Moved[]} nodes */
function among(force, nodes) {
  const { initialize } = force;
  force.initialize = (/** @type {Moved[]} */ all, /** @type {() => number} */ random) => initialize(nodes, random);
  return force;
}

/**
 * @param {Map<string, import('./layers.js').Layer>} layers
 * @param {Map<string, Set<string>>} neighbours
 * @param {{source: string, target: string}[]} pairs
 * @param {number} space
 * @param {Picture | null} before
 * @returns {Picture}
 */
function inRows(layers, neighbours, pairs, space, before) {
  const rows = Array.from({ length: Math.max(...[...layers.values()].map(({ row }) => row)) + 1 }, () => /** @type {string[]} */ ([]));
  layers.forEach(({ row }, name) => rows[row].push(name));
  const needed = (/** @type {string[]} */ row, /** @type {boolean} */ upright) => row.reduce((sum, name) => sum + 2 * (upright ? HALF : halfOf(name, false)) + GAP, GAP);
  const upright = rows.map((row) => needed(row, false) > space);
  const width = Math.max(space, ...rows.map((row, i) => needed(row, upright[i])));
  const height = (rows.length - 1) * ROW + 2 * MARGIN + (upright.some((up) => up) ? 60 : 0);
  const kept = before?.layered && before.space === space && before.width === width && before.height === height ? before.places : new Map();
  const stays = [...layers].filter(([name, { row }]) => kept.get(name)?.row === row && kept.get(name)?.upright === upright[row]).map(([name]) => name);
  const still = new Set(stays.length * 2 > layers.size ? stays : []);
  /** @type {Moved[]} */
  const nodes = [...layers].map(([id, { row, column, width: nodesInRow }]) => {
    const y = height / 2 + ((rows.length - 1) / 2 - row) * ROW;
    const beside = [...(neighbours.get(id) ?? [])].filter((name) => still.has(name)).map((name) => kept.get(name).x);
    const x = still.has(id) ? kept.get(id).x : beside.length ? beside.reduce((sum, one) => sum + one, 0) / beside.length : (width * (column + 0.5)) / nodesInRow;
    return { id, row, upright: upright[row], half: upright[row] ? HALF : halfOf(id, false), x, y, fy: y, ...(still.has(id) ? { fx: x } : {}) };
  });
  const inRow = rows.map((_, row) => nodes.filter((node) => node.row === row));
  rest(nodes, [
    ['links', forceLink(pairs).id((/** @type {Moved} */ node) => node.id).distance(ROW)],
    ['middle', forceX(width / 2).strength(0.01)],
    ...inRow.flatMap((row, i) => /** @type {[string, any][]} */ ([
      [`apart${i}`, among(forceManyBody().strength(-600), row)],
      [`boxes${i}`, among(forceCollide((/** @type {Moved} */ node) => node.half + GAP / 2), row)],
    ])),
  ]);
  if (still.size === 0) {
    inRow.forEach((row) => inOrder(row));
    spread(inRow, width);
    inRow.forEach((row) => seat(row, width));
  } else if (!inRow.every((row) => findRoom(row, width))) {
    return inRows(layers, neighbours, pairs, space, null);
  }
  return { places: taken(nodes), width, height, layered: true, space };
}

/** Forces find the places of a row; who stands at which is the order that it began in, where few links cross. @param {Moved[]} row */
function inOrder(row) {
  const places = row.map(({ x }) => x ?? 0).sort((one, other) => one - other);
  row.forEach((node, i) => (node.x = places[i]));
}

/** Makes use of the whole width. @param {Moved[][]} rows @param {number} width */
function spread(rows, width) {
  const middle = (/** @type {Moved[]} */ row) => row.map(({ x }) => x ?? 0);
  const widest = rows.map((row) => Math.max(...middle(row)) - Math.min(...middle(row)));
  const row = rows[widest.indexOf(Math.max(...widest))];
  const all = rows.flatMap(middle);
  const centre = (Math.max(...all) + Math.min(...all)) / 2;
  const stretch = Math.max(...widest) > 1 ? Math.max(1, (width * (row.length - 1)) / row.length / Math.max(...widest)) : 1;
  rows.flat().forEach((node) => (node.x = width / 2 + ((node.x ?? 0) - centre) * stretch));
}

/** Nodes of a row stay inside the picture and beside each other, in their order. @param {Moved[]} row @param {number} width */
function seat(row, width) {
  row.sort((one, other) => (one.x ?? 0) - (other.x ?? 0));
  let left = GAP / 2;
  for (const node of row) {
    node.x = Math.max(node.x ?? 0, left + node.half);
    left = node.x + node.half + GAP;
  }
  let right = width - GAP / 2;
  for (const node of row.reverse()) {
    node.x = Math.min(node.x ?? 0, right - node.half);
    right = node.x - node.half - GAP;
  }
}

/** Puts what moves into the nearest room between what stays. @param {Moved[]} row @param {number} width @returns {boolean} whether there is room for all */
function findRoom(row, width) {
  const seated = row.filter(({ fx }) => fx !== undefined);
  return row.filter(({ fx }) => fx === undefined).every((node) => {
    seated.sort((one, other) => (one.x ?? 0) - (other.x ?? 0));
    const ends = [{ x: 0, half: -GAP / 2 }, ...seated, { x: width, half: -GAP / 2 }];
    const wanted = node.x ?? 0;
    const rooms = ends.slice(1).map((right, i) => {
      const from = (ends[i].x ?? 0) + ends[i].half + GAP + node.half;
      const to = (right.x ?? 0) - right.half - GAP - node.half;
      return from <= to ? Math.min(to, Math.max(from, wanted)) : null;
    }).filter((x) => x !== null);
    node.x = rooms.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))[0];
    seated.push(node);
    return rooms.length > 0;
  });
}

/**
 * @param {Map<string, Set<string>>} neighbours
 * @param {{source: string, target: string}[]} pairs
 * @param {number} space
 * @param {Picture | null} before
 * @returns {Picture}
 */
function inPlane(neighbours, pairs, space, before) {
  const kept = before && !before.layered && before.space === space ? before.places : new Map();
  const order = alongWays(neighbours);
  const stays = order.filter((name) => kept.has(name));
  const still = new Set(stays.length * 2 > order.length ? stays : []);
  /** @type {Moved[]} */
  const nodes = order.map((id, i) => {
    const angle = (2 * Math.PI * i) / order.length;
    const circle = { x: 30 * order.length * Math.cos(angle), y: 30 * order.length * Math.sin(angle) };
    const place = still.has(id) ? kept.get(id) : undefined;
    const beside = kept.get([...(neighbours.get(id) ?? [])].find((name) => still.has(name)) ?? '');
    const begin = place ? { x: place.x, y: place.y, fx: place.x, fy: place.y } : beside && still.size > 0 ? { x: beside.x + 1, y: beside.y + 1 } : circle;
    return { id, row: 0, upright: false, half: halfOf(id, false), ...begin };
  });
  const wide = space > 600;
  const centre = still.size > 0 && before ? [before.width / 2, before.height / 2] : [0, 0];
  rest(nodes, [
    ['links', forceLink(pairs).id((/** @type {Moved} */ node) => node.id).distance(120)],
    ['apart', forceManyBody().strength(-700)],
    ['boxes', forceCollide((/** @type {Moved} */ node) => node.half + GAP / 2)],
    ['x', forceX(centre[0]).strength(wide ? 0.04 : 0.12)],
    ['y', forceY(centre[1]).strength(wide ? 0.12 : 0.04)],
  ]);
  const xs = nodes.flatMap(({ x, half }) => [(x ?? 0) - half, (x ?? 0) + half]);
  const ys = nodes.map(({ y }) => y ?? 0);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (still.size > 0 && before) {
    nodes.forEach((node) => {
      node.x = Math.min(before.width - node.half, Math.max(node.half, node.x ?? 0));
      node.y = Math.min(before.height - HALF - 2, Math.max(HALF + 2, node.y ?? 0));
    });
    return { places: taken(nodes), width: before.width, height: before.height, layered: false, space };
  }
  const scale = Math.max(1, Math.min(1.6, (space - 2 * GAP) / (right - left)));
  const width = Math.max(space, (right - left) * scale + 2 * GAP);
  const height = (bottom - top) * scale + 2 * (HALF + GAP);
  nodes.forEach((node) => {
    node.x = width / 2 + ((node.x ?? 0) - (left + right) / 2) * scale;
    node.y = height / 2 + ((node.y ?? 0) - (top + bottom) / 2) * scale;
  });
  return { places: taken(nodes), width, height, layered: false, space };
}

/** Names along ways through the network: on a circle in this order neither rings nor trees are tangled. @param {Map<string, Set<string>>} neighbours */
function alongWays(neighbours) {
  /** @type {Set<string>} */
  const order = new Set();
  const waiting = [...neighbours.keys()].reverse();
  while (waiting.length > 0) {
    const name = waiting.pop() ?? '';
    if (!order.has(name)) {
      order.add(name);
      waiting.push(...[...(neighbours.get(name) ?? [])].reverse());
    }
  }
  return [...order];
}

/** @param {Moved[]} nodes @returns {Map<string, Place>} */
function taken(nodes) {
  return new Map(nodes.map(({ id, x, y, row, upright }) => [id, { x: x ?? 0, y: y ?? 0, row, upright }]));
}
