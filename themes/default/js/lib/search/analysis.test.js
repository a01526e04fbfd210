// @ts-check
// The script reads texts as the build does: same words, same stems, same places.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

import { createAnalyzer, fold } from './analysis.js';
import { stemEnglish } from './stem-english.js';

const folder = new URL('../../../../../tests/fixtures/analysis/', import.meta.url);
/** @param {string} name */
const read = (name) => readFile(new URL(name, folder), 'utf8');
const rust = await readFile(new URL('../../../../../tests/suite/analysis.rs', import.meta.url), 'utf8');
/** The words of a list in the Rust side of this test. @param {string} name */
const list = (name) => (rust.match(new RegExp(`const ${name}: &str = "([^"]*)"`))?.[1] ?? '').split(/[\s\\]+/).filter(Boolean);
const endings = list('ENDINGS');
const beginnings = list('BEGINNINGS');
const analyzer = createAnalyzer(stemEnglish);

/** The twelve variants of a word, as the Rust side makes them. @param {string} word @param {number} at */
const variants = (word, at) => {
  const made = [word];
  for (let number = 0; number < 8; number++) {
    const ending = endings[(at * 8 + number) * 7 % endings.length];
    made.push((number % 2 === 1 ? word.replace(/e$/, '') : word) + ending);
  }
  made.push(beginnings[at % beginnings.length] + word);
  const [plain, accented] = [['e', 'e\u0301'], ['a', 'ä'], ['o', 'ø'], ['i', '\u0130'], ['u', 'ů']][at % 5];
  made.push(word.replaceAll(plain, accented));
  made.push(word.toUpperCase().replaceAll('SS', 'ẞ').replaceAll('AE', 'Æ'));
  return made;
};

/** @param {string} text */
const fnv1a = (text) => new TextEncoder().encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5 | 0) >>> 0;

test('more than 20,000 words have the stems that the build gives them', async () => {
  assert.ok(endings.length > 60 && beginnings.length > 10, 'the lists are where this test looks for them');
  const words = (await read('words.txt')).trimEnd().split('\n');
  const hashes = (await read('words.hash')).trimEnd().split('\n').map(Number);
  let count = 0;
  for (let block = 0; block * 64 < words.length; block++) {
    let lines = '';
    words.slice(block * 64, block * 64 + 64).forEach((word, at) => {
      for (const variant of variants(word, block * 64 + at)) {
        for (const { surface, stem } of analyzer.tokens(variant)) lines += `${surface} ${stem}\n`;
        count++;
      }
    });
    assert.equal(fnv1a(lines), hashes[block], `the variants of ${words[block * 64]} and the 63 words after it`);
  }
  assert.ok(count >= 20_000, `${count}`);
  assert.equal(hashes.length, Math.ceil(words.length / 64));
});

test('whole texts in many scripts have the words that the build gives them', async () => {
  const texts = JSON.parse(await read('texts.json'));
  assert.ok(texts.length > 15);
  for (const { text, tokens } of texts) {
    /** @param {number} at */
    const bytes = (at) => new TextEncoder().encode(text.slice(0, at)).length;
    const made = analyzer.tokens(text).map((token) => [
      token.surface, token.stem, token.position, bytes(token.start), bytes(token.end), token.extra,
    ]);
    assert.deepEqual(made, tokens, text);
  }
});

test('a query asks for each word once', () => {
  assert.deepEqual(analyzer.query('follow-up e-mail').map((token) => token.surface), ['follow', 'up', 'email']);
});

test('long words are cut, and long texts take their time in proportion', () => {
  const [word] = analyzer.tokens('ü'.repeat(10_000));
  assert.deepEqual([word.surface, word.end], ['u'.repeat(48), 10_000]);
  assert.equal(analyzer.tokens('a-'.repeat(5_000)).length, 5_001);
  assert.equal(analyzer.tokens('word '.repeat(20_000)).length, 20_000);
});

test('folding knows neither names of objects nor languages', () => {
  assert.deepEqual(['__proto__', 'constructor', 'ΤΈΛΟΣ', 'ＡＢＣ'].map(fold), ['__proto__', 'constructor', 'τελοσ', 'abc']);
  assert.deepEqual(analyzer.tokens('__proto__').map((token) => token.surface), ['proto']);
});
