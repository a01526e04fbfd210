// @ts-check
// The places of a role and the levels of a place, each as one list on one scale; a press on a name looks it up. The pay
// explorer loads this when somebody unfolds such a list.

import { money, rangeText } from '../lib/pay/figures.js';

/** @typedef {import('../lib/pay/figures.js').Figure} Figure */
/** @typedef {{from: number, step: number, steps: number}} Scale */
/**
 * What the explorer lends.
 * @typedef {object} Tools
 * @property {string[]} key  what is looked up
 * @property {string} currency
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

/** The options that have figures, with these. @param {Tools} tools @param {number} at  the part of the key that differs @param {string[][]} options */
const rowsOf = ({ key, found, same, currency }, at, options) => options.flatMap(([id, title]) => {
  const figures = found(key.map((part, place) => (place === at ? id : part)));
  const drawn = figures.map((figure) => same(figure, currency)).filter((figure) => figure !== null);
  return figures.length ? [{ id, title, figures, drawn }] : [];
});

/** @param {Tools} tools @param {HTMLElement} list @param {string} name @param {number} at @param {string[][]} options */
const drawList = (tools, list, name, at, options) => {
  const { key, book, say, el, currency, scaleOf, track, pick } = tools;
  const rows = rowsOf(tools, at, options);
  const period = rows.find((row) => row.id === key[at])?.figures[0].period ?? rows[0]?.figures[0].period;
  const all = rows.flatMap((row) => row.drawn).filter((figure) => figure.period === period);
  if (!all.length) return list.replaceChildren(el('p', 'none', say('no_data')));
  const scale = scaleOf(Math.min(...all.map(({ min }) => min)), Math.max(...all.map(({ max }) => max)));
  const text = (/** @type {number} */ tick) => money(tick, currency, book.money);
  const items = rows.map(({ id, title, figures, drawn }) => {
    const button = el('button', '', title);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => {
      pick(name, id);
      /** @type {HTMLElement | null} */ (list.querySelector('[aria-current] button'))?.focus();
    });
    const mine = drawn.filter((figure) => figure.period === period);
    const bars = mine.length ? track(mine, scale, null, text).lastChild : null;
    const [first] = figures;
    const [drawnAs] = mine;
    const amount = el('span', 'amount', el('strong', '', rangeText(first, book.money)), first.period === period ? '' : ` ${say(first.period)}`,
      // The bar stands where the amount does in the currency of the scale.
      ...(drawnAs && drawnAs.currency !== first.currency ? [el('small', 'quiet', ` = ${rangeText(drawnAs, book.money)}`)] : []),
      ...(first.published ? [] : [el('small', 'quiet', ` ${first.whose}`)]));
    const row = el('li', '', button, bars ?? el('span', 'quiet', say('no_rate')), amount);
    if (id === key[at]) row.setAttribute('aria-current', 'true');
    return row;
  });
  const ticks = el('div', 'scale', /** @type {Node} */ (track([], scale, null, text).firstChild));
  ticks.setAttribute('aria-hidden', 'true');
  list.replaceChildren(ticks, el('ol', '', ...items));
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
