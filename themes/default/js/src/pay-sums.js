// @ts-check
// What an offer comes to a year, and equity in three outcomes. The pay explorer loads this when somebody asks for it.

import { percentile, position, worth, yearly } from '../lib/pay/arithmetic.js';
import { money, rangeText } from '../lib/pay/figures.js';
import { shareOfRange } from '../lib/pay/models.js';

/** @typedef {import('../lib/pay/figures.js').Book} Book */
/** @typedef {import('../lib/words.js').Speaker['say']} Say */
/** @typedef {(tag: string, name: string, ...inside: (Node | string)[]) => HTMLElement} Make */

/** Where an amount sits in a range, in words. @param {any} range @param {number} amount @param {Book} book @param {Say} say */
const where = (range, amount, book, say) => {
  if (!range) return say('no_range');
  const sampled = percentile(range.points, amount);
  if (sampled) return say(`sample_${sampled[0]}`, { low: sampled[1], high: sampled[2], source: range.whose });
  const { where: at, by } = position(amount, range.min, range.max, range.open);
  return say(at, { amount: by ? money(by, range.currency, book.money) : '', percent: (by ?? 0) / 10, range: rangeText(range, book.money) });
};

/** The same as an element. @param {Book} book @param {Say} say @param {Make} el @param {any} given */
const sits = (book, say, el, { amount, range, name }) => [el('p', 'verdict', say('sits', { name, where: where(range, amount, book, say) }))];

/** An offer, line by line. @param {Book} book @param {Say} say @param {Make} el @param {any} given */
const offer = (book, say, el, { base, sign_on, equity, months, bonus, percent, role, currency, range }) => {
  const text = (/** @type {number} */ amount) => money(amount, currency, book.money);
  const year = yearly({ base, bonus, sign_on, months, equity });
  if (!year) return [el('p', 'mistake', say('sign_on_months'))];
  const sums = [
    [say('base'), text(base)],
    [say('bonus', { base: text(base), percent }), text(year.bonus)],
    [say('sign_on', { amount: text(sign_on), months }), text(year.sign_on)],
    [say('equity'), text(equity)],
    [say('in_all'), text(year.total)],
  ];
  const table = el('table', 'sums', el('caption', '', say('offer_sum')),
    ...sums.map(([name, amount]) => {
      const head = el('th', '', name);
      head.setAttribute('scope', 'row');
      return el('tr', '', head, el('td', 'align-end', amount));
    }));
  const places = [...sits(book, say, el, { amount: year.total, range, name: say('the_whole') })];
  const usual = (book.shares ?? []).find(([kind, whose]) => kind === 'bonus' && whose === role);
  const expected = usual && shareOfRange(base, base, usual[2], usual[3]);
  if (usual && expected) places.push(el('p', 'sits', say('usual_bonus', {
    share: usual[4],
    source: book.sources[usual[5]][0],
    low: text(/** @type {number} */ (expected[0])),
    to: book.money.to,
    high: text(/** @type {number} */ (expected[1])),
  })));
  return [table, ...places];
};

/** What a grant is worth in three outcomes. @param {Book} book @param {Say} say @param {Make} el @param {any} given */
const grant = (book, say, el, { currency, share, dilution, role, amount }) => {
  const style = book.money;
  const outcomes = [[say('fails'), 0], [say('modest'), amount('modest')], [say('large'), amount('large')]].map(([name, exit]) => {
    const result = worth({ share, dilution, strike: amount('strike'), exit: Number(exit), vesting: amount('vesting'), cliff: amount('cliff'), served: amount('worked') });
    const head = el('th', '', String(name));
    head.setAttribute('scope', 'row');
    const cells = result ? [Number(exit), result.gross, result.cost, result.net, result.yearly ?? 0] : [];
    return result && el('tr', '', head, ...cells.map((cell) => el('td', 'align-end', money(cell, currency, style))));
  });
  if (outcomes.includes(null)) return [el('p', 'mistake', say('grant_limits'))];
  const heads = ['outcome', 'company', 'your_part', 'exercising', 'left', 'a_year'].map((name) => {
    const head = el('th', '', say(name));
    head.setAttribute('scope', 'col');
    return head;
  });
  const table = el('table', '', el('caption', '', say('worth')), el('thead', '', el('tr', '', ...heads)),
    el('tbody', '', ...outcomes.map((row) => /** @type {Node} */ (row))));
  const frame = el('div', 'table-scroll', table);
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', say('three'));
  frame.tabIndex = 0;
  const usual = (book.shares ?? []).filter(([kind, whose]) => kind === 'equity' && whose === role);
  return [frame, ...usual.map(([, , , , words, source]) => el('p', 'quiet', say('usual_equity', { share: words, source: book.sources[source][0] })))];
};

/** How far two published ranges are apart. @param {Book} book @param {Say} say @param {Make} el @param {any[]} pair */
const apart = ({ money: style }, say, el, [a, b]) => {
  if (!a || !b || a.currency !== b.currency || a.period !== b.period) return [el('p', 'differ', say('incomparable'))];
  const gap = (/** @type {number} */ by, /** @type {string} */ end) =>
    say(`${end}_${by ? by > 0 ? 'higher' : 'lower' : 'same'}`, { amount: money(Math.abs(by), a.currency, style) });
  return [el('p', 'differ', say('apart', { floor: gap(b.min - a.min, 'floor'), top: gap(b.max - a.max, 'top') }))];
};

/** @type {any} */ (globalThis).rolebookPaySums = { offer, grant, apart, sits };
