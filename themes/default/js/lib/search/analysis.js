// @ts-check
// The words of a text, as `src/search/analysis` reads them at build time: what a word is, and how it is folded and
// stemmed. Both sides change together, with the version; tests/fixtures/analysis holds them to the same answers.

/**
 * A word of a text.
 * @typedef {object} Token
 * @property {string} surface   in lower case, without accents
 * @property {string} stem      what the language's stemmer makes of it
 * @property {number} position  its place in the text, from 0; several readings of one word share theirs
 * @property {number} start     where it starts in the text, in UTF-16 units
 * @property {number} end       where it ends
 * @property {boolean} extra    a further reading of a word, for an index and not for a query
 */

/**
 * A folded word, or a character of a script without spaces.
 * @typedef {{ surface: string, start: number, end: number, unspaced?: boolean }} Part
 */

/** The version of these rules. */
export const VERSION = 2;

/** The most code points of a word that are kept. */
const MAX_CHARS = 48;
/** The most parts of a hyphenated word that are also read as one word. */
const MAX_PARTS = 4;

// Scripts without spaces between words, and Hangul: Thai, Lao, Burmese, Khmer, Hangul, Hiragana, Katakana, Han.
const UNSPACED = '\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ecd\\u0edc-\\u0edf\\u1000-\\u103f\\u1050-\\u108f\\u1780-\\u17d3\\u17d7'
  + '\\u1100-\\u11ff\\u3131-\\u318e\\uac00-\\ud7a3\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff'
  + '\\u31f0-\\u31ff\\uff66-\\uff9d\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufad9\\u{20000}-\\u{3fffd}';
// Marks upon the letter before, and unseen joiners.
const MARKS = '\\p{M}\\xad\\u200b-\\u200d\\u2060\\uff9e\\uff9f';
const LETTER = `(?![${UNSPACED}])[\\p{Alphabetic}\\p{N}]`;
const ATOM = new RegExp(`(?![${MARKS}])[${UNSPACED}][${MARKS}]*|${LETTER}(?:[${MARKS}]|['\\u2019](?=${LETTER})|${LETTER})*`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
// Whether a word starts right here, and whether a word or a full stop ends right here.
const BEGINS = new RegExp(`^[${UNSPACED}\\p{Alphabetic}\\p{N}]`, 'u');
const ENDS = new RegExp(`[.${MARKS}${UNSPACED}\\p{Alphabetic}\\p{N}]$`, 'u');
const IS_LETTER = /^\p{Alphabetic}$/u;

// Accents, glyph variants, Hebrew and Arabic points, unseen joiners.
const DROPPED = /[\u0300-\u0305\u0307-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\xad\u200b-\u200d\u2060]/g;
/** @type {Record<string, string>} */
const SPELLED = {
  '\u2019': "'", '\u02bc': "'", '\uff07': "'",
  ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ŧ: 't', ı: 'i', ŋ: 'n', ς: 'σ',
};

/**
 * The word in lower case, without accents and joiners.
 * @param {string} word
 * @returns {string}
 */
export const fold = (word) => {
  // Character by character: as a whole, a word's last sigma would become another letter.
  const lower = word.normalize('NFKD').replace(/[^a-z]/gu, (c) => c.toLowerCase()).normalize('NFKD');
  const bare = lower.replace(DROPPED, '').replace(/(?<!и)\u0306/g, ''); // й is a letter of its own
  return bare.replace(/[^\0-\x7f]/g, (c) => SPELLED[c] ?? c).normalize('NFC');
};

/**
 * The word of an atom, with the signs that belong to its name: `C++`, `C#`, `.NET`.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Part}
 */
const part = (text, start, end) => {
  const surface = fold(text.slice(start, end));
  const after = text.slice(end, end + 4);
  const sign = after.match(/^(\+\+|#)(?![+#])/)?.[1];
  if (sign && (sign !== '#' || IS_LETTER.test(surface) && !BEGINS.test(after.slice(1)))) {
    return { surface: surface + sign, start, end: end + sign.length };
  }
  if (text[start - 1] === '.' && /^\p{Alphabetic}./u.test(surface) && !ENDS.test(text.slice(Math.max(0, start - 3), start - 1))) {
    return { surface: `.${surface}`, start: start - 1, end };
  }
  return { surface, start, end };
};

/**
 * What the character between two words makes of them: `false` nothing, `true` parts of one chain, a string one word with
 * that between.
 * @param {string} left
 * @param {string} connector
 * @param {string} right
 * @returns {boolean | string}
 */
const join = (left, connector, right) => {
  const whole = left + connector + right;
  if (/^\d+,[\d.]{3}$/.test(whole)) return '';
  if (/^\d+(\.\d+)+$/.test(whole)) return '.';
  if (connector === '&') return /^.{0,2}&.{0,2}$/su.test(whole) && connector;
  return connector === '/' ? /^.{0,3}\/.{0,3}$/su.test(whole) : /^[-\u2010\u2011_.]$/.test(connector);
};

/**
 * The chains of a text: words that stand together without a space, and runs of characters without spaces.
 * @param {string} text
 * @returns {Generator<Part[]>}
 */
function* chains(text) {
  /** @type {Part[]} */
  let chain = [];
  for (const { 0: atom, index: start } of text.matchAll(ATOM)) {
    const end = start + atom.length;
    const last = chain.at(-1);
    const unspaced = IS_UNSPACED.test(atom);
    const next = unspaced ? { surface: '', start, end, unspaced } : part(text, start, end);
    const how = last && !last.unspaced !== unspaced
      && (unspaced ? last.end === start : join(last.surface, text.slice(last.end, start), next.surface));
    if (last && typeof how === 'string') {
      last.surface += how + next.surface;
      last.end = next.end;
      continue;
    }
    if (last && !how) {
      yield chain;
      chain = [];
    }
    chain.push(next);
  }
  if (chain.length) yield chain;
}

/**
 * An analyzer of texts in one language.
 * @param {(word: string) => string} [stem]  the language's stemmer, if it has one
 */
export const createAnalyzer = (stem = (word) => word) => {
  /** @type {Record<string, string>} */
  const stems = Object.create(null);

  /** @param {string} text @returns {Token[]} */
  const tokens = (text) => {
    /** @type {Token[]} */
    const found = [];
    let position = 0;
    /** @param {string} word @param {number} start @param {number} end @param {number} ahead @param {boolean} extra */
    const add = (word, start, end, ahead, extra) => {
      const surface = [...word].slice(0, MAX_CHARS).join('');
      if (!surface) return;
      found.push({ surface, stem: stems[surface] ??= stem(surface), position: position + ahead, start, end, extra });
    };
    for (const chain of chains(text)) {
      const { 0: { start, unspaced }, length } = chain;
      if (unspaced) {
        for (let at = 0; at < Math.max(1, length - 1); at++) {
          const to = chain[Math.min(at + 1, length - 1)].end;
          add(fold(text.slice(chain[at].start, to)), chain[at].start, to, 0, false);
          position++;
        }
        continue;
      }
      // "e-mail" is "email" and not an "e" beside a "mail"; "follow-up" is first of all two words.
      const isOne = length > 1 && IS_LETTER.test(chain[0].surface);
      if (isOne || length > 1 && length <= MAX_PARTS && !chain.every((one) => /^[\d.]*$/.test(one.surface))) {
        add(chain.map((one) => one.surface).join(''), start, chain[length - 1].end, 0, !isOne);
      }
      chain.forEach(({ surface, start, end }, at) => {
        // Without its elided article; without its full stop, an amount the other way, with a letter in brackets behind it.
        const bare = surface.replace(/^(.|\w*qu)'(?=...)/u, '');
        const readings = [bare, bare.replace(/^\./, ''), bare.replace(/^([1-9]\d*)k$/, '$1000'), bare.replace(/^([1-9]\d*)000$/, '$1k'),
          bare + text.slice(end, end + 3).replace(/^\((\w)\)|.*/s, '$1').toLowerCase()];
        for (const word of new Set(readings)) {
          add(word, start, end, isOne ? 0 : at, isOne || word !== bare);
        }
      });
      position += isOne ? 1 : length;
    }
    return found;
  };

  return {
    /** The words of a text, in order, with every further reading: what an index keeps. */
    tokens,
    /** The words of a query, without further readings. @param {string} text */
    query: (text) => tokens(text).filter((token) => !token.extra),
    /** The stem of a folded word. */
    stem,
  };
};
