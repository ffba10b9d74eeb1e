// Where the Overview counts traffic: at the edge of the topology, where each packet counts once, or at all ports.

/** ms after its start until when an engine has had two counters of every port that sends them. */
const SETTLED = 90_000;

/** Errs for neither: it changes only when it is known that the other is right, and never because traffic pauses. */
export class Counted {
  /** @type {any} null until it is known whether there is a topology */
  topology = null;
  /** Edge ports that send counters; null until it is known. @type {number | null} */
  #edgePorts = null;
  /** Ends of links that send counters; until then they count as edge ports. */
  #corePorts = 0;
  /** ms that the engine runs. */
  uptime = 0;
  /** Whether flows were seen at the edge of this topology. */
  #edgeFlows = false;

  get hasLinks() {
    return Object.keys(this.topology?.links ?? {}).length > 0;
  }

  /** @returns {'edge' | 'sum' | null} as activeflows takes it; null while it is not known */
  get mode() {
    if (this.topology === null) {
      return null;
    }
    if (!this.hasLinks) {
      return 'sum';
    }
    if (this.#edgePorts === null) {
      return null;
    }
    const settled = this.unknown === 0 || this.uptime > SETTLED;
    return settled && (this.#edgeFlows || this.#edgePorts > 0) ? 'edge' : 'sum';
  }

  /** Ends of links of which no counters came. */
  get unknown() {
    return Math.max(0, 2 * Object.keys(this.topology?.links ?? {}).length - this.#corePorts);
  }

  /** @param {any} topology answer of /topology/json */
  install(topology) {
    if (this.topology?.version !== topology.version) {
      this.restart();
    }
    this.topology = topology;
  }

  /** Ports that send counters. @param {number} edge @param {number} core */
  ports(edge, core) {
    this.#edgePorts = edge;
    this.#corePorts = core;
  }

  /** Flows were seen at the edge, which does not need counters where a topology names ports by number. */
  flows() {
    this.#edgeFlows = true;
  }

  /** Forgets all: the engine or the topology is another one. */
  restart() {
    this.topology = null;
    this.#edgePorts = null;
    this.#corePorts = 0;
    this.#edgeFlows = false;
  }
}
