// @ts-check
// Text as words with their places, and phrases among them; `src/lint/words.rs` and `phrase.rs` do the same.

/** @typedef {{word: string, start: number, end: number, parted: boolean}} Word  `parted`: a mark that parts sentences stands before it */
/** @typedef {Record<string, number>} Numbers  the numbers that a language has words for */
/** @typedef {[number, number]} Span  from one word to behind another */

/** The words of a text in their order. @param {string} text @returns {Word[]} */
export const words = (text) => {
  let last = 0;
  // A soft hyphen shows nothing, so that it parts nothing.
  return [...text.matchAll(/[\p{Alphabetic}\p{N}]+(?:(?:['’]|\u{ad}+)[\p{Alphabetic}\p{N}]+)*/gu)].map(({ 0: own, index: start }) => {
    const parted = /[.?!;:\n]/.test(text.slice(last, start));
    last = start + own.length;
    return { word: own.toLowerCase().replace(/’/g, "'").replace(/\u{ad}/gu, ''), start, end: last, parted };
  });
};

/** The number that a word is. @param {string} word @param {Numbers} numbers @returns {number | undefined} */
export const number = (word, numbers) => (/^[0-9]+$/.test(word) ? +word : numbers[word]);

/** Phrases by their first word, those that begin with any word under `*`. @type {WeakMap<string[], Map<string, string[][]>>} */
const READY = new WeakMap();

/** @param {string[]} phrases */
const ready = (phrases) => {
  let made = READY.get(phrases);
  if (!made) {
    READY.set(phrases, made = new Map([['*', []]]));
    for (const phrase of phrases) {
      const parts = phrase.split(' ');
      const first = /^[#_]$|\*$/.test(parts[0]) ? '*' : parts[0];
      made.set(first, [...made.get(first) ?? [], parts]);
    }
  }
  return made;
};

/** How many words the longest phrase takes that begins at `at`; 0 for none. @param {string[]} phrases @param {Word[]} list @param {number} at @param {Numbers} numbers */
export const longest = (phrases, list, at, numbers) => {
  const fits = (/** @type {string} */ part, /** @type {number} */ index) => {
    const here = list[at + index];
    return here && !(index && here.parted) && (part === '_' || (part === '#' ? number(here.word, numbers) !== undefined
      : part.endsWith('*') ? here.word.startsWith(part.slice(0, -1)) : here.word === part));
  };
  let most = 0;
  const by = ready(phrases);
  for (const some of [by.get(list[at]?.word), by.get('*')]) {
    for (const parts of some ?? []) if (parts.length > most && parts.every(fits)) most = parts.length;
  }
  return most;
};

/** Where phrases stand, those that overlap others, too. @param {string[]} phrases @param {Word[]} list @param {Numbers} numbers @returns {Span[]} */
export const every = (phrases, list, numbers) => list.flatMap((_, at) => {
  const length = longest(phrases, list, at, numbers);
  return length ? [/** @type {Span} */ ([at, at + length])] : [];
});

/** Where the longest phrases stand, one behind the other. @param {string[]} phrases @param {Word[]} list @param {Numbers} numbers */
export const all = (phrases, list, numbers) => {
  let free = 0;
  return every(phrases, list, numbers).filter(([start, end]) => start >= free && (free = end));
};
