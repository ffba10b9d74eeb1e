// Hints come from the engine, with their sentence; here they get a title and a colour.

/** @type {Record<string, [string, string, number]>} title, mood, gravity */
const KINDS = {
  silent: ['Silent', 'bad', 100],
  sharedAddress: ['Shared address', 'warn', 60],
  refused: ['Too much', 'warn', 50],
  noCounters: ['No counters', 'warn', 40],
  noSamples: ['No samples', 'warn', 40],
  lossy: ['Lossy', 'warn', 30],
  dropping: ['Drops samples', 'warn', 30],
  samplingRate: ['Sampling rate', 'warn', 20],
  duplicated: ['Duplicates', 'warn', 20],
  restarted: ['Restarted', 'note', 1],
};

/** @typedef {{code: string, text: string}} Hint */

/** @param {Hint} hint */
export function titleOf(hint) {
  return KINDS[hint.code]?.[0] ?? hint.code;
}

/** @param {Hint} hint */
export function moodOf(hint) {
  return KINDS[hint.code]?.[1] ?? 'warn';
}

/** How much an agent needs attention; 0 when it needs none. @param {Hint[]} hints */
export function gravity(hints) {
  return hints.reduce((sum, hint) => sum + (KINDS[hint.code]?.[2] ?? 10), 0);
}
