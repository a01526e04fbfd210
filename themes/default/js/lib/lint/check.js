// @ts-check
// The rules about wording, run over blocks of text; `src/lint/` does the same, and `tests/vectors/lint.json` holds both.

import { openPay } from './pay.js';
import { all, every, number, words } from './text.js';

/** @typedef {{is: string, text: string}} Block  `is`: `title`, `heading`, `text` or `item` */
/** @typedef {{rule: string, level: string, block: number | null, words: string, message: string, hint: string}} Hit */
/** @typedef {{at: number, text: string, from: number, to: number, says: import('./text.js').Word[]}} Found */
/**
 * @typedef {object} Rule
 * @property {string} id
 * @property {string} finds
 * @property {string} level
 * @property {Record<string, string[]>} [phrases]  in the language of the text
 * @property {string[]} [unless]
 * @property {string[]} [unless_block]
 * @property {number} [least] @property {number} [most] @property {number} [far] @property {number} [long]
 * @property {number} [times] @property {number} [words] @property {[number, number, number]} [formula]
 * @property {string} say @property {string} [say_long] @property {string} hint
 */

const VOWELS = /[aeiouyäöüáéíóúàèâêîôûëï]+/g;

/** Groups of vowels, without a silent `e` at the end; one at least. @param {string} word */
const syllables = (word) =>
  Math.max(1, (word.match(VOWELS)?.length ?? 0) - +(word.length > 2 && /[^aeiouyäöüáéíóúàèâêîôûëïl]e$/.test(word)));

/** @param {Block[]} blocks */
const measure = (blocks) => {
  let [total, sentences, beats, most] = [0, 0, 0, 0];
  for (const { is, text } of blocks) {
    if (is !== 'text' && is !== 'item') continue;
    for (const sentence of text.split(/(?<=[.?!])\s/)) {
      const own = words(sentence);
      total += own.length;
      sentences += +!!own.length;
      most = Math.max(most, own.length);
      for (const { word } of own) beats += syllables(word);
    }
  }
  return { total, sentences, beats, most };
};

/** Words between brackets, and letters in the place of an amount. @param {string} text @returns {[number, number][]} */
const placeholders = (text) =>
  [...text.matchAll(/\[[^\]\n]*\]|\{[^}\n]*\}|<\p{Alphabetic}[^>\n]*>|[$£€][XYZN]+(?![\p{Alphabetic}\p{N}])/gu)].flatMap(({ 0: own, index }) => {
    const inside = own.slice(1, -1);
    const sound = /^[$£€]/.test(own) || (!/^(sic|[xX]|\^.*|\s*.\s*(\/\s*.\s*)+)$/u.test(inside) && /\p{Alphabetic}/u.test(inside) && [...inside].length <= 60);
    return sound ? [/** @type {[number, number]} */ ([index, index + own.length])] : [];
  });

/**
 * Runs every rule over a text. A rule without words of the language finds nothing.
 * @param {{rules: Rule[], numbers: import('./text.js').Numbers}} table  the rules for one kind of text in one language
 * @param {Block[]} blocks
 * @returns {Hit[]}
 */
export const check = ({ rules, numbers }, blocks) => {
  const listed = blocks.map(({ text }) => words(text));
  return rules.flatMap((rule) => {
    const { id, finds, level, phrases = {}, unless = [], unless_block: block = [], least = 0, most = Infinity, formula } = rule;
    const has = (/** @type {string[]} */ list, /** @type {number} */ at) => all(list, listed[at], numbers).length > 0;
    /** Where a list stands, without what the rule lets pass. @param {string[]} [list] @param {boolean} [title] @returns {Found[]} */
    const find = (list = [], title) => blocks.flatMap(({ is, text }, at) => {
      const own = listed[at];
      const hits = !title && is === 'title' ? [] : all(list, own, numbers);
      if (!hits.length || has(block, at)) return [];
      const passes = every(unless, own, numbers);
      return hits.flatMap(([start, end]) => {
        const [from, to] = [own[start].start, own[end - 1].end];
        const named = /["“„«‘`]/.test(text[from - 1]) && /["”“»’`]/.test(text[to]);
        return named || passes.some((pass) => pass[0] < end && start < pass[1]) ? []
          : [{ at, text: text.slice(from, to), from, to, says: own.slice(start, end) }];
      });
    });
    /** @param {Found[]} found */
    const list = (found) => {
      const named = [...new Set(found.map(({ text }) => `\`${text.toLowerCase()}\``))];
      return named.slice(0, 6).join(', ') + (named.length > 6 ? ', …' : '');
    };
    /** @param {number | null} at @param {Record<string, string | number>} values @param {string} [say] @param {string} [own] @returns {Hit} */
    const hit = (at, values, say = rule.say, own = level) => {
      const fill = (/** @type {string} */ text) => text.replace(/\{(\w+)\}/g, (gap, name) => `${values[name] ?? gap}`);
      return { rule: id, level: own, block: at, words: `${values.words ?? values.count ?? ''}`, message: fill(say), hint: fill(rule.hint) };
    };
    const single = ({ at, text }) => hit(at, { words: text });
    const given = phrases.words;
    switch (finds) {
      case 'words':
        return find(given, true).map(single);
      case 'placeholder': {
        if (!given) return [];
        const gaps = blocks.flatMap(({ text }, at) => placeholders(text).map(([from, to]) => ({ at, from, text: text.slice(from, to) })));
        return [...find(given, true), ...gaps].sort((a, b) => a.at - b.at || a.from - b.from).map(single);
      }
      case 'open-pay':
        return phrases.before ? blocks.flatMap(({ text }, at) =>
          openPay(text, listed[at], phrases, least, numbers).map(([from, to]) => hit(at, { words: text.slice(from, to) }))) : [];
      case 'years': {
        const found = find(given);
        const [first] = found;
        if (found.length > most) return [hit(first.at, { count: found.length, words: list(found) })];
        const years = Math.max(0, ...(first?.says ?? []).map(({ word }) => number(word, numbers) ?? 0));
        return first && years >= (rule.long ?? 0) ? [hit(first.at, { words: list(found) }, rule.say_long)] : [];
      }
      case 'items':
        return blocks.flatMap(({ is, text }, at) => {
          if (is !== 'heading' || !has(given ?? [], at) || has(unless, at)) return [];
          const below = blocks.slice(at + 1);
          const end = below.findIndex((other) => other.is === 'heading');
          const count = below.slice(0, end < 0 ? undefined : end).filter((other) => other.is === 'item').length;
          const worse = count > (rule.far ?? Infinity) && level === 'info' ? 'warning' : level;
          return count > most ? [hit(at, { count, most, over: count - most, words: text }, rule.say, worse)] : [];
        });
      case 'balance': {
        const [one, other] = [find(phrases.one), find(phrases.other).length];
        return phrases.one && one.length >= Math.max(least, (rule.times ?? 1) * other)
          ? [hit(null, { count: one.length, other, words: list(one) })] : [];
      }
      case 'missing':
        return given && !blocks.some((_, at) => has(given, at)) ? [hit(null, {})] : [];
      case 'length': {
        const count = blocks.reduce((sum, { is }, at) => sum + (is === 'title' ? 0 : listed[at].length), 0);
        return count < least || count > most ? [hit(null, { count, least, most }, count > most ? rule.say_long : rule.say)] : [];
      }
      default: {
        if (!formula) return [];
        const { total, sentences, beats, most: far } = measure(blocks);
        const ease = formula[0] - formula[1] * total / Math.max(1, sentences) - formula[2] * beats / Math.max(1, total);
        return total >= (rule.words ?? 0) && ease < least ? [hit(null, { count: Math.floor(ease), least, most: far })] : [];
      }
    }
  });
};
