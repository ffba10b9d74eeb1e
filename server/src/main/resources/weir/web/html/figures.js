// Numbers as text.

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** What stands for a number that is not known. */
export const UNKNOWN = '–';

/** @param {number | null | undefined} value */
function known(value) {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** A count in full: 12,345. @param {number | null | undefined} value */
export function count(value) {
  return known(value) ? whole.format(/** @type {number} */ (value)) : UNKNOWN;
}

/** A rate: 0, 0.25, 7.3, 52, 1.25K. @param {number | null | undefined} value */
export function rate(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  const number = /** @type {number} */ (value);
  return number < 10 ? small.format(number) : number < 1000 ? whole.format(number) : compact.format(number);
}

/** A share of 1 in percent. @param {number | null | undefined} share */
export function percent(share) {
  if (!known(share)) {
    return UNKNOWN;
  }
  const value = 100 * /** @type {number} */ (share);
  return value === 0 ? '0' : value < 0.01 ? '< 0.01' : value < 10 ? small.format(value) : whole.format(value);
}

/** Bytes in MB or GB. @param {number} bytes @returns {[string, string]} number and unit */
export function bytes(bytes) {
  const mega = bytes / (1024 * 1024);
  return mega < 1024 ? [whole.format(mega), 'MB'] : [small.format(mega / 1024), 'GB'];
}

/** A duration: 0.4 s, 12 s, 3 min, 2 h, 5 d. @param {number} millis */
export function duration(millis) {
  const seconds = millis / 1000;
  const [value, unit] =
    seconds < 120 ? [seconds, 's'] : seconds < 7200 ? [seconds / 60, 'min'] : seconds < 172_800 ? [seconds / 3600, 'h'] : [seconds / 86_400, 'd'];
  return `${unit === 's' && value < 10 ? value.toFixed(1) : Math.floor(value)} ${unit}`;
}

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Time of day. @param {number} millis since the epoch */
export function clock(millis) {
  return time.format(millis);
}

/** Date and time, UTC. @param {number} millis since the epoch */
export function utc(millis) {
  return `${new Date(millis).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'];
const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });

/**
 * A number with a prefix of the SI: 1.25 and M.
 * @param {number | null | undefined} value
 * @returns {[string, string]} number and prefix
 */
export function scaled(value) {
  if (!known(value)) {
    return [UNKNOWN, ''];
  }
  const number = /** @type {number} */ (value);
  const size = Math.abs(number);
  const step = size < 1000 ? 0 : Math.min(PREFIXES.length - 1, Math.floor(Math.log10(size * 1.0005) / 3));
  return [size < 0.01 && size > 0 ? number.toPrecision(2) : three.format(number / 1000 ** step), PREFIXES[step]];
}

/** A number with prefix and unit: 1.25 Mbit/s. @param {number | null | undefined} value @param {string} unit */
export function quantity(value, unit) {
  const [number, prefix] = scaled(value);
  return number === UNKNOWN ? UNKNOWN : `${number} ${prefix}${unit}`.trim();
}

/** The next of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. @param {number} value */
export function rounded(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value * 0.9999) ?? 10 * power;
}
