// @ts-check
// The canonical scorer, as `src/search/engine/score.rs` has it. Scores are 32-bit floats, rounded after each operation, in
// the same order as there, so that both give the same bits.

import { B, COVERAGE_POWER, HEADING_COVER, K1, LEAST_COVERAGE, TITLE, TITLE_COVER } from './ranking.js';

/** @typedef {import('./shards.js').Hits} Hits */
/** @typedef {{ hits: Hits, idf: number[], any: number, slot: import('./shards.js').Slot, at: number, places?: number[][][] }} Term  `any`: over whole sections */
/** @typedef {{ stems: string[], likeness: number }} Alternative */

export const f = Math.fround;

/** The natural logarithm of at least 1, out of the four basic operations: platforms differ in theirs. @param {number} x */
export const ln = (x) => {
  let halvings = 0;
  for (; x > 1.5; halvings++) x *= 0.5;
  const t = (x - 1) / (x + 1);
  let sum = 0;
  for (let odd = 25; odd > 0; odd -= 2) sum = sum * (t * t) + 1 / odd;
  return halvings * Math.LN2 + 2 * t * sum;
};

/** How much a term says that `found` of `all` sections hold. @param {number} found @param {number} all */
export const idf = (found, all) => {
  const here = Math.min(found, all);
  return f(ln(f(1 + f(f(f(all - here) + 0.5) / f(f(here) + 0.5)))));
};

/** The length that the code of a length stands for. @param {number} code */
export const lengthOf = (code) => {
  const shift = (code - 24) >> 3;
  return code < 24 ? code : 24 + (shift ? ((code & 7) | 8) * 2 ** (shift - 1) : code & 7);
};

/** @param {number} length */
const floats = (length) => new Float32Array(length);

/** Values by place, and which were touched. @param {number} length */
const sparse = (length) => {
  const value = floats(length);
  /** @type {number[]} */
  let touched = [];
  /** @param {number} at @param {number} score */
  const put = (at, score) => {
    if (!value[at]) touched.push(at);
    value[at] = score;
  };
  return {
    /** @param {number} at @param {number} score */
    add: (at, score) => put(at, value[at] + score),
    /** Keeps the greater one; says whether that is the new one. @param {number} at @param {number} score */
    raise: (at, score) => {
      const greater = score > value[at];
      if (greater) put(at, score);
      return greater;
    },
    /** Gives every value above zero, once, and forgets it. @param {(at: number, value: number) => void} take */
    drain: (take) => {
      for (const at of touched) {
        const found = value[at];
        value[at] = 0;
        if (found) take(at, found);
      }
      touched = [];
    },
  };
};

/** How much of a heading or title the query covers, and how much of the query it holds. @param {number} length */
const cover = (length) => {
  const [matched, weight, words] = [floats(length), floats(length), floats(length).fill(1)];
  return {
    matched, weight, words,
    /**
     * From 0 to 1. Squared, so that the heading which says just what was asked stands out from those that say more or less.
     * @param {number} at @param {number} whole
     */
    of: (at, whole) => {
      const share = matched[at] ? f(Math.min(f(matched[at] / words[at]), 1) * f(weight[at] / whole)) : 0;
      return f(share * share);
    },
  };
};

/**
 * What a query gathers, section by section and page by page. One board serves all queries, one after the other: making
 * it anew for each would take longer than most of them.
 * @param {import('./shards.js').Manifest} manifest
 */
export const createBoard = ({ pages, words, ranking }) => {
  const k1 = ranking[K1];
  const count = pages.length - 1;
  const all = pages[count];
  /** @param {number} length @param {number} field */
  const norm = (length, field) => {
    const average = f(f(words[field]) / f(all));
    return f(k1 * f(f(1 - ranking[B]) + f(f(ranking[B] * f(length)) / average)));
  };
  const norms = Array.from({ length: 256 }, (_, code) => norm(lengthOf(code), 2));
  const [titleNorm, headingNorm] = [norm(1, 0), norm(1, 1)];
  const [sums, covered, similar, phrases, unwanted, held] = Array.from({ length: 6 }, () => floats(all));
  const [headings, titles] = [cover(all), cover(count)];
  const [word, inHeading, inTitle, scratch, total] = [sparse(all), sparse(all), sparse(count), sparse(all), sparse(all)];
  const emptied = [sums, covered, phrases, unwanted, headings.matched, headings.weight, titles.matched, titles.weight];
  const pageOf = new Uint32Array(all);
  pages.forEach((first, page) => pageOf.fill(page, first, pages[page + 1]));
  let [whole, wanted] = [0, 0];
  /** The sections with a sum. @type {number[]} */
  let found = [];

  /** @param {number[]} idfs @param {number} likeness */
  const weights = (idfs, likeness) => idfs
    .map((one, field) => f(f(f(one * f(1 + k1)) * ranking[TITLE + field]) * likeness));
  /** @param {number} weight @param {number} times @param {number} below */
  const bm25 = (weight, times, below) => f(weight * f(times / f(times + below)));
  /** @param {Term} term @param {number} likeness @param {number} [matched]  how many words it matches of a title or heading */
  const scoreTerm = ({ hits, idf: idfs }, likeness, matched = likeness) => {
    const [ofTitle, heading, body] = weights(idfs, likeness);
    for (const { page, count: times, words: meaning } of hits.titles) {
      const score = bm25(ofTitle, times, titleNorm);
      for (let section = pages[page]; section < pages[page + 1]; section++) scratch.add(section, score);
      titles.words[page] = meaning;
      inTitle.raise(page, matched);
    }
    for (let n = 0; n < hits.sections.length; n++) {
      const section = hits.sections[n];
      if (hits.heading[n]) {
        scratch.add(section, bm25(heading, hits.heading[n], headingNorm));
        headings.words[section] = hits.words[n];
        inHeading.raise(section, matched);
      }
      if (hits.body[n]) scratch.add(section, bm25(body, hits.body[n], norms[hits.length[n]]));
    }
  };
  /** @param {number} weight @param {number} best */
  const settle = (weight, best) => {
    whole = f(whole + f(weight * best));
    word.drain((section, score) => {
      if (!sums[section]) found.push(section);
      sums[section] += score;
      covered[section] += f(weight * similar[section]);
    });
    for (const [field, covers] of /** @type {const} */ ([[inHeading, headings], [inTitle, titles]])) {
      field.drain((at, likeness) => {
        covers.matched[at] += likeness;
        covers.weight[at] += f(weight * likeness);
      });
    }
  };

  return {
    /** Begins a query. */
    start: () => {
      for (const values of emptied) values.fill(0);
      [whole, wanted, found] = [0, 0, []];
    },
    /** Adds a word, with all it stands for. @param {{ terms: Term[], likeness: number }[]} alternatives */
    word: (alternatives) => {
      let [weight, best] = alternatives.length ? [0, 0] : [idf(0, all), 1];
      for (const { terms, likeness } of alternatives) {
        for (const { any } of terms) weight = Math.max(weight, any);
        best = Math.max(best, likeness);
        for (const term of terms) {
          scoreTerm(term, likeness);
          scratch.drain((section, score) => {
            total.add(section, score);
            held[section]++;
          });
        }
        // A section has to hold every stem of an alternative.
        total.drain((section, score) => {
          if (held[section] === terms.length && word.raise(section, f(score / terms.length))) similar[section] = likeness;
          held[section] = 0;
        });
      }
      settle(weight, best);
    },
    /** Adds a phrase that has to be there. @param {Term} phrase @param {number} words  how many it has */
    phrase: (phrase, words) => {
      wanted++;
      scoreTerm(phrase, 1, words);
      scratch.drain((section, score) => {
        phrases[section]++;
        word.raise(section, score);
        similar[section] = 1;
      });
      settle(phrase.any, 1);
    },
    /** Leaves out the sections of a phrase or word that must not be there. @param {Term} phrase */
    unwanted: ({ hits }) => {
      for (const section of hits.sections) unwanted[section] = 1;
      for (const { page } of hits.titles) unwanted.fill(1, pages[page], pages[page + 1]);
    },
    /** A score of 1 for the first section of every page. */
    first: () => {
      const scores = floats(all);
      for (const section of pages.slice(0, count)) scores[section] = 1 - unwanted[section];
      return scores;
    },
    /** Every section's score; 0 for those that are no result. */
    scores: () => {
      const scores = floats(all);
      let best = 0;
      for (const section of found) {
        if (unwanted[section] || phrases[section] !== wanted) continue;
        scores[section] = covered[section] / whole;
        best = Math.max(best, scores[section]);
      }
      const least = f(best * ranking[LEAST_COVERAGE]);
      for (const section of found) {
        const share = scores[section];
        scores[section] = 0;
        if (share < least) continue;
        let score = sums[section];
        for (let n = 0; n < ranking[COVERAGE_POWER]; n++) score = f(score * share);
        const heading = f(headings.of(section, whole) * ranking[HEADING_COVER]);
        scores[section] = score * f(f(1 + heading) + f(titles.of(pageOf[section], whole) * ranking[TITLE_COVER]));
      }
      return scores;
    },
  };
};
