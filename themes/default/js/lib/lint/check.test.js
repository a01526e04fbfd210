// The engine in the browser finds what the tables of `src/lint/rules.json` say, as the one in Rust does.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from './check.js';

const from = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const ROOT = process.env.ROOT ?? '../../../../../';
const table = from(`${ROOT}src/lint/rules.json`);
/** @type {{kind: string, language: string, blocks: import('./check.js').Block[], hits: object[]}[]} */
const vectors = from(`${ROOT}tests/vectors/lint.json`);

/** The words that say what money is for, as the rule about open pay has them. @param {string} language */
const money = (language) => Object.fromEntries(Object.entries(table.money[language] ?? {})
  .map(([list, words]) => [list, words.map((/** @type {string} */ word) => word.replace('-', ' '))]));

/** What a page is given for texts of a kind in a language. @param {string} kind @param {string} language */
const given = (kind, language) => ({
  numbers: table.numbers[language] ?? {},
  rules: table.rules.filter((/** @type {any} */ rule) => rule.severity[kind]).map((/** @type {any} */ rule) => {
    const say = (/** @type {any} */ saying) => saying?.[language] ?? saying?.en;
    return {
      ...rule, level: rule.severity[kind], phrases: rule.finds === 'open-pay' ? { ...rule.phrases[language], ...money(language) } : rule.phrases?.[language], unless: rule.unless?.[language],
      unless_block: rule.unless_block?.[language], formula: rule.formula?.[language], say: say(rule.say), say_long: say(rule.say_long), hint: say(rule.hint),
    };
  }),
});

test('texts give what the vectors say', () => {
  assert.ok(vectors.length > 20);
  for (const { kind, language, blocks, hits } of vectors) {
    const found = check(given(kind, language), blocks).map(({ hint, ...hit }) => {
      assert.ok(hint && !/\{(words|count|most|least|over|other)\}/.test(hint), hint);
      return hit;
    });
    assert.deepEqual(found, hits, JSON.stringify(blocks));
  }
});
