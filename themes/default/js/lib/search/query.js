// @ts-check
// What somebody typed, as words, phrases and facets: `src/search/engine/query.rs`.

/** @typedef {{ surface: string, stem: string, place: number }} Word */
/**
 * A word or a phrase of a query.
 * @typedef {object} Clause
 * @property {Word[]} words
 * @property {boolean} phrase      it was put in quotes
 * @property {boolean} unwanted    a `-` stands before it
 * @property {boolean} unfinished  it may go on: nothing follows it yet
 */
/** @typedef {import('./analysis.js').Token} Token */

/** The facets of a query. */
export const FACETS = ['kind', 'role', 'place', 'tag', 'mode'];

const MAX_CLAUSES = 12;
const MAX_CHARS = 400;
// A minus before something, then a phrase up to its second quote, or what stands between spaces and quotes.
const PARTS = /(-(?=[^\0- \xa0\u2000-\u200a\u3000-]))?(?:["\u201c-\u201e]([^"\u201c-\u201e]*)["\u201c-\u201e]?|([^\0- \xa0\u2000-\u200a\u3000"\u201c-\u201e]+))/gu;

/**
 * Reads a query; words that say little are left out, unless nothing else is asked for.
 * @param {string} text
 * @param {(text: string) => Token[]} analyse
 * @param {string[]} common
 */
export const parse = (text, analyse, common) => {
  const typed = [...text].slice(0, MAX_CHARS).join('');
  /** @type {Clause[]} */
  const clauses = [];
  /** @type {{ facet: number, value: string }[]} */
  const facets = [];
  for (const match of typed.matchAll(PARTS)) {
    const phrase = match[2] !== undefined;
    const unwanted = !!match[1];
    const part = match[2] ?? match[3];
    const [, name, value] = (!phrase && !unwanted && part.match(/^([^:]+):(.+)$/s)) || [];
    const facet = FACETS.indexOf(name);
    if (facet >= 0) {
      facets.push({ facet, value: value.toLowerCase() });
      continue;
    }
    const tokens = analyse(part);
    /** @param {Token[]} some */
    const words = (some) => some.map(({ surface, stem, position }) => ({ surface, stem, place: position - some[0].position }));
    if (phrase || unwanted) {
      if (tokens.length) clauses.push({ words: words(tokens), phrase, unwanted, unfinished: false });
      continue;
    }
    const last = match.index + match[0].length === typed.length;
    for (const token of tokens) {
      if (clauses.some((clause) => !clause.phrase && !clause.unwanted && clause.words[0].stem === token.stem)) continue;
      clauses.push({ words: words([token]), phrase, unwanted, unfinished: last && token.end === part.length });
    }
  }
  clauses.splice(MAX_CLAUSES);
  /** @param {Clause} clause */
  const says = ({ phrase, unwanted, words }) => phrase || unwanted || !common.includes(words[0].stem);
  const telling = clauses.some((clause) => !clause.unwanted && says(clause));
  return { clauses: telling ? clauses.filter(says) : clauses, facets };
};
