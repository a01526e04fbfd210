// @ts-check
// The arithmetic of pay: integers in, integers out, one rounding, half away from zero; the same results as the `pay`
// module of the builder, held to them by `tests/vectors/pay-arithmetic.json`. Knows no page and no records.
//
// Amounts are whole units of a currency; rates (factors, shares, exchange rates) are whole millionths. What does not fit
// is null, never a wrong number.

/** @typedef {number | null} Maybe */

const MOST = 2 ** 53 - 1;
const MILLION = 1_000_000;
const PRODUCT = 2n ** 127n;

/** @param {bigint} product  whether the builder's 128 bits hold it */
const fits = (product) => product < PRODUCT && product >= -PRODUCT;

/** `product / unit`, half away from zero. @param {bigint} product @param {bigint} unit @returns {Maybe} */
const rounded = (product, unit) => {
  if (unit <= 0n || !fits(product)) return null;
  const size = product < 0n ? -product : product;
  const whole = Number((2n * size + unit) / (2n * unit));
  if (whole > MOST) return null;
  return product < 0n && whole ? -whole : whole;
};

/** `amount` times every rate. @param {number} amount @param {number[]} rates @returns {Maybe} */
export const scale = (amount, rates) => {
  let product = BigInt(amount);
  let unit = 1n;
  for (const rate of rates) {
    product *= BigInt(rate);
    unit *= BigInt(MILLION);
    if (!fits(product) || !fits(unit)) return null;
  }
  return rounded(product, unit);
};

/** An amount in another currency; both rates are what one unit of the base buys. @param {number} amount @param {number} from @param {number} to */
export const convert = (amount, from, to) => rounded(BigInt(amount) * BigInt(to), BigInt(from));

/** A yearly amount for one that is paid once and spread over months. @param {number} amount @param {number} months */
export const annualised = (amount, months) => rounded(BigInt(amount) * 12n, BigInt(months));

/** Millionths of a decimal number with at most six decimals, up to a million. @param {string} text @returns {Maybe} */
export const parseRate = (text) => {
  const found = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!found) return null;
  const rate = Number(found[1]) * MILLION + Number((found[2] ?? '').padEnd(6, '0'));
  return rate <= 1e12 ? rate : null;
};

/**
 * Where an amount sits in a range: `below` or `above` it by so much, `within` it so many thousandths of the way up,
 * `exact` on its only amount, or `open`: at least its lower end, with no upper end to measure against.
 * @param {number} amount @param {number} min @param {number} max @param {boolean} open
 * @returns {{where: string, by?: Maybe}}
 */
export const position = (amount, min, max, open) => {
  if (amount < min) return { where: 'below', by: min - amount };
  if (open) return { where: 'open' };
  if (amount > max) return { where: 'above', by: amount - max };
  if (min === max) return { where: 'exact' };
  return { where: 'within', by: rounded(BigInt(amount - min) * 1000n, BigInt(max - min)) };
};

/**
 * Where an amount sits among known percentiles, both ascending: `under`, `at`, `between` or `over` them. Nothing between
 * two of them is made up.
 * @param {[number, number][]} points @param {number} amount @returns {(string | number)[] | null}
 */
export const percentile = (points, amount) => {
  const at = points.findIndex(([, point]) => amount <= point);
  if (at < 0) return points.length ? ['over', points[points.length - 1][0]] : null;
  if (points[at][1] === amount) return ['at', points[at][0]];
  return at ? ['between', points[at - 1][0], points[at][0]] : ['under', points[0][0]];
};

/**
 * What an offer comes to in a year: the lines are rounded, the total is their sum.
 * @param {{base: number, bonus: number, sign_on: number, months: number, equity: number}} offer
 */
export const yearly = ({ base, bonus, sign_on, months, equity }) => {
  const extra = scale(base, [bonus]);
  const spread = sign_on ? annualised(sign_on, months) : 0;
  if (extra === null || spread === null || base + extra + spread + equity > MOST) return null;
  return { bonus: extra, sign_on: spread, total: base + extra + spread + equity };
};

/**
 * What a grant is worth in one outcome: each line is rounded, and the next goes on from there. Tax, preferences of
 * investors and the chance of the outcome are not in it.
 * @param {{share: number, dilution: number, strike: number, exit: number, vesting: number, cliff: number, served: number}} grant
 */
export const worth = ({ share, dilution, strike, exit, vesting, cliff, served }) => {
  const sound = share <= MILLION && dilution <= MILLION && Math.min(strike, exit, cliff, served) >= 0;
  if (!sound || vesting < 1 || vesting > 1200) return null;
  const vested = served < cliff ? 0 : Math.min(served, vesting);
  const kept = BigInt(share) * BigInt(MILLION - dilution);
  const gross = rounded(BigInt(exit) * kept * BigInt(vested), BigInt(MILLION) ** 2n * BigInt(vesting)) ?? 0;
  const cost = rounded(BigInt(strike) * BigInt(vested), BigInt(vesting)) ?? 0;
  const net = Math.max(0, gross - cost);
  return { vested, gross, cost, net, yearly: vested ? annualised(net, vested) : 0 };
};
