// @ts-check
/**
 * What the benchmark takes for a word, a sentence and a vocabulary. Plain on purpose, and not the engine's own analysis: a benchmark
 * that shared it could not see where it is wrong.
 */

/** Words too common to say what a text is about. */
export const STOP_WORDS = new Set(
  (
    'a about after all also an and any are as at be been before being between both but by can could did do does each for from had has have ' +
    'having he her here his how i if in into is it its just more most must my no nor not of off on once only or other our out over own per ' +
    'same she should so some such than that the their them then there these they this those through to too under until up us very was we ' +
    'were what when where which while who whom why will with would you your'
  ).split(' '),
);

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** The words of a text, in order: lower case, without accents. @param {string} text @returns {string[]} */
export function wordsOf(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
}

/** @param {string} word */
export const isContentWord = (word) => !STOP_WORDS.has(word);

/** The sentences of a text. @param {string} text @returns {string[]} */
export function sentencesOf(text) {
  return text
    .split(/(?<=[.!?][)"”’]?)\s+(?=[\p{Lu}\p{N}"“(])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}

/** Edits (insert, delete, substitute, swap of neighbours) between two words, or `most + 1` when there are more. */
export function editDistance(/** @type {string} */ one, /** @type {string} */ other, most = 2) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[][]} */
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    rows[row] = [row];
    let best = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let edits = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        edits = Math.min(edits, rows[row - 2][column - 2] + 1);
      }
      rows[row][column] = edits;
      best = Math.min(best, edits);
    }
    if (best > most) return most + 1;
  }
  return Math.min(rows[one.length][other.length], most + 1);
}

/** How many pages hold each word. @param {import('./pages.js').Page[]} pages @returns {Map<string, number>} */
export function vocabularyOf(pages) {
  const counts = new Map();
  for (const page of pages) {
    const seen = new Set(wordsOf(page.title));
    for (const section of page.sections) {
      for (const word of wordsOf(section.heading)) seen.add(word);
      for (const block of section.blocks) for (const word of wordsOf(block)) seen.add(word);
    }
    for (const word of seen) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
