// @ts-check
/**
 * Mistakes people make when they type, and words nobody would.
 */
import { STOP_WORDS, editDistance } from './words.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';
const VOWELS = 'aeiouy';

/** One edit at random: insert, delete, substitute, or swap two neighbours. @param {string} word @param {import('./random.js').Random} random */
export function editOnce(word, random) {
  const at = random.below(word.length);
  switch (random.below(4)) {
    case 0:
      return word.slice(0, at) + random.pick(LETTERS) + word.slice(at);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + random.pick(LETTERS) + word.slice(at + 1);
    default: {
      const left = Math.min(at, word.length - 2);
      return word.slice(0, left) + word[left + 1] + word[left] + word.slice(left + 2);
    }
  }
}

/**
 * `word` with exactly `edits` mistakes, and no word of the site; nothing when twenty tries gave none.
 *
 * @param {string} word @param {number} edits @param {Map<string, number>} vocabulary @param {import('./random.js').Random} random
 */
export function misspell(word, edits, vocabulary, random) {
  for (let tries = 0; tries < 20; tries++) {
    let wrong = word;
    for (let n = 0; n < edits; n++) wrong = editOnce(wrong, random);
    if (!vocabulary.has(wrong) && editDistance(word, wrong) === edits) return wrong;
  }
  return undefined;
}

/**
 * A word one could pronounce, at least three edits from every word of the site and the beginning of none.
 *
 * @param {string[]} words the site's vocabulary @param {import('./random.js').Random} random
 */
export function nonsenseWord(words, random) {
  for (;;) {
    let word = '';
    for (let syllables = random.between(3, 4); syllables > 0; syllables--) {
      word += random.pick(CONSONANTS) + random.pick(VOWELS) + (random.next() < 0.4 ? random.pick(CONSONANTS) : '');
    }
    if (!words.some((known) => known.startsWith(word) || editDistance(known, word) <= 2)) return word;
  }
}

/** `word` cut to its beginning: 3 letters at least, one letter less than the whole at most. @param {string} word @param {import('./random.js').Random} random */
export function cutShort(word, random) {
  const cut = word.slice(0, random.between(3, word.length - 1));
  return STOP_WORDS.has(cut) ? undefined : cut;
}
