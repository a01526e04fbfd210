// @ts-check
// What a word of a query stands for: `src/search/engine/expand.rs`.

import {
  ONE_SLIP, ONE_SLIP_LETTERS, PREFIX, PREFIX_LETTERS, PREFIX_WORDS, SLIP_PREFIX, SLIP_WORDS, SYNONYM, TWO_SLIPS, TWO_SLIPS_LETTERS,
} from './ranking.js';
import { f } from './score.js';

/** @typedef {import('./score.js').Alternative} Alternative */
/** @typedef {import('./query.js').Clause} Clause */
/** @typedef {{ word: string, step: number }} Word */
/**
 * What an index can be asked.
 * @typedef {object} Index
 * @property {number[]} ranking
 * @property {string[][][]} synonyms
 * @property {(stem: string) => Promise<unknown>} term               `null` for a stem the site does not have
 * @property {(prefix: string) => Promise<{ stem: string, count: number }[]>} stems
 * @property {(letters: string[], backwards?: boolean) => Promise<Word[]>} words  those with this beginning, or this end
 * @property {(word: string) => string} stem                         the stemmer
 */

/**
 * How many letters are added, left out, exchanged or swapped with their neighbour between what was typed and a word, and
 * between it and the likest beginning of the word.
 * @param {string[]} typed
 * @param {string[]} word
 */
export const slips = (typed, word) => {
  /** @type {number[]} */
  let before = [];
  let last = [0, ...typed.map((_, at) => at + 1)];
  let beginning = typed.length;
  word.forEach((letter, row) => {
    const line = [row + 1];
    typed.forEach((other, column) => {
      let least = Math.min(last[column + 1] + 1, line[column] + 1, last[column] + Number(other !== letter));
      if (row && column && other === word[row - 1] && typed[column - 1] === letter) least = Math.min(least, before[column - 1] + 1);
      line.push(least);
    });
    beginning = Math.min(beginning, line[typed.length]);
    [before, last] = [last, line];
  });
  return [last[typed.length], beginning];
};

/** The other members of every group that has a member which stands in the query around `at`. @param {Clause[]} clauses @param {number} at @param {string[][][]} groups */
const others = (clauses, at, groups) => {
  /** @param {string[]} member */
  const stands = (member) => member.some((_, back) => member.every((stem, n) => {
    const clause = clauses[at - back + n];
    return clause && !clause.phrase && !clause.unwanted && clause.words[0].stem === stem;
  }));
  return groups.filter((group) => group.some(stands)).flatMap((group) => group.filter((member) => !stands(member)));
};

/**
 * What the word at `at` stands for, the likeliest first, and the word that was most likely meant when it is misspelt.
 * @param {Clause[]} clauses
 * @param {number} at
 * @param {Index} index
 * @returns {Promise<{ alternatives: Alternative[], corrected?: string }>}
 */
export const expand = async (clauses, at, index) => {
  const { ranking } = index;
  const { words: [word], unfinished } = clauses[at];
  /** @type {Alternative[]} */
  const alternatives = [];
  /** @param {string[]} stems @param {number} likeness */
  const add = (stems, likeness) => {
    if (!alternatives.some((known) => known.stems.join() === stems.join())) alternatives.push({ stems, likeness });
  };
  const equal = others(clauses, at, index.synonyms);
  const letters = [...word.surface];
  const { length } = letters;
  /** @param {string} longer */
  const begun = (longer) => f(ranking[PREFIX] + f(f(1 - ranking[PREFIX]) * f(length / [...longer].length)));
  const [known, found, longer, whole] = await Promise.all([
    index.term(word.stem),
    Promise.all(equal.map((stems) => Promise.all(stems.map(index.term)))),
    // One character of a script without spaces says as much as several letters.
    unfinished && (length >= ranking[PREFIX_LETTERS] || word.surface > '\u0e00') ? index.stems(word.surface) : [],
    unfinished && length > 2 ? index.words(letters) : [],
  ]);
  if (known) add([word.stem], 1);
  equal.forEach((stems, n) => {
    if (found[n].every(Boolean)) add(stems, ranking[SYNONYM]);
  });
  // Equal ones stay in the order of their letters, in which shards give them.
  longer.sort((a, b) => b.count - a.count).slice(0, length > 2 ? undefined : ranking[PREFIX_WORDS]).forEach(({ stem }) => add([stem], begun(stem)));
  for (const one of whole) add([index.stem(one.word)], begun(one.word));
  if (alternatives.length || length < ranking[ONE_SLIP_LETTERS]) return { alternatives };

  /** @type {(Word & { likeness: number })[]} */
  const candidates = [];
  /** Words with as many first or last letters, up to `most` slips away; those that it begins, when there are some. @param {number} head @param {number} tail @param {number} most */
  const among = async (head, tail, most) => {
    const near = (await Promise.all([index.words(letters.slice(0, head)), index.words(letters.slice(-tail), true)])).flat();
    for (const one of near) if (one.word.startsWith(word.surface)) add([index.stem(one.word)], begun(one.word));
    if (alternatives.length) return;
    for (const one of near) {
      const [whole, beginning] = slips(letters, [...one.word]);
      const [slipped, share] = whole <= most ? [whole, 1] : unfinished ? [beginning, ranking[SLIP_PREFIX]] : [9, 0];
      // A short word has its first letter right: "talk" is no slip of "walk". Two letters may have changed places.
      if (slipped <= most && (length > 4 || one.word.slice(0, 2).includes(letters[0]))) candidates.push({ ...one, likeness: f(ranking[slipped < 2 ? ONE_SLIP : TWO_SLIPS] * share) });
    }
  };
  await among(length >> 1, Math.max(2, (length - 1) >> 1), 1);
  if (!candidates.length && length >= ranking[TWO_SLIPS_LETTERS]) await among(2, 2, 2);
  candidates.sort((a, b) => b.likeness - a.likeness || b.step - a.step || (a.word < b.word ? -1 : 1));
  for (const one of candidates) if (alternatives.length < ranking[SLIP_WORDS]) add([index.stem(one.word)], one.likeness);
  return { alternatives, corrected: candidates[0]?.word };
};
