// What is wrong with a topology file, before it is installed.

/**
 * @param {string} text
 * @param {Map<string, Set<string>>} known names of ports by name of node, of agents that send
 * @returns {{topology: any, problems: string[], remarks: string[]}} topology null when it cannot be installed
 */
export function checked(text, known) {
  let topology;
  try {
    topology = JSON.parse(text);
  } catch (error) {
    return { topology: null, problems: [`It is not JSON: ${error instanceof Error ? error.message : error}`], remarks: [] };
  }
  if (topology === null || typeof topology !== 'object' || Array.isArray(topology)) {
    return { topology: null, problems: ['It is not an object with links.'], remarks: [] };
  }
  const problems = [];
  const remarks = [];
  /** @type {Map<string, string>} */
  const used = new Map();
  for (const [name, link] of Object.entries(topology.links ?? {})) {
    for (const end of ['1', '2']) {
      const node = link?.[`node${end}`];
      const port = link?.[`port${end}`];
      if (typeof node !== 'string' || typeof port !== 'string') {
        problems.push(`Link ${name}: node${end} or port${end} is missing.`);
        continue;
      }
      const before = used.get(`${node} ${port}`);
      if (before) {
        problems.push(`${node} ${port} is an end of ${before} and of ${name}.`);
      }
      used.set(`${node} ${port}`, name);
      const explicit = topology.nodes?.[node];
      if (topology.nodes && !explicit) {
        remarks.push(`Link ${name}: ${node} is not among the nodes; it is found by its host name.`);
      }
      const ports = known.get(node) ?? known.get(explicit?.agent ?? '');
      if (!ports) {
        remarks.push(`Link ${name}: no agent that sends is called ${node}.`);
      } else if (!ports.has(port) && !explicit?.ports?.[port]) {
        remarks.push(`Link ${name}: ${node} has no port ${port}.`);
      }
    }
  }
  if (Object.keys(topology.links ?? {}).length === 0) {
    remarks.push('It has no links.');
  }
  return { topology: problems.length > 0 ? null : topology, problems, remarks };
}
