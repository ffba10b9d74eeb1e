// Links of the topology with what their ports say.

/**
 * @param {any} topology answer of /topology/json
 * @param {ReturnType<typeof import('./cells.js').rowsOf>} ports with host_name, ifname and counters
 */
export function loadOf(topology, ports) {
  /** @type {Map<string, (typeof ports)[number]>} */
  const byName = new Map();
  for (const port of ports) {
    byName.set(`${port.agent}\n${port.dataSource}`, port);
    for (const node of [port.values.host_name, port.agent]) {
      byName.set(`${node}\n${port.values.ifname}`, port);
    }
  }
  const find = (/** @type {string} */ node, /** @type {string} */ name) => {
    const known = topology.nodes?.[node];
    const ifIndex = known?.ports?.[name]?.ifindex;
    return (known?.agent && ifIndex && byName.get(`${known.agent}\n${ifIndex}`))
      ?? (known?.agent && byName.get(`${known.agent}\n${name}`))
      ?? byName.get(`${node}\n${name}`) ?? null;
  };
  return Object.entries(topology.links ?? {}).map(([name, link]) => {
    const ends = [find(link.node1, link.port1), find(link.node2, link.port2)];
    const forward = rate(ends[0], 'ifoutoctets') ?? rate(ends[1], 'ifinoctets');
    const back = rate(ends[1], 'ifoutoctets') ?? rate(ends[0], 'ifinoctets');
    const speed = ends[0]?.values.ifspeed || ends[1]?.values.ifspeed || null;
    const busiest = Math.max(forward ?? 0, back ?? 0);
    return { name, ...link, ends, forward, back, speed, known: forward !== null || back !== null, use: speed ? (8 * busiest) / speed : null };
  });
}

/** @param {any} port @param {string} metric @returns {number | null} */
function rate(port, metric) {
  return port?.values[metric] ?? null;
}
