// Answers of /table: rows of cells become objects by metric name.

/**
 * @param {any[][]} rows
 * @returns {{agent: string, dataSource: string, age: number, values: Record<string, any>}[]} agent and data source are those
 *   of the cell that the data source itself has
 */
export function rowsOf(rows) {
  return rows.map((cells) => {
    const values = /** @type {Record<string, any>} */ ({});
    const present = cells.filter((cell) => cell !== null);
    present.forEach((cell) => (values[cell.metricName] = cell.metricValue));
    const own = present.findLast((cell) => cell.metricName !== 'host_name') ?? present[0];
    return { agent: own.agent, dataSource: own.dataSource, age: own.lastUpdate, values };
  });
}

/** What a port is called: leaf1 swp3. @param {{agent: string, dataSource: string, values: Record<string, any>}} row */
export function portName({ agent, dataSource, values }) {
  return `${values.host_name ?? agent} ${values.ifname ?? dataSource}`;
}
