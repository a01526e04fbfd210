// @ts-check
// The words of a script in the language of its page. They come with the page; the script knows their keys alone.

/** @typedef {Record<string, string | Record<string, string>>} Words  messages by key: text, or text for each plural form */
/** @typedef {Record<string, Node | string | number | undefined>} Given  what fills the gaps of a message; `count` picks its form */

/** The words that an element brings along. @param {HTMLElement} element @returns {Words} */
export const wordsOf = (element) => JSON.parse(element.dataset.words ?? '{}');

/**
 * How to say things with these words.
 * @param {Words} words
 * @param {string} [language]  the page's own, when left out
 */
export const speaker = (words, language = document.documentElement.lang) => {
  const plural = new Intl.PluralRules(language);
  /** A message in parts, so that an element can fill a gap. @param {string} key @param {Given} [given] @returns {(Node | string)[]} */
  const parts = (key, given = {}) => {
    const found = words[key] ?? key;
    const text = typeof found === 'string' ? found : (found[plural.select(Number(given.count))] ?? found.other);
    return text.split(/\{(\w+)\}/).map((part, at) => {
      const value = at % 2 ? given[part] ?? '' : part;
      return typeof value === 'number' ? value.toLocaleString(language) : value;
    });
  };
  /** A message as text. @param {string} key @param {Given} [given] */
  const say = (key, given) => parts(key, given).join('');
  return { say, parts };
};

/** @typedef {ReturnType<typeof speaker>} Speaker */

/** What stands between the parts of a list; in letters from right to left its mark keeps figures apart from Latin names. @param {string} [language]  the page's own, when left out */
export const comma = (language = document.documentElement.lang) => (/^(ar|ckb|fa|ps|sd|ug|ur)\b/i.test(language) ? '\u200f، ' : ', ');
