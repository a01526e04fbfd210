// @ts-check
// Figures of a pay explorer: which ones answer a question, in which currency, in which words. Knows no page.

import { convert } from './arithmetic.js';

/** @typedef {{group: string, first: boolean, to: string, more: string, signs: Record<string, string>}} Style */
/** @typedef {{date: string, note?: string, per: Record<string, number>}} Rates  what one unit of the base buys, in millionths */
/** @typedef {[string[], string | number | null, number, number, number, string, string, string | null]} Row */
/** @typedef {{roles: string[][], levels: string[][], places: string[][], sources: [string, string | null][], figures: Row[], money: Style, rates?: Rates}} Book */
/** @typedef {{key: string[], published: boolean, whose: string, date: string, min: number, max: number, open: boolean, stale: boolean, example: boolean, currency: string, period: string}} Figure */

const METHODS = { envelope: 'spans every source', overlap: 'what the sources share', newest: 'the newest source', manual: 'set by us' };

/** An amount in full, as the site's language writes it. @param {number} amount @param {string} currency @param {Style} style */
export const money = (amount, currency, style) => {
  const number = String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, style.group);
  const sign = amount < 0 ? '-' : '';
  const symbol = style.signs[currency] ?? currency;
  if (!style.first) return `${sign}${number}\u00a0${symbol}`;
  // A code keeps its distance, or it reads as part of the number.
  return sign + symbol + (symbol === currency ? '\u00a0' : '') + number;
};

/** @param {{min: number, max: number, open: boolean, currency: string}} range @param {Style} style */
export const rangeText = ({ min, max, open, currency }, style) =>
  money(min, currency, style) + (min === max ? '' : style.to + money(max, currency, style)) + (open ? style.more : '');

/** A row of the data file with its parts named. @param {Book} book @param {Row} row @returns {Figure} */
const figure = (book, [key, whose, min, max, flags, currency, period, date]) => {
  const published = typeof whose === 'string';
  const method = METHODS[/** @type {keyof METHODS} */ (whose)] ?? 'set by us';
  return {
    key, published, min, max, currency, period,
    whose: typeof whose === 'number' ? book.sources[whose][0] : `Published here: ${method}`,
    date: date ?? '',
    open: (flags & 1) > 0, stale: (flags & 2) > 0, example: (flags & 4) > 0,
  };
};

/** The figures of a role, level, place and measure: what is published first, then each source. @param {Book} book @param {string[]} key */
export const find = (book, key) => book.figures.filter((row) => row[0].join() === key.join()).map((row) => figure(book, row));

/** An amount in another currency; null without a rate for both. @param {Book} book @param {number} amount @param {string} from @param {string} to */
export const exchange = (book, amount, from, to) => {
  if (from === to) return amount;
  const per = book.rates?.per ?? {};
  return from in per && to in per ? convert(amount, per[from], per[to]) : null;
};

/** A figure in another currency; null without a rate for both. @param {Book} book @param {Figure} figure @param {string} currency @returns {Figure | null} */
export const inCurrency = (book, figure, currency) => {
  const min = exchange(book, figure.min, figure.currency, currency);
  const max = exchange(book, figure.max, figure.currency, currency);
  return min === null || max === null ? null : { ...figure, min, max, currency };
};
