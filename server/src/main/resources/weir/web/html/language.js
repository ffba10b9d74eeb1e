// What can be written into a query, and what could come next where the cursor stands.

/** @typedef {{text: string, label: string, kind: string, note: string, rank: number}} Proposal */

/** @type {string[]} */
const NOT_TOLD = [];

export class Language {
  /** @type {Record<string, {section: string, numeric: boolean, note: string}>} */
  #keys = {};
  /** @type {Record<string, {usage: string, note: string, example: string}>} */
  #functions = {};
  /** @type {Record<string, number>} ms since a sample had it */
  seen = {};
  /** Names of groups and maps, once they were told. @type {string[]} */
  groups = NOT_TOLD;
  /** @type {string[]} */
  maps = NOT_TOLD;

  /** @param {any} answer of /flowlanguage/json */
  set known({ keys, functions }) {
    this.#keys = keys;
    this.#functions = functions;
  }

  /**
   * Proposals for the word before the cursor.
   * @param {string} text @param {number} at @param {'keys' | 'value' | 'filter'} where
   * @returns {{from: number, proposals: Proposal[], hint: string}} hint: the function that the cursor is in
   */
  at(text, at, where) {
    const before = text.slice(0, at);
    const from = Math.max(...[...',:[]&|()=~ '].map((mark) => before.lastIndexOf(mark))) + 1;
    const word = before.slice(from).toLowerCase();
    const hint = where === 'value' ? signature(before) : this.#within(before);
    const inValue = where === 'filter' && /[=~][^&|()]*$/.test(before);
    if (inValue) {
      return { from, proposals: [], hint };
    }
    const previous = before[from - 1];
    const call = before.slice(0, from).match(/(group|map):[^:\],&|=~]*(?::[^:\],&|=~]*)*:$/);
    /** @type {Proposal[]} */
    const all = [];
    if (call) {
      (call[1] === 'group' ? this.groups : this.maps).forEach((name) => all.push({ text: name, label: name, kind: call[1], note: `a ${call[1]} of this engine`, rank: 0 }));
    } else {
      for (const name of new Set([...Object.keys(this.#keys), ...Object.keys(this.seen)])) {
        const key = this.#keys[name] ?? this.#keys[name.replace(/\.\d$/, '')];
        if (where === 'value' && !/(^|,)count:$/.test(before.slice(0, from)) && (!key?.numeric || name in WORDS)) {
          continue;
        }
        const lately = name in this.seen;
        all.push({ text: name, label: name, kind: lately ? 'seen' : 'key', note: key?.note ?? 'of a custom flow', rank: lately ? 0 : 2 });
      }
      if (where === 'value') {
        if (previous !== ':') {
          Object.entries(WORDS).forEach(([text, note]) => all.push({ text, label: text, kind: 'unit', note, rank: 0 }));
          Object.entries(VALUES).forEach(([text, note]) => all.push({ text, label: `${text}<key>`, kind: 'function', note, rank: 1 }));
        }
      } else if (previous !== ':') {
        for (const [name, { usage, note }] of Object.entries(this.#functions)) {
          all.push({ text: `${name}:`, label: usage, kind: 'function', note, rank: 1 });
        }
      }
    }
    const proposals = all
      .filter(({ text: name }) => name.toLowerCase().includes(word) && name.toLowerCase() !== word)
      .sort((one, other) => fit(one, word) - fit(other, word) || one.text.localeCompare(other.text))
      .slice(0, 12);
    return { from, proposals, hint };
  }

  /** The signature of the function that a text ends in; empty for none. @param {string} before */
  #within(before) {
    const start = before.match(/(?:^|[,&|()[!])\s*([a-z0-9]+):[^,&|()=~]*$/i) ?? before.match(/([a-z0-9]+):[^,&|()=~[]*$/i);
    const known = start && this.#functions[start[1]];
    return known ? `${known.usage}: ${known.note}. Example: ${known.example}` : '';
  }

  /**
   * Plain keys that no sample had lately. Keys in functions are left out: they may be made of what is seldom there.
   * @param {string} keys @param {string} [value] @param {string} [filter]
   */
  unseen(keys, value = '', filter = '') {
    if (Object.keys(this.seen).length === 0) {
      return [];
    }
    const tested = filter.split(/[&|()]/).map((test) => test.match(/^\s*!?([a-z0-9_.]+)\s*!?[=~]/i)?.[1] ?? '');
    const valued = value.split(',').map((one) => one.trim()).filter((one) => !(one in WORDS));
    return [...new Set([...keys.split(',').map((key) => key.trim()), ...valued, ...tested])]
      .filter((key) => key && !/[:[\]\\]/.test(key) && !(key in this.seen));
  }

  /** Groups and maps that a text names and that are not there, each with what it is. @param {string} text */
  unnamed(text) {
    const found = [];
    for (const [, name, list] of text.matchAll(/\b(group|map):[a-z0-9_.]+:([\w:-]+)/gi)) {
      const known = name.toLowerCase() === 'group' ? this.groups : this.maps;
      found.push(...(known === NOT_TOLD ? [] : list.split(':').filter((one) => one && !known.includes(one)).map((one) => `${name} ${one}`)));
    }
    return [...new Set(found)];
  }
}

/** Values by functions of a key. @type {Record<string, string>} */
const VALUES = {
  'avg:': 'mean of the key over the samples of the smoothing time', 'count:': 'number of distinct values of the key in the smoothing time',
  'min:': 'smallest value of the key in the smoothing time', 'max:': 'largest value of the key in the smoothing time', 'rate:': 'sum of the key per second',
};

/** Values that have a word. @type {Record<string, string>} */
const WORDS = {
  bits: 'bits per second', packets: 'packets per second', bytes: 'bytes per second', requests: 'operations per second: HTTP, DNS, ICMP, ARP, …',
  duration: 'mean duration of the operations',
};

/** The signature of the function that the value is made by; empty for none. @param {string} before */
function signature(before) {
  const name = before.match(/(?:^|,)([a-z]+:)[^,]*$/)?.[1] ?? '';
  return VALUES[name] ? `${name}<key>: ${VALUES[name]}` : '';
}

/** @param {Proposal} proposal @param {string} word */
function fit({ text, rank }, word) {
  return rank + (text.toLowerCase().startsWith(word) ? 0 : 10);
}
