// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { order, read } from './order.js';

/** @param {string[]} cells @param {string} [language] @param {'ascending' | 'descending'} [way] */
const sorted = (cells, language = 'en', way = 'ascending') => order(cells, language, way).map((at) => cells[at]);

test('money sorts by its amount, whatever it is written with', () => {
  assert.deepEqual(sorted(['£150,000', '£95k', '£1.2m', '£100,500.50']), ['£95k', '£100,500.50', '£150,000', '£1.2m']);
  assert.deepEqual(sorted(['150.000 €', '95.000 €', '1.250,50 €'], 'de'), ['1.250,50 €', '95.000 €', '150.000 €']);
  assert.deepEqual(sorted(['$220,000 to $340,000', '$180,000 to $400,000', '$1,000']), ['$1,000', '$180,000 to $400,000', '$220,000 to $340,000']);
  assert.deepEqual(sorted(['EUR 9 000', 'EUR 10 000'], 'fr'), ['EUR 9 000', 'EUR 10 000']);
});

test('other currencies stand apart, each in order', () => {
  assert.deepEqual(sorted(['$3', '£2', '$1', '£4'], 'en'), sorted(['£4', '£2', '$3', '$1'], 'en'));
  assert.deepEqual(new Set(sorted(['$3', '£2', '$1', '£4']).map((cell) => cell[0])).size, 2);
  assert.equal(sorted(['$3', '£2', '$1', '£4']).map((cell) => cell[0]).join('').replace(/(.)\1/g, '$1').length, 2);
});

test('days sort as days', () => {
  assert.deepEqual(sorted(['21 November 2026', '3 March 2026', '9 April 2025']), ['9 April 2025', '3 March 2026', '21 November 2026']);
  assert.deepEqual(sorted(['Nov 21, 2026', '2026-03-03', 'April 2025']), ['April 2025', '2026-03-03', 'Nov 21, 2026']);
  assert.deepEqual(sorted(['1. März 2026', '21.11.2025', '2. Januar 2026'], 'de'), ['21.11.2025', '2. Januar 2026', '1. März 2026']);
});

test('numbers, shares and lengths sort by value', () => {
  assert.deepEqual(sorted(['10 %', '9 %', '12.5 %', '-1 %']), ['-1 %', '9 %', '10 %', '12.5 %']);
  assert.deepEqual(sorted(['45 minutes', '1 minute', '90 minutes']), ['1 minute', '45 minutes', '90 minutes']);
  assert.deepEqual(sorted(['10–20 %', '2 to 5 %', '100 %']), ['2 to 5 %', '10–20 %', '100 %']);
  assert.deepEqual(sorted(['1.5', '1.25', '10'], 'en'), ['1.25', '1.5', '10']);
  assert.deepEqual(sorted(['1,5', '1.250', '10'], 'de'), ['1,5', '10', '1.250']);
});

test('words sort as the language does, and numbers in them as numbers', () => {
  assert.deepEqual(sorted(['10. Offer', '2. Screen', '1. Apply']), ['1. Apply', '2. Screen', '10. Offer']);
  assert.deepEqual(sorted(['Zug', 'Äpfel', 'Birnen'], 'de'), ['Äpfel', 'Birnen', 'Zug']);
  assert.deepEqual(sorted(['2 weeks', '10 days', 'soon']), ['2 weeks', '10 days', 'soon']);
});

test('what says nothing comes last either way, and rows that are equal stay as they were', () => {
  assert.deepEqual(sorted(['—', '2', '', '1']), ['1', '2', '—', '']);
  assert.deepEqual(sorted(['—', '2', '', '1'], 'en', 'descending'), ['2', '1', '—', '']);
  assert.deepEqual(order(['b', 'a', 'b', 'a'], 'en', 'descending'), [0, 2, 1, 3]);
});

test('a word that begins like a month is none', () => {
  assert.equal(read(['May 2026'], 'en')[0].kind, 'day');
  assert.equal(read(['May be 2026'], 'en')[0].kind, 'words');
  assert.equal(read(['AI Tech Lead'], 'en')[0].kind, 'words');
});
