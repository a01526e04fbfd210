// @ts-check
// What a result shows of its section's text, and how near the words of the query stand in it:
// `src/search/engine/show.rs`.

import { f } from './score.js';

/** @typedef {{ text: string, mark: boolean }} Piece  `mark`: a word of the query */
/** @typedef {{ start: number, end: number, place: number, wanted: number }} Span  `wanted`: words of the query, a bit each */

const SNIPPET_WORDS = 30;
const WORDS_BEFORE = 5;

/** The words of the query that bits stand for. @param {number} all */
const wordsOf = (all) => [...Array(32).keys()].filter((bit) => all >>> bit & 1);

/**
 * A section's text with the words of the query found in it.
 * @param {{ text: string, tokens?: import('./analysis.js').Token[] }} section
 * @param {Map<string, number>} wanted  stems, and the words of the query that each stands for, a bit each
 */
export const readText = ({ text, tokens = [] }, wanted) => {
  /** @type {Span[]} */
  const spans = [];
  for (const { stem, start, end, position } of tokens) {
    const bits = wanted.get(stem) ?? 0;
    const last = spans.at(-1);
    if (last && start < last.end) {
      last.wanted |= bits;
      last.end = Math.max(last.end, end);
    } else spans.push({ start, end, place: position, wanted: bits });
  }
  /** @param {Span[]} some */
  const union = (some) => some.reduce((all, span) => all | span.wanted, 0);

  /** How near the words stand, from 0 to 1. @param {number} words */
  const nearness = (words) => {
    const bits = wordsOf(union(spans));
    /** Where each was seen last. */
    const seen = bits.map(() => -Infinity);
    let shortest = Infinity;
    for (const { wanted: here, place } of spans) {
      if (!here) continue;
      bits.forEach((bit, n) => { if (here >>> bit & 1) seen[n] = place; });
      shortest = Math.min(shortest, place - Math.min(...seen));
    }
    const least = bits.length - 1;
    return least < 1 ? 0 : least / Math.max(shortest, least) * least / (Math.max(words, least + 1) - 1);
  };

  /** The part of the text that holds the most of the query. @returns {Piece[]} */
  const snippet = () => {
    let [most, best] = [0, 0];
    spans.forEach((span, at) => {
      if (!span.wanted) return;
      const window = spans.slice(at, at + SNIPPET_WORDS - WORDS_BEFORE);
      const worth = wordsOf(union(window)).length * 100 + window.filter((one) => one.wanted).length;
      if (worth > most) [most, best] = [worth, at];
    });
    const from = Math.max(0, Math.min(best - WORDS_BEFORE, spans.length - SNIPPET_WORDS));
    const to = Math.min(spans.length, from + SNIPPET_WORDS);
    /** @type {Piece[]} */
    const pieces = [];
    /** @param {string} part @param {boolean} [mark] */
    const add = (part, mark = false) => {
      // Lines that are no sentences, such as facts and rows, stand apart.
      const plain = part.replace(/(?<![.?!:])\n/g, ' · ').replaceAll('\n', ' ');
      const last = pieces.at(-1);
      if (last?.mark === mark) last.text += plain;
      else if (plain) pieces.push({ text: plain, mark });
    };
    let at = from ? spans[from].start : 0;
    if (from) add('… ');
    for (const span of spans.slice(from, to)) {
      add(text.slice(at, span.start));
      add(text.slice(span.start, span.end), !!span.wanted);
      at = span.end;
    }
    add(to === spans.length ? text.slice(at) : ' …');
    return pieces;
  };
  return { nearness, snippet };
};
