// @ts-check
// Puts the rows of a table in order by what the cells of a column say: days, amounts, numbers, else words. Knows no page.

/**
 * What a cell says: a day or a number and what it counts, or words alone.
 * @typedef {{kind: 'none' | 'day' | 'number' | 'words', value: number, sign: string, unit: string, text: string}} Said
 */

/** The names of months in a language, in full and short, in small letters, with the number of each. @param {string} language */
const months = (language) => {
  /** @type {Map<string, number>} */
  const names = new Map();
  for (const month of /** @type {const} */ (['long', 'short'])) {
    for (const one of [language, 'en']) {
      const format = new Intl.DateTimeFormat(one, { month, day: 'numeric', timeZone: 'UTC' });
      for (let at = 0; at < 12; at += 1) {
        const name = format.formatToParts(Date.UTC(2026, at, 1)).find((part) => part.type === 'month')?.value ?? '';
        names.set(name.toLowerCase().replace(/\.$/, ''), at);
      }
    }
  }
  return names;
};

/** A day as it is written: `2026-04-09`, `9 April 2026`, `April 9, 2026`, `9. April 2026`, `09.04.2026`, `April 2026`. @param {string} text @param {Map<string, number>} names */
const dayOf = (text, names) => {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? [];
  if (year) return Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
  const [, first, second, last] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  if (last) return Date.UTC(Number(last), Number(second) - 1, Number(first));
  const words = text.toLowerCase().split(/[\s.,]+/).filter(Boolean);
  const at = words.findIndex((word) => names.has(word));
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  const whole = numbers.find((number) => number.length === 4);
  const small = numbers.find((number) => number.length < 3);
  if (at < 0 || !whole || words.length !== numbers.length + 1 || numbers.length > 2 || (numbers.length === 2 && !small)) return NaN;
  return Date.UTC(Number(whole), names.get(words[at]) ?? 0, Number(small ?? 1));
};

/** Digits with their marks as a number; the mark of the language stands before decimals. @param {string} digits @param {string} decimal */
const numberOf = (digits, decimal) => {
  const plain = digits.replace(/[\s\u00a0\u2009\u202f'’]/g, '');
  const marks = plain.replace(/\d/g, '');
  const last = marks.at(-1) ?? '';
  const isMixed = marks.length > 1 && marks[0] !== last;
  const isGroups = /^\d{1,3}([.,]\d{3})+$/.test(plain) && !isMixed && (marks.length > 1 || last !== decimal);
  if (!marks || isGroups) return Number(plain.replace(/\D/g, ''));
  const at = plain.lastIndexOf(last);
  return Number(`${plain.slice(0, at).replace(/\D/g, '')}.${plain.slice(at + 1)}`);
};

/**
 * What the cells of a column say, each by itself.
 * @param {string[]} cells @param {string} language @returns {Said[]}
 */
export const read = (cells, language) => {
  const names = months(language);
  const decimal = new Intl.NumberFormat(language).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  return cells.map((cell) => {
    const text = cell.replace(/\s+/g, ' ').trim();
    /** @type {Said} */
    const said = { kind: 'words', value: 0, sign: '', unit: '', text };
    if (!/[\p{L}\p{N}]/u.test(text)) return { ...said, kind: 'none' };
    const day = dayOf(text, names);
    if (!Number.isNaN(day)) return { ...said, kind: 'day', value: day };
    const [, less, sign, digits, k, rest] = /^(?:[~≈<>≤≥+±]\s*)?([-−]?)\s*((?:[A-Z]{2,3}\$?|[\p{Sc}])?)\s*(\d[\d.,'’\s\u00a0\u202f]*(?<=\d))(?:(k|m)(?![\p{L}\p{N}]))?(.*)$/iu.exec(text) ?? [];
    if (!digits) return said;
    const value = numberOf(digits, decimal) * ({ k: 1e3, m: 1e6 }[k?.toLowerCase() ?? ''] ?? 1) * (less ? -1 : 1);
    // Of a range the lower end counts; what is counted is named behind the upper one.
    const unit = rest.replace(/[\d.,'’\s–—-]+/g, ' ').trim().split(' ').at(-1) ?? '';
    return { ...said, kind: 'number', value, sign: sign || (/^[\p{Sc}]/u.exec(unit)?.[0] ?? ''), unit: unit.slice(0, 3).toLowerCase() };
  });
};

/**
 * The order of the rows by one column: the places that rows had before, in their new order. Cells that say nothing come
 * last either way; amounts of other currencies stand apart, as no rate is known here.
 * @param {string[]} cells @param {string} language @param {'ascending' | 'descending'} way
 */
export const order = (cells, language, way) => {
  const said = read(cells, language);
  const full = said.filter((one) => one.kind !== 'none');
  const isOf = (/** @type {Said['kind']} */ kind) => full.every((one) => one.kind === kind);
  const sameUnit = full.every((one) => one.sign || one.unit === full[0].unit);
  const collator = new Intl.Collator(language, { numeric: true });
  const turn = way === 'ascending' ? 1 : -1;
  /** @type {(a: Said, b: Said) => number} */
  const compare = isOf('day') ? (a, b) => turn * (a.value - b.value)
    : isOf('number') && sameUnit ? (a, b) => collator.compare(a.sign, b.sign) || turn * (a.value - b.value)
      : (a, b) => turn * collator.compare(a.text, b.text);
  const isNone = (/** @type {number} */ at) => Number(said[at].kind === 'none');
  return said.map((_, at) => at).sort((a, b) => isNone(a) - isNone(b) || (isNone(a) ? 0 : compare(said[a], said[b])) || a - b);
};
