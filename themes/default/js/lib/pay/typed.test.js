import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAmount, plainShare } from './typed.js';

const signs = { USD: '$', GBP: '£', EUR: '€', CAD: 'CA$', SEK: 'kr' };

test('amounts are read as people type them, in every language', () => {
  for (const typed of ['150000', '150,000', '150 000', '150.000', "150'000", '150k', '150K', '150\u00a0000', '150,000.00']) {
    assert.deepEqual(parseAmount(typed, signs), { amount: 150_000, currency: null }, typed);
  }
  for (const [typed, amount, currency] of [
    ['£150k', 150_000, 'GBP'], ['150.000 €', 150_000, 'EUR'], ['EUR 150 000', 150_000, 'EUR'], ['$1,250,000', 1_250_000, 'USD'],
    ['137.5k', 137_500, null], ['137,5k €', 137_500, 'EUR'], ['CA$90k', 90_000, 'CAD'], ['900 kr', 900, 'SEK'], ['150,000 £', 150_000, 'GBP'], ['gbp 150k', 150_000, 'GBP'], ['0', 0, null],
  ]) assert.deepEqual(parseAmount(typed, signs), { amount, currency }, typed);
});

test('what could be read in two ways, or is no amount, is refused', () => {
  for (const typed of ['', '1,23', '150,00,000', '130-180', '1e5', '-5', '£', '1.5', '<b>', '150.000,000', '12345678901234', '150,000k', '¥150000', '£150k€']) {
    assert.equal(parseAmount(typed, signs), null, typed);
  }
});

test('shares are read with and without their sign', () => {
  assert.deepEqual(['10%', '12.5 %', '12,5', '0.1'].map(plainShare), ['10', '12.5', '12.5', '0.1']);
});
