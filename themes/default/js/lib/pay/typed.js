// @ts-check
// An amount or a share as people type it. Knows no page.

const SPACES = /[\s\u00a0\u2009\u202f]/g;

/** The words after a number that make it larger, in the languages of the theme. */
const UNITS = /** @type {const} */ ([
  [1e9, 'billions?|bn|b|mrd|milliarden?|milliards?|md|mil millones|مليارات|مليار'],
  [1e6, 'millions?|millionen|mill|mio|mn|millón|millones|m|مليون|ملايين'],
  [1e3, 'thousand|tausend|tsd|mille|k|ألف|آلاف'],
]);
const AMOUNT = new RegExp(`^([^\\d.,-]*)(\\d[\\d.,'’\\s]*)((?:${UNITS.map(([, names]) => names).join('|')})(?!\\p{L})\\.?)?([^\\d-]*)$`, 'iu');

/** What was typed with the digits and spaces of every language as those of English. @param {string} text */
const plain = (text) => text.normalize('NFC').replace(SPACES, ' ').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replaceAll('٫', '.').replaceAll('٬', ',');

/**
 * A whole amount, and what else stands beside it; null for what two readers could read differently. A group of three
 * digits is thousands in every language, but not before millions: `1.250m` may be meant as a decimal.
 * @param {string} text @returns {{amount: number, name: string} | null}
 */
const readAmount = (text) => {
  const [, before, number, unit, after] = AMOUNT.exec(plain(text)) ?? [];
  if (!number) return null;
  const whole = number.replace(SPACES, '').replace(/(?<=\d{3})[.,]0{2}$/, '');
  const times = unit ? UNITS.find(([, names]) => new RegExp(`^(${names})\\.?$`, 'iu').test(unit))?.[0] ?? 1 : 1;
  const isGrouped = (times < 1e6 ? /^\d{1,3}(([.,'’])\d{3}(\2\d{3})*)?$/ : /^\d{1,3}(([.,'’])\d{3}(\2\d{3})+)?$/).test(whole);
  const isDecimal = times > 1 && /^\d+[.,]\d{1,2}$/.test(whole);
  const count = isGrouped ? whole.replace(/\D/g, '') : isDecimal ? whole.replace(',', '.') : /^\d+$/.test(whole) ? whole : NaN;
  const amount = Math.round(Number(count) * times);
  return amount < 1e13 ? { amount, name: `${before}${after}`.trim() } : null;
};

/**
 * `£150k`, `150,000`, `150.000 €`, `EUR 150 000`, `$50 million` or `1,5 Mio. €`: the whole amount, and the currency when
 * one is named; null for what two readers could read differently, and for another currency.
 * @param {string} text @param {Record<string, string>} signs  the sign of each currency
 * @returns {{amount: number, currency: string | null} | null}
 */
export const parseAmount = (text, signs) => {
  const read = readAmount(text);
  const name = read?.name.toUpperCase();
  const currency = Object.keys(signs).find((code) => [code, signs[code].toUpperCase()].includes(name ?? '')) ?? null;
  return read && (!name || currency) ? { amount: read.amount, currency } : null;
};

/** Whether something is an amount in a currency: by its sign, or by its code. @param {string} text */
export const namesCurrency = (text) => {
  const name = readAmount(text)?.name ?? '';
  return /\p{Sc}|^(kr|zł)$/iu.test(name) || Intl.supportedValuesOf('currency').includes(name.toUpperCase());
};

/** `10%`, `12.5 %` or `12,5` as a plain number in text; what is none stays as it is. @param {string} text */
export const plainShare = (text) => text.replace(SPACES, '').replace(/%$/, '').replace(/^(\d+),(\d+)$/, '$1.$2');
