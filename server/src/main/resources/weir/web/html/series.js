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

/** Columns over time, as charts draw them: seconds since the epoch first, then the values, NaN where there is none. */
export class Timeline {
  #window;
  #length = 0;
  /** @type {Float64Array[]} room for more than there is */
  #columns;

  /** @param {number} width number of columns beside the time @param {number} window seconds kept */
  constructor(width, window) {
    this.#window = window;
    this.#columns = Array.from({ length: width + 1 }, () => new Float64Array(64));
  }

  get length() {
    return this.#length;
  }

  /** The columns as they are now: what is added later may change them. */
  get columns() {
    return this.#columns.map((column) => column.subarray(0, this.#length));
  }

  /** @param {number} time @param {(number | null)[]} values */
  add(time, values) {
    const [times] = this.#columns;
    let old = 0;
    while (old < this.#length && times[old] < time - this.#window) {
      old++;
    }
    if (old > 0) {
      this.#columns.forEach((column) => column.copyWithin(0, old, this.#length));
      this.#length -= old;
    }
    if (this.#length === times.length) {
      this.#columns = this.#columns.map((column) => {
        const larger = new Float64Array(2 * column.length);
        larger.set(column);
        return larger;
      });
    }
    this.#columns.forEach((column, i) => (column[this.#length] = i === 0 ? time : values[i - 1] ?? NaN));
    this.#length++;
  }

  /** A value, null where there is none. @param {number} column 0 for the time @param {number} index from the oldest @returns {number | null} */
  at(column, index) {
    const value = index < this.#length ? this.#columns[column][index] : NaN;
    return Number.isNaN(value) ? null : value;
  }

  clear() {
    this.#length = 0;
  }

  /** Sum of a column, without what is not known. @param {number} column from 1 */
  sum(column) {
    return this.#known(column, 0).reduce((sum, value) => sum + value, 0);
  }

  /** Mean of the latest values of a column, null when there are none. @param {number} column from 1 @param {number} number */
  mean(column, number) {
    const latest = this.#known(column, Math.max(0, this.#length - number));
    return latest.length === 0 ? null : latest.reduce((sum, value) => sum + value, 0) / latest.length;
  }

  /** @param {number} column @param {number} from */
  #known(column, from) {
    return this.#columns[column].subarray(from, this.#length).filter((value) => !Number.isNaN(value));
  }

  /** Seconds from the first to the last entry. */
  get span() {
    return this.#length < 2 ? 0 : this.#columns[0][this.#length - 1] - this.#columns[0][0];
  }
}
