// @ts-check
// Figures of a pay explorer: which ones answer a question, in which currency, in which words. Knows no page.

import { convert, scale } from './arithmetic.js';
import { modelRange, percentText, rateText } from './models.js';

/** @typedef {{group: string, first: boolean, to: string, more: string, signs: Record<string, string>}} Style */
/** @typedef {{date: string, note?: string, text?: string, per: Record<string, number>}} Rates  what one unit of the base buys, in millionths */
/** @typedef {[string[], string | number | null, number, number, number, string, string, string | null, [number, number][]?]} Row */
/** @typedef {{roles: string[][], levels: string[][], places: string[][], sources: [string, string | null][], figures: Row[], money: Style, rates?: Rates | null, shares?: [string, string, number, number, string, number, string][], models?: Model[]}} Book */
/** @typedef {{title: string, currency: string, period: string, measure: string, benchmarks: Record<string, number>, places: Record<string, [string, number]> | null, levels: Record<string, [string, number]> | null, spread: number, from: string, until: string | null, example: boolean}} Model */
/** @typedef {{key: string[], published: boolean, whose: string, date: string, min: number, max: number, open: boolean, stale: boolean, example: boolean, currency: string, period: string, points: [number, number][]}} Figure */

/** @typedef {import('../words.js').Speaker['say']} Say */

/** How a published range came about, as messages name it. */
const METHODS = ['envelope', 'overlap', 'newest', 'manual'];

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

/** A row of the data file with its parts named. @param {Book} book @param {Row} row @param {Say} say @returns {Figure} */
const figure = (book, row, say) => {
  const [key, whose, min, max, flags, currency, period, date, points] = row;
  const published = typeof whose === 'string';
  const method = say(METHODS.includes(String(whose)) ? String(whose) : 'manual');
  return {
    key, published, min, max, currency, period,
    whose: typeof whose === 'number' ? book.sources[whose][0] : say('published', { method }),
    date: date ?? '', points: points ?? [],
    open: (flags & 1) > 0, stale: (flags & 2) > 0, example: (flags & 4) > 0,
  };
};

/** The figures of a role, level, place and measure: what is published first, then each source. @param {Book} book @param {string[]} key @param {Say} say */
export const find = (book, key, say) => book.figures.filter((row) => row[0].join() === key.join()).map((row) => figure(book, row, say));

/** An amount in another currency, large ones to the thousand, as exact as the rate of one day can be; null without a rate for both. @param {Book} book @param {number} amount @param {string} from @param {string} to */
export const exchange = (book, amount, from, to) => {
  if (from === to) return amount;
  const per = book.rates?.per ?? {};
  const same = from in per && to in per ? convert(amount, per[from], per[to]) : null;
  return same && same >= 1e4 ? Math.round(same / 1e3) * 1e3 : same;
};

/** A figure in another currency; null without a rate for both. @param {Book} book @param {Figure} figure @param {string} currency @returns {Figure | null} */
export const inCurrency = (book, figure, currency) => {
  const min = exchange(book, figure.min, figure.currency, currency);
  const max = exchange(book, figure.max, figure.currency, currency);
  return min === null || max === null ? null : { ...figure, min, max, currency };
};

/**
 * What a pay model gives for a role, level and place, line by line; null when it does not know them.
 * @param {Book} book @param {Model} model @param {string[]} key @param {Say} say @returns {{figure: Figure, lines: string[]} | null}
 */
export const computed = (book, model, key, say) => {
  const [role, level, place, measure] = key;
  const { benchmarks, places, levels, spread, currency, period } = model;
  const benchmark = benchmarks[role] ?? benchmarks[''];
  const factors = [places ? places[place] : [], levels ? levels[level] : []];
  if (measure !== model.measure || benchmark === undefined || factors.includes(/** @type {any} */ (undefined))) return null;
  const known = /** @type {[string, number][]} */ (factors.filter((factor) => factor.length));
  const rates = known.map(([, rate]) => rate);
  const range = modelRange(benchmark, rates, spread);
  if (!range) return null;
  const text = (/** @type {number} */ amount) => money(amount, currency, book.money);
  const title = role in benchmarks ? book.roles.find(([id]) => id === role)?.[1] : '';
  const lines = [say(title ? 'benchmark_for' : 'benchmark', { role: title, amount: text(benchmark) })];
  known.forEach(([label, rate], at) => lines.push(say('factor', { rate: rateText(rate), label, amount: text(scale(benchmark, rates.slice(0, at + 1)) ?? 0) })));
  if (spread) lines.push(say('spread', { percent: percentText(spread), amount: text(/** @type {number} */ (range[1])) }));
  const [min, max] = /** @type {[number, number]} */ (range);
  const whose = say('model', { title: model.title });
  return { figure: { key, published: false, whose, date: model.from, min, max, open: false, stale: model.until !== null, example: model.example, currency, period, points: [] }, lines };
};
