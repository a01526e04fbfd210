// @ts-check
// Amounts of money with an open end; `src/lint/finds/open_pay.rs` does the same.

import { longest } from './text.js';

const CODES = ['usd', 'gbp', 'eur', 'cad', 'chf', 'aud', 'inr', 'ils', 'sek'];
const LARGE = ['m', 'million', 'millions', 'billion', 'bn', 'mio', 'millionen'];

/** @typedef {import('./text.js').Word} Word */
/** @typedef {{first: number, last: number, value: number, start: number, end: number}} Amount  as words, what it is worth, and as letters */

/** @param {string} text @param {Word[]} list @returns {Amount[]} */
const amounts = (text, list) => {
  /** @type {Amount[]} */
  const found = [];
  const digits = (/** @type {number} */ at) => /^([0-9]+)(k?)$/.exec(list[at]?.word ?? '');
  const code = (/** @type {number} */ at) => CODES.includes(list[at]?.word);
  for (let at = 0; at < list.length; at += 1) {
    let one = digits(at);
    if (!one) continue;
    const begins = at;
    let written = one[1];
    for (let next = digits(at + 1); next && next[1].length === 3 && !one[2] && /^[,. \u00a0\u202f’]$/.test(text.slice(list[at].end, list[at + 1].start)); next = digits(at + 1)) {
      one = next;
      written += next[1];
      at += 1;
    }
    let [first, last, { start }, { end }] = [begins, at, list[begins], list[at]];
    const before = text.slice(0, start).trimEnd();
    const behind = text.slice(end);
    const signed = /[$£€]$/.test(before);
    const follows = /^\s*[$£€]/.exec(behind);
    const coded = !list[first].parted && code(first - 1);
    const codeFollows = code(last + 1) && !list[last + 1].parted;
    const former = found.at(-1);
    if (!(signed || follows || coded || codeFollows || (former && /^\s*[-–—]\s*$/.test(text.slice(former.end, start))))) continue;
    if (list[last + 1] && !list[last + 1].parted && LARGE.includes(list[last + 1].word)) continue;
    if (signed) start = before.length - 1;
    else if (coded) ({ start } = list[first -= 1]);
    if (follows && !signed) end += follows[0].length;
    else if (codeFollows && !signed && !coded) ({ end } = list[last += 1]);
    found.push({ first, last, value: +written * (one[2] ? 1000 : 1), start, end });
  }
  return found;
};

/** How far the nearest phrase stands from an amount within its sentence. @param {string[] | undefined} phrases @param {Word[]} list @param {Amount} amount @param {import('./text.js').Numbers} numbers */
const distance = (phrases, list, { first, last }, numbers) => {
  let [back, on] = [true, true];
  for (let far = 1; phrases && far <= 8; far += 1) {
    back &&= first >= far && !list[first - far + 1].parted;
    on &&= last + far < list.length && !list[last + far].parted;
    if ((back && longest(phrases, list, first - far, numbers)) || (on && longest(phrases, list, last + far, numbers))) return far;
  }
  return 9;
};

/**
 * Where an amount of at least `least` has an open end.
 * @param {string} text @param {Word[]} list @param {Record<string, string[]>} phrases @param {number} least @param {import('./text.js').Numbers} numbers
 * @returns {[number, number][]}
 */
export const openPay = (text, list, { before, after, joins, pay, other }, least, numbers) => {
  const all = amounts(text, list);
  const joined = all.slice(1).map((next, at) => {
    const { end, last } = all[at];
    const between = next.first - last - 1;
    return /^\s*[-–—]\s*$/.test(text.slice(end, next.start)) || (between > 0 && longest(joins, list, last + 1, numbers) === between);
  });
  return all.flatMap((amount, at) => {
    const { first, last, value, start, end } = amount;
    if (value < least || joined[at] || distance(other, list, amount, numbers) < distance(pay, list, amount, numbers)) return [];
    const plus = text[end] === '+';
    const beside = list[last + 1];
    const more = beside && !beside.parted && !text.slice(end, beside.start).trim() ? longest(after, list, last + 1, numbers) : 0;
    const part = list.slice(0, first);
    const lead = joined[at - 1] || list[first].parted ? -1 : part.findIndex((_, from) => from + longest(before, part, from, numbers) === first);
    if (!plus && !more && lead < 0) return [];
    return [[lead < 0 ? start : list[lead].start, more ? list[last + more].end : end + +plus]];
  });
};
