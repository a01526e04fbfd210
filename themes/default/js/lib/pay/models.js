// @ts-check
// Computed pay models, shares of ranges, and rates as text. Knows no page and no records.

import { scale } from './arithmetic.js';

const MILLION = 1_000_000;

/** A pair of results, or nothing when either is missing. @param {number | null} low @param {number | null} high */
const both = (low, high) => (low === null || high === null ? null : [low, high]);

/**
 * What a computed model gives: the benchmark times its factors, and as much more as the spread allows.
 * @param {number} benchmark @param {number[]} factors @param {number} spread
 */
export const modelRange = (benchmark, factors, spread) => {
  if (MILLION + spread > 1e12) return null;
  return both(scale(benchmark, factors), scale(benchmark, [...factors, MILLION + spread]));
};

/** A range times a range of shares. @param {number} min @param {number} max @param {number} low @param {number} high */
export const shareOfRange = (min, max, low, high) => both(scale(min, [low]), scale(max, [high]));

/** @param {number} parts @param {number} unit @param {number} digits */
const decimal = (parts, unit, digits) => {
  const decimals = String(parts % unit).padStart(digits, '0').replace(/0+$/, '');
  return Math.floor(parts / unit) + (decimals && `.${decimals}`);
};

/** A rate without needless zeros: `1.3`. @param {number} rate */
export const rateText = (rate) => decimal(rate, MILLION, 6);

/** A share as a percentage without its sign: `0.05`. @param {number} rate */
export const percentText = (rate) => decimal(rate, 10_000, 4);
