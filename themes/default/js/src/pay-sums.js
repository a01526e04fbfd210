// @ts-check
// What one or two offers come to a year, and equity in three outcomes. The pay explorer loads this when somebody asks for it.

import { parseRate, percentile, position, worth, yearly } from '../lib/pay/arithmetic.js';
import { exchange, find, money, rangeText } from '../lib/pay/figures.js';
import { shareOfRange } from '../lib/pay/models.js';
import { namesCurrency, parseAmount, plainShare } from '../lib/pay/typed.js';

/** @typedef {import('../lib/pay/figures.js').Book} Book */
/** @typedef {import('../lib/words.js').Speaker['say']} Say */
/** @typedef {import('../lib/pay/figures.js').Figure} Figure */
/** @typedef {(tag: string, name: string, ...inside: (Node | string)[]) => HTMLElement} Make */

/**
 * What the explorer lends.
 * @typedef {{key: string[], currency: string, book: Book, say: Say, el: Make, all: (selector: string) => HTMLElement[], value: (name: string) => string, found: (key: string[]) => Figure[]}} Tools
 */

/** An amount that was typed; null when there is none. @param {Tools} tools @param {string} name */
const amountIn = ({ value, book }, name) => parseAmount(value(name), book.money.signs);

/** The same in the currency of what is looked up, nothing when none was typed; null when no rate converts it. @param {Tools} tools @param {string} name @param {string} currency */
const amountAs = (tools, name, currency) => {
  const one = amountIn(tools, name);
  return one ? exchange(tools.book, one.amount, one.currency ?? currency, currency) : 0;
};

/** Where an amount sits in a range, in words: a sentence, and what to know about it. @param {any} range @param {number} amount @param {Book} book @param {Say} say */
const where = (range, amount, book, say) => {
  if (!range) return [say('no_range')];
  const sampled = percentile(range.points, amount);
  if (sampled) return [say(`sample_${sampled[0]}`, { low: sampled[1], high: sampled[2], source: range.whose })];
  const { where: at, by } = position(amount, range.min, range.max, range.open);
  const text = (/** @type {number} */ one) => money(one, range.currency, book.money);
  const words = { amount: by ? text(by) : '', percent: Math.round((by ?? 0) / 10), range: rangeText(range, book.money), up: text(amount - range.min), down: text(range.max - amount) };
  return [say(at, words), ...(at === 'within' ? [say('no_percentile')] : [])];
};

/** The same as an element. @param {Book} book @param {Say} say @param {Make} el @param {any} given */
const sits = (book, say, el, { amount, range, name }) => {
  const [first, ...more] = where(range, amount, book, say);
  return [el('p', 'verdict', say('sits', { name, where: first }), ...more.flatMap((note) => [' ', el('span', 'quiet', note)]))];
};

/** @typedef {{base: number, sign_on: number, equity: number, months: number, bonus: number, percent: string}} Typed */

/** Offers, line by line and side by side, with where they sit: of base alone in the range of base, else in that of the total. @param {Tools} tools @param {Typed[]} offers @param {string} currency @param {(Figure | undefined)[]} ranges */
const offer = ({ book, say, el, key: [role, , , measure] }, offers, currency, [ofBase, ofTotal]) => {
  const isBase = ofBase !== undefined && offers.every(({ bonus, sign_on, equity }) => !bonus && !sign_on && !equity);
  const range = isBase ? ofBase : ofTotal;
  const text = (/** @type {number} */ amount) => money(amount, currency, book.money);
  const years = offers.map((one) => yearly(one));
  if (years.includes(null)) return [el('p', 'mistake', say('sign_on_months'))];
  const lines = offers.map(({ base, sign_on, equity, months, percent }, at) => {
    const year = /** @type {{bonus: number, sign_on: number, total: number}} */ (years[at]);
    return [
      [say('base'), base],
      [say('bonus', { base: text(base), percent }), year.bonus],
      [say('sign_on', { amount: text(sign_on), months }), year.sign_on],
      [say('equity'), equity],
      [say('in_all'), year.total],
    ];
  });
  const head = (/** @type {string} */ scope, /** @type {string} */ name) => {
    const cell = el('th', scope === 'col' ? 'align-end' : '', name);
    cell.setAttribute('scope', scope);
    return cell;
  };
  const isPair = offers.length > 1;
  // Of two offers each has lines of its own; their names say what both are.
  const names = isPair ? ['base', 'bonus_alone', 'sign_on_a_year', 'equity', 'in_all'].map((name) => say(name)) : lines[0].map(([name]) => String(name));
  const table = el('table', 'sums', el('caption', '', say(isPair ? 'offers_sum' : 'offer_sum')),
    ...(isPair ? [el('thead', '', el('tr', '', el('td', ''), ...['first_offer', 'second_offer', 'difference'].map((name) => head('col', say(name)))))] : []),
    el('tbody', '', ...names.map((name, at) => {
      const amounts = lines.map((own) => Number(own[at][1]));
      const more = isPair ? [amounts[1] - amounts[0]] : [];
      return el('tr', '', head('row', name), ...amounts.map((amount) => el('td', 'align-end', text(amount))),
        ...more.map((amount) => el('td', 'align-end', (amount > 0 ? '+' : '') + text(amount))));
    })));
  const [total, other] = years.map((year) => year?.total ?? 0);
  // Where a base alone sits is said with the answer, and where the whole does when the total is looked up.
  const places = !isPair && (isBase || measure === 'total') ? [] : sits(book, say, el, { amount: total, range, name: say(isPair ? 'first_offer' : isBase ? 'base' : 'the_whole') });
  if (isPair) {
    const by = other - total;
    places.unshift(el('p', 'verdict', say(by ? by > 0 ? 'offers_more' : 'offers_less' : 'offers_same', { amount: text(Math.abs(by)) })));
    places.push(...sits(book, say, el, { amount: other, range, name: say('second_offer') }));
  }
  const usual = (book.shares ?? []).find(([kind, whose]) => kind === 'bonus' && whose === role);
  const base = offers[0].base;
  const expected = usual && !isPair && shareOfRange(base, base, usual[2], usual[3]);
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
const grant = (book, say, el, { currency, share, dilution, role, amounts: { strike, modest, large, vesting, cliff, worked } }) => {
  const style = book.money;
  const outcomes = [[say('fails'), 0], [say('modest'), modest], [say('large'), large]].map(([name, exit]) => {
    const result = worth({ share, dilution, strike, exit: Number(exit), vesting, cliff, served: worked });
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

/** How far two published ranges are apart. @param {Book} book @param {Say} say @param {Make} el @param {{name: string, pair: any[]}} given  how the second is called */
const apart = ({ money: style }, say, el, { name, pair: [a, b] }) => {
  if (!a || !b || a.currency !== b.currency || a.period !== b.period) return [el('p', 'quiet', say('incomparable'))];
  const gap = (/** @type {number} */ by, /** @type {string} */ end) =>
    say(`${end}_${by ? by > 0 ? 'higher' : 'lower' : 'same'}`, { amount: money(Math.abs(by), a.currency, style) });
  return [el('p', 'differ', say('apart', { name, floor: gap(b.min - a.min, 'floor'), top: gap(b.max - a.max, 'top') }))];
};

/** Millionths as the page's language writes percent. @param {number} share */
const percent = (share) => (share / 1e6).toLocaleString(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 4 });

/** What is usual, drawn on a scale of its own, and what a bonus comes to on a range of base pay. @param {Book} book @param {Say} say @param {Make} el @param {any} given */
const usual = (book, say, el, { key: [role, level, place, measure], shares, track, scaleOf }) => {
  const style = book.money;
  const [base] = measure === 'bonus' ? find(book, [role, level, place, 'base'], say) : [];
  const ranges = /** @type {NonNullable<Book['shares']>} */ (shares).map(([, , min, max]) => ({ min, max, published: false }));
  const drawn = track(ranges, scaleOf(0, Math.max(...ranges.map(({ max }) => max))), null, percent);
  const sum = base && shareOfRange(base.min, base.max, shares[0][2], shares[0][3]);
  if (!sum || sum.includes(null)) return [drawn];
  return [drawn, el('p', 'apart', say('on_base', { base: rangeText(base, style), range: rangeText({ ...base, min: sum[0], max: sum[1] }, style), period: say(base.period) }))];
};

/** A percentage as millionths of the whole; null when it is none. @param {string} typed */
const shareOf = (typed) => {
  const rate = parseRate(plainShare(typed));
  return rate === null || rate > 1e8 || rate % 100 ? null : rate / 100;
};

/** Says that an amount is in a currency which nothing here converts, and in which one to write it. @param {Tools} tools @param {string} currency */
const otherCurrency = ({ book, say }, currency) => say('other_currency', { example: money(150_000, currency, book.money) });

/** Says below each field what was understood, or what to type; true when something was not. @param {Tools} tools @param {HTMLElement[]} fields @param {string} currency */
const mistakes = (tools, fields, currency) => fields.map((node) => {
  const { book, say, el } = tools;
  const field = /** @type {HTMLInputElement} */ (node);
  const { percent, count } = field.dataset;
  const typed = amountIn(tools, field.name);
  const bad = field.value.trim() !== '' && (percent === undefined ? typed === null : shareOf(field.value) === null);
  const note = /** @type {HTMLElement} */ (field.parentElement?.querySelector('small') ?? el('small', ''));
  note.id = `${field.name}-note`;
  note.className = bad ? 'mistake' : '';
  note.textContent = bad && percent === undefined && namesCurrency(field.value) ? otherCurrency(tools, currency)
    : bad ? say('digits', { field: field.parentElement?.firstChild?.textContent?.trim(), example: percent === undefined ? '150,000' : '12.5%' })
    : percent === undefined && count === undefined && typed ? money(typed.amount, typed.currency ?? currency, book.money) : '';
  field.setAttribute('aria-describedby', note.id);
  if (bad) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
  if (!note.isConnected) field.after(note);
  return bad;
}).includes(true);

/** The ranges of base and total that offers are held against, in which currency, and the offers that were typed; nothing in the place of one that no rate converts. @param {Tools} tools */
const given = (tools) => {
  const { key: [role, level, place, measure], value, found } = tools;
  const ranges = ['base', 'total'].map((one) => {
    const some = found([role, level, place, one]).filter((figure) => figure.period === 'year');
    // A sample says more than a range.
    return some.find((figure) => figure.points.length) ?? some.find((figure) => figure.published);
  });
  const currency = (ranges[0] ?? ranges[1])?.currency ?? found([role, level, place, measure])[0]?.currency ?? 'USD';
  const typed = ['', '2'].filter((side) => amountIn(tools, `base${side}`) && (!side || value('offers'))).map((side) => {
    // A sign of another currency is converted; without a rate the sum says so.
    const [base, sign_on, equity] = ['base', 'signon', 'equity'].map((name) => amountAs(tools, name + side, currency));
    if (base === null || sign_on === null || equity === null) return null;
    const percent = value(`bonus${side}`);
    return { base, sign_on, equity, months: amountIn(tools, `months${side}`)?.amount ?? 0, bonus: shareOf(percent) ?? 0, percent: plainShare(percent) || '0' };
  });
  return { ranges, currency, typed };
};

/** What the typed offer is held against, which stands with the answer: base against base, and a whole against the total where that is looked up. @param {Tools} tools */
const held = (tools) => {
  const { key: [, , , measure], book, say, el } = tools;
  const { ranges, currency, typed } = given(tools);
  if (!typed.length) return null;
  const [first] = typed;
  if (!first) return { mark: null, verdict: [el('p', 'mistake', otherCurrency(tools, currency))] };
  const isBase = measure !== 'total' || !(first.bonus || first.sign_on || first.equity);
  const amount = isBase ? first.base : yearly(first)?.total;
  if (amount === undefined) return null;
  const name = `${measure === 'base' ? '' : `${say(isBase ? 'base' : 'the_whole')}, `}${money(amount, currency, book.money)}`;
  return {
    mark: measure === (isBase ? 'base' : 'total') ? exchange(book, amount, currency, tools.currency) : null,
    verdict: sits(book, say, el, { amount, range: ranges[isBase ? 0 : 1], name }),
  };
};

/** The offers that were typed, line by line, and where they sit. @param {Tools} tools @returns {Node[]} */
const offers = (tools) => {
  const { say, el, all } = tools;
  const { ranges, currency, typed } = given(tools);
  if (mistakes(tools, all(':is(.yours, .offer) input:enabled'), currency)) return [];
  if (typed.includes(null)) return [el('p', 'mistake', otherCurrency(tools, currency))];
  const whole = /** @type {Typed[]} */ (typed);
  return whole.length ? offer(tools, whole, currency, ranges) : [];
};

/** What the typed grant is worth. @param {Tools} tools @returns {Node[]} */
const grants = (tools) => {
  const { key, book, say, el, all, value, found } = tools;
  const currency = found(key)[0]?.currency ?? tools.currency ?? 'USD';
  const share = shareOf(value('grant'));
  if (mistakes(tools, all('.grant input'), currency) || share === null) return [];
  const amounts = Object.fromEntries(['strike', 'modest', 'large', 'vesting', 'cliff', 'worked'].map((name) => [name, amountAs(tools, name, currency)]));
  if (Object.values(amounts).includes(null)) return [el('p', 'mistake', otherCurrency(tools, currency))];
  return grant(book, say, el, { currency, share, dilution: shareOf(value('dilution')) ?? 0, role: key[0], amounts });
};

/** Draws what was typed, and gives what two offers come to as a sentence. @param {Tools} tools */
const draw = (tools) => {
  const [first, second] = [offers(tools), grants(tools)];
  tools.all('[data-result=offer]')[0].replaceChildren(...first);
  tools.all('[data-result=grant]')[0].replaceChildren(...second);
  const verdicts = /** @type {HTMLElement[]} */ (first).filter((node) => node.className === 'verdict');
  return tools.value('offers') && verdicts.length ? [verdicts[0].textContent ?? ''] : [];
};

const own = /** @type {any} */ (globalThis);
own.rolebookPay = { ...own.rolebookPay, sums: { apart, held, usual, draw } };
