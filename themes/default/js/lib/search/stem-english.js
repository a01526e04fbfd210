// @ts-check
// The stem of an English word: Snowball's English algorithm ("Porter 2") of 21 August 2026, as the crate frostem
// 1.20260821.8 has it. tests/fixtures/analysis holds the two to the same answers.
//
// The algorithm and its tables: Copyright (c) 2001, Dr Martin Porter; (c) 2004, 2005, Richard Boulton; (c) 2013,
// Yoshiki Shibukawa; (c) 2006-2025, Olly Betts. BSD 3-clause, see LICENSE-SNOWBALL beside this file.

/**
 * A table of endings and what each becomes.
 * @param {string} text  `ending>becomes` pairs
 */
const table = (text) => new Map(text.split(' ').map((pair) => /** @type {[string, string]} */ (pair.split('>'))));

// Those that become nothing stay as they are.
const WHOLE = table('andes> atlas> bias> cosmos> early>earli gently>gentl howe> idly>idl news> only>onli singly>singl skies>sky '
  + 'skis>ski sky> ugly>ugli');
const STEP_2 = table('anci>ance enci>ence ogi>og li> bli>ble abli>able alli>al fulli>ful lessli>less ousli>ous entli>ent '
  + 'aliti>al biliti>ble iviti>ive tional>tion ational>ate alism>al ation>ate ization>ize izer>ize ator>ate iveness>ive '
  + 'fulness>ful ousness>ous ogist>og');
const STEP_3 = table('icate>ic ative> alize>al iciti>ic ical>ic tional>tion ational>ate ful> ness>');
const STEP_4 = table('ic> ance> ence> able> ible> ate> ive> ize> iti> al> ism> ion> er> ous> ant> ent> ment> ement>');

const VOWEL = /[aeiouy]/;
const SHORT = /[^aeiouy][aeiouy][^aeiouwxyY]$|^[aeiouy][^aeiouy]$|past$/;

/**
 * The word with its longest ending of a table replaced, if that ending starts no earlier than `from`, and if `may` agrees.
 * @param {string} word
 * @param {Map<string, string>} endings
 * @param {number} from
 * @param {(ending: string, before: string) => boolean} may
 */
const replace = (word, endings, from, may) => {
  for (let at = Math.max(0, word.length - 7); at < word.length; at++) {
    const ending = word.slice(at);
    const becomes = endings.get(ending);
    if (becomes === undefined) continue;
    const before = word.slice(0, at);
    return at >= from && may(ending, before) ? before + becomes : word;
  }
  return word;
};

/** Where the region after the first vowel and its next other letter begins. @param {string} word @param {number} from */
const region = (word, from) => {
  const start = word.slice(from).match(/^.*?[aeiouy].*?[^aeiouy]/);
  return start ? from + start[0].length : word.length;
};

/** `-eed`, `-ed`, `-ing` and their adverbs. @param {string} word @param {number} p1 */
const past = (word, p1) => {
  const [, before, ending] = word.match(/^(.*?)(eedly|eed|ingly|edly|ing|ed)$/) ?? [];
  if (!ending) return word;
  if (ending.startsWith('eed')) {
    return before.length < p1 || /^(succ|proc|exc)$/.test(before) ? word : `${before}ee`;
  }
  if (ending === 'ing') {
    if (/^[^aeiouy]y$/.test(before)) return `${before[0]}ie`;
    if (/^(even|cann|inn|earr|herr|out)$/.test(before)) return word;
  }
  if (!VOWEL.test(before)) return word;
  if (/(at|bl|iz)$/.test(before)) return `${before}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(before)) return /^[aeo]..$/.test(before) ? before : before.slice(0, -1);
  return before.length === p1 && SHORT.test(before) ? `${before}e` : before;
};

/** @param {string} word  folded, of single UTF-16 units */
const steps = (word) => {
  let w = word.replace(/^'/, '').replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const p1 = w.match(/^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/)?.[0].length ?? region(w, 0);
  const p2 = region(w, p1);
  w = w.replace(/'(s'?)?$/, '');
  if (w.endsWith('sses')) w = w.slice(0, -2);
  else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
  else if (/[^us]s$/.test(w) && VOWEL.test(w.slice(0, -2))) w = w.slice(0, -1);
  w = past(w, p1);
  w = w.replace(/(.[^aeiouy])[yY]$/, '$1i');
  w = replace(w, STEP_2, p1, (ending, before) => (
    ending === 'ogi' ? before.endsWith('l') : ending !== 'li' || /[cdeghkmnrt]$/.test(before)
  ));
  w = replace(w, STEP_3, p1, (ending, before) => ending !== 'ative' || before.length >= p2);
  w = replace(w, STEP_4, p2, (ending, before) => ending !== 'ion' || /[st]$/.test(before));
  const before = w.slice(0, -1);
  if (w.endsWith('e')) {
    if (before.length >= p2 || before.length >= p1 && !SHORT.test(before)) w = before;
  } else if (w.endsWith('ll') && before.length >= p2) w = before;
  return w.replace(/Y/g, 'y');
};

/**
 * @param {string} word  folded, in lower case
 * @returns {string}
 */
export const stemEnglish = (word) => {
  const whole = WHOLE.get(word);
  if (whole !== undefined) return whole || word;
  // Letters of two UTF-16 units count as one.
  const pairs = word.match(/[\u{10000}-\u{10ffff}]/gu);
  if (!pairs) return word.length < 3 ? word : steps(word);
  const single = word.replace(/[\u{10000}-\u{10ffff}]/gu, '\uffff');
  return single.length < 3 ? word : steps(single).replace(/\uffff/g, () => /** @type {string} */ (pairs.shift()));
};
