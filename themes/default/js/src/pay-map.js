// @ts-check
// The places of a role and the levels of a place, each as one list with a scale for each currency; a press on a name looks it
// up. The pay explorer loads this when somebody unfolds such a list.

import { money, rangeText } from '../lib/pay/figures.js';

/** @typedef {import('../lib/pay/figures.js').Figure} Figure */
/** @typedef {{from: number, step: number, steps: number}} Scale */
/**
 * What the explorer lends.
 * @typedef {object} Tools
 * @property {string[]} key  what is looked up
 * @property {(name: string) => string} value
 * @property {import('../lib/pay/figures.js').Book} book
 * @property {import('../lib/words.js').Speaker['say']} say
 * @property {(tag: string, name: string, ...inside: (Node | string)[]) => HTMLElement} el
 * @property {(selector: string) => HTMLElement[]} all
 * @property {(key: string[]) => Figure[]} found
 * @property {(figure: Figure, currency: string) => Figure | null} same
 * @property {(low: number, high: number) => Scale} scaleOf
 * @property {(figures: Figure[], scale: Scale, offer: null, text: (amount: number) => string) => HTMLElement} track
 * @property {(name: string, value: string) => void} pick
 */

/**
 * The options that have figures, each with those that can stand on one scale: of the currency and the period of its first,
 * or all in the currency that was asked for.
 * @param {Tools} tools @param {number} at  the part of the key that differs @param {string[][]} options
 */
const rowsOf = ({ key, found, same, value }, at, options) => options.flatMap(([id, title]) => {
  const figures = found(key.map((part, place) => (place === at ? id : part)));
  if (!figures.length) return [];
  const asked = value('in');
  const first = (asked && same(figures[0], asked)) || figures[0];
  const drawn = figures.map((figure) => (first.currency === asked ? same(figure, asked) : figure));
  return [{ id, title, figures, first, drawn: drawn.filter((figure) => figure !== null && figure.currency === first.currency && figure.period === first.period) }];
});

/** What a currency is called in the page's language. @param {string} currency */
const nameOf = (currency) => {
  const style = new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency, currencyDisplay: 'name' });
  return style.formatToParts(2).find(({ type }) => type === 'currency')?.value ?? currency;
};

/** A scale with what it counts in, and the rows that stand on it. @param {Tools} tools @param {ReturnType<typeof rowsOf>} rows @param {(row: ReturnType<typeof rowsOf>[0], scale: Scale) => Node} item */
const group = ({ book, say, el, scaleOf, track }, rows, item) => {
  const { currency, period } = rows[0].first;
  const all = /** @type {Figure[]} */ (rows.flatMap((row) => row.drawn));
  const scale = scaleOf(Math.min(...all.map(({ min }) => min)), Math.max(...all.map(({ max }) => max)));
  const ticks = /** @type {Element} */ (track([], scale, null, (tick) => money(tick, currency, book.money)).querySelector('.ticks'));
  return el('div', 'scale-of', el('div', 'scale', el('span', 'unit', `${nameOf(currency)}, ${say(period)}`), ticks), el('ol', '', ...rows.map((row) => item(row, scale))));
};

/** @param {Tools} tools @param {HTMLElement} list @param {string} name @param {number} at @param {string[][]} options */
const drawList = (tools, list, name, at, options) => {
  const { key, book, say, el, track, pick } = tools;
  const rows = rowsOf(tools, at, options);
  if (!rows.length) {
    // A usual share is one of a role, wherever it is paid.
    const isShare = book.shares?.some(([kind, role]) => kind === key[3] && role === key[0]);
    return list.replaceChildren(el('p', 'none', say(isShare ? 'no_place' : 'no_data')));
  }
  /** @param {typeof rows[0]} row @param {Scale} scale */
  const item = ({ id, title, figures: [own], first, drawn }, scale) => {
    const button = el('button', '', title);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => {
      pick(name, id);
      /** @type {HTMLElement | null} */ (list.querySelector('[aria-current] button'))?.focus();
    });
    const bars = /** @type {Element} */ (track(/** @type {Figure[]} */ (drawn), scale, null, String).querySelector('.track'));
    const amount = el('span', 'amount', el('strong', '', rangeText(own, book.money)),
      // The bar stands where the amount does in the currency of the scale.
      ...(first.currency !== own.currency ? [el('small', 'quiet', ` = ${rangeText(first, book.money)}`)] : []),
      ...(own.published ? [] : [el('small', 'quiet', ` ${own.whose}`)]));
    const row = el('li', '', button, bars, amount);
    if (id === key[at]) row.setAttribute('aria-current', 'true');
    return row;
  };
  // Amounts of two currencies have no scale in common.
  /** @type {Map<string, typeof rows>} */
  const groups = new Map();
  for (const row of rows) {
    const unit = row.first.currency + row.first.period;
    groups.set(unit, [...groups.get(unit) ?? [], row]);
  }
  list.replaceChildren(...[...groups.values()].map((some) => group(tools, some, item)));
};

/** @param {Tools} tools */
const draw = (tools) => {
  for (const list of tools.all('details[open] [data-list]')) {
    const isPlace = list.dataset.list === 'place';
    const { places, levels } = tools.book;
    drawList(tools, list, isPlace ? 'place' : 'level', isPlace ? 2 : 1, isPlace ? places : [['', list.dataset.none ?? ''], ...levels]);
  }
};

const own = /** @type {any} */ (globalThis);
own.rolebookPay = { ...own.rolebookPay, map: { draw } };
