// Amounts read as the builder writes them; questions are answered by the figures that fit them and no others.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exchange, find, inCurrency, money, rangeText } from './figures.js';
import { speaker } from '../words.js';
import { read, write } from './state.js';

const { say } = speaker({ published: 'Published here: {method}', envelope: 'spans every source' }, 'en');

const file = new URL('../../../../../tests/vectors/pay-money.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8'));

test('every amount is written as the vectors say', () => {
  assert.ok(vectors.length >= 60, `${vectors.length} vectors`);
  for (const { min, max, open, currency, style, text } of vectors) {
    assert.equal(rangeText({ min, max, open, currency }, style), text);
    if (min === max && !open) assert.equal(money(min, currency, style), text);
  }
});

/** @type {import('./figures.js').Book} */
const book = {
  roles: [['a', 'A']], levels: [], places: [['x', 'X'], ['y', 'Y']], sources: [['Institute', '2026-03-01']],
  figures: [
    [['a', '', 'x', 'base'], 'envelope', 100, 200, 4, 'GBP', 'year', null],
    [['a', '', 'x', 'base'], 0, 100, 200, 3, 'GBP', 'year', '2026-03-01'],
    [['a', '', 'x', 'total'], 0, 150, 250, 0, 'GBP', 'year', null],
  ],
  money: { group: ',', first: true, to: ' to ', more: ' or more', signs: { GBP: '£' } },
  rates: { date: '2026-11-01', per: { GBP: 1_000_000, USD: 1_300_000 } },
};

test('a question finds what is published and what each source says', () => {
  const found = find(book, ['a', '', 'x', 'base'], say);
  assert.deepEqual(found.map(({ whose, open, stale, example, published }) => ({ whose, open, stale, example, published })), [
    { whose: 'Published here: spans every source', open: false, stale: false, example: true, published: true },
    { whose: 'Institute', open: true, stale: true, example: false, published: false },
  ]);
  assert.deepEqual(find(book, ['a', '', 'y', 'base'], say), [], 'nothing is made up where there is no figure');
});

test('a figure without a rate is not converted', () => {
  const [first] = find(book, ['a', '', 'x', 'base'], say);
  assert.deepEqual([inCurrency(book, first, 'USD')?.min, inCurrency(book, first, 'USD')?.max], [130, 260]);
  assert.equal(inCurrency(book, first, 'EUR'), null);
  assert.equal(inCurrency({ ...book, rates: undefined }, first, 'USD'), null);
  assert.equal(exchange({ ...book, rates: undefined }, 7, 'GBP', 'GBP'), 7);
});

test('what is converted is no more exact than the rate of a day', () => {
  const amounts = [[57.5e3, 75e3], [187_500, 244e3], [187_400, 244e3], [70, 91], [1_000_001, 1_300_000]];
  for (const [amount, same] of amounts) assert.equal(exchange(book, amount, 'GBP', 'USD'), same);
  assert.equal(exchange(book, 187_499, 'GBP', 'GBP'), 187_499, 'what is not converted stays as it is');
});

test('a state comes back from its address as it was', () => {
  const fields = /** @type {[string, string][]} */ ([['role', 'a b&c'], ['place', 'ü'], ['in', '']]);
  const hash = write(fields);
  assert.match(hash, /^#pay=1&/);
  assert.deepEqual(read(hash), { fields: fields.slice(0, 2) });
  assert.deepEqual(read('#pay=9&role=x'), { old: '9', fields: [] });
  assert.equal(read('#a-heading'), null);
  assert.equal(read(''), null);
});
