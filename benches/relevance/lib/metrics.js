// @ts-check
/**
 * How good lists of results are. A query has one or more right pages, each perhaps with the section that answers it; a result is an address
 * and an anchor. Lists are judged by their first ten entries, and an address that comes twice counts once.
 */
import { Random } from './random.js';

/** @typedef {{url: string, anchor?: string}} Place */
/** @typedef {{rank: number, reciprocal: number, first: number, found: number, gain: number, empty: number, precision: number}} Score */

const DEPTH = 10;
const discount = (/** @type {number} */ rank) => 1 / Math.log2(rank + 1);

/** @template {Place} T @param {T[]} places @returns {T[]} the first ten different pages */
export function firstPages(places) {
  const seen = new Set();
  return places.filter(({ url }) => !seen.has(url) && seen.add(url)).slice(0, DEPTH);
}

/**
 * One list against what is right. `rank` is the place of the first right page from 1, or 0; `gain` is nDCG@10 with 1 for a right page and 2
 * when it opens at the right section; `precision` is the share of right pages among those shown.
 *
 * @param {Place[]} results @param {Place[]} targets @returns {Score}
 */
export function scoreOf(results, targets) {
  const shown = firstPages(results);
  /** @type {Map<string, Set<string | undefined>>} */
  const right = new Map();
  for (const { url, anchor } of targets) right.set(url, (right.get(url) ?? new Set()).add(anchor));
  // A page without a heading to open at is wholly right once it is found.
  const most = (/** @type {Set<string | undefined>} */ anchors) => ([...anchors].some(Boolean) ? 2 : 1);
  let gain = 0;
  let rank = 0;
  let hits = 0;
  shown.forEach(({ url, anchor }, index) => {
    const anchors = right.get(url);
    if (!anchors) return;
    rank ||= index + 1;
    hits += 1;
    gain += (most(anchors) === 2 && !anchors.has(anchor) ? 1 : most(anchors)) * discount(index + 1);
  });
  const ideal = [...right.values()]
    .map(most)
    .sort((a, b) => b - a)
    .slice(0, DEPTH)
    .reduce((sum, each, index) => sum + each * discount(index + 1), 0);
  return {
    rank,
    reciprocal: rank ? 1 / rank : 0,
    first: rank === 1 ? 1 : 0,
    found: rank ? 1 : 0,
    gain: ideal ? gain / ideal : 0,
    empty: shown.length ? 0 : 1,
    precision: shown.length ? hits / shown.length : 0,
  };
}

/** @param {number[]} values */
export const mean = (values) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : NaN);

/** The value below which `share` of the values lie (nearest rank). @param {number[]} values @param {number} share from 0 to 1 */
export function percentile(values, share) {
  if (!values.length) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/**
 * The 95 % interval of a mean by bootstrap: 1,000 samples drawn with replacement, with a fixed seed.
 *
 * @param {number[]} values @returns {[number, number]}
 */
export function interval(values, seed = 1) {
  if (!values.length) return [NaN, NaN];
  const random = new Random(seed, 'bootstrap');
  const means = Array.from({ length: 1000 }, () => {
    let sum = 0;
    for (let n = values.length; n > 0; n--) sum += values[random.below(values.length)];
    return sum / values.length;
  });
  return [percentile(means, 0.025), percentile(means, 0.975)];
}

/**
 * The figures of one query set.
 *
 * @param {Score[]} scores
 */
export function summaryOf(scores) {
  const of = (/** @type {keyof Score} */ name) => scores.map((score) => score[name]);
  return {
    queries: scores.length,
    mrr: mean(of('reciprocal')),
    mrrInterval: interval(of('reciprocal')),
    success1: mean(of('first')),
    recall10: mean(of('found')),
    ndcg10: mean(of('gain')),
    empty: mean(of('empty')),
    precision: mean(of('precision')),
  };
}
