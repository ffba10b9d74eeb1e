// What the page remembers of the answers before: counters become rates here.

/** The last values of something, oldest first. */
export class Series {
  #values;
  #next = 0;
  length = 0;

  /** @param {number} capacity */
  constructor(capacity) {
    this.#values = new Float32Array(capacity);
  }

  /** @param {number} value */
  push(value) {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#values.length;
    this.length = Math.min(this.length + 1, this.#values.length);
  }

  /** @param {number} index from the oldest */
  at(index) {
    const size = this.#values.length;
    return this.#values[(this.#next - this.length + index + size) % size];
  }

  get capacity() {
    return this.#values.length;
  }

  /** Mean of the latest values, null when there are none. @param {number} number how many */
  mean(number) {
    const from = Math.max(0, this.length - number);
    let sum = 0;
    for (let i = from; i < this.length; i++) {
      sum += this.at(i);
    }
    return this.length === 0 ? null : sum / (this.length - from);
  }
}

/** Columns over time, as charts draw them: seconds since the epoch first, then the values or null. */
export class Timeline {
  #window;
  /** @type {(number | null)[][]} */
  columns;

  /** @param {number} width number of columns beside the time @param {number} window seconds kept */
  constructor(width, window) {
    this.#window = window;
    this.columns = Array.from({ length: width + 1 }, () => []);
  }

  /** @param {number} time @param {(number | null)[]} values */
  add(time, values) {
    const times = /** @type {number[]} */ (this.columns[0]);
    times.push(time);
    values.forEach((value, i) => this.columns[i + 1].push(value));
    let old = 0;
    while (times[old] < time - this.#window) {
      old++;
    }
    this.columns.forEach((column) => column.splice(0, old));
  }

  /** The columns as charts take them. @returns {any} */
  get drawn() {
    return this.columns;
  }

  clear() {
    this.columns.forEach((column) => column.splice(0));
  }

  /** Sum of a column, nulls left out. @param {number} column from 1 */
  sum(column) {
    return this.columns[column].reduce((sum, value) => /** @type {number} */ (sum) + (value ?? 0), 0) ?? 0;
  }

  /** Mean of the latest values of a column, null when there are none. @param {number} column from 1 @param {number} number */
  mean(column, number) {
    const latest = this.columns[column].slice(-number).filter((value) => value !== null);
    return latest.length === 0 ? null : latest.reduce((sum, value) => sum + value, 0) / latest.length;
  }

  /** Seconds from the first to the last entry. */
  get span() {
    const times = /** @type {number[]} */ (this.columns[0]);
    return times.length < 2 ? 0 : times[times.length - 1] - times[0];
  }
}
