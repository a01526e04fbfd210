// @ts-check
// An amount or a share as people type it. Knows no page.

const SPACES = /[\s\u00a0\u2009\u202f]/g;

/**
 * `£150k`, `150,000`, `150.000 €`, `EUR 150 000` or `150000`: the whole amount, and the currency when one is named; null
 * for what two readers could read differently. A group of three digits is thousands in every language.
 * @param {string} text @param {Record<string, string>} signs  the sign of each currency
 * @returns {{amount: number, currency: string | null} | null}
 */
export const parseAmount = (text, signs) => {
  const [, before, number, k, after] = /^([^\d.,-]*)(\d[\d.,'’\s]*)(k(?![a-z]))?([^\d-]*)$/i.exec(text) ?? [];
  const name = `${before}${after}`.trim().toUpperCase();
  const currency = Object.keys(signs).find((code) => [code, signs[code].toUpperCase()].includes(name)) ?? null;
  if (!number || (name && !currency)) return null;
  const whole = number.replace(SPACES, '').replace(/(?<=\d{3})[.,]0{2}$/, '');
  const digits = k && /^\d+([.,]\d{1,2})?$/.test(whole) ? `${Math.round(Number(whole.replace(',', '.')) * 1000)}`
    : !k && /^\d{1,3}(([.,'’])\d{3}(\2\d{3})*)?$/.test(whole) ? whole.replace(/\D/g, '') : k ? '' : whole;
  return /^\d{1,13}$/.test(digits) ? { amount: Number(digits), currency } : null;
};

/** `10%`, `12.5 %` or `12,5` as a plain number in text; what is none stays as it is. @param {string} text */
export const plainShare = (text) => text.replace(SPACES, '').replace(/%$/, '').replace(/^(\d+),(\d+)$/, '$1.$2');
