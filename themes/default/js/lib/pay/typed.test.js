import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesCurrency, parseAmount, plainShare } from './typed.js';

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

test('thousands, millions and billions are read in every language', () => {
  for (const [amount, ...all] of /** @type {[number, ...string[]][]} */ ([
    [50_000, '50k', '50 thousand', '50 Tsd.', '50 mille', '50 ألف', '٥٠ ألف', '٥٠٬٠٠٠'],
    [50_000_000, '50m', '50M', '50mn', '50 million', '50 Millionen', '50 Mio', '50 Mio.', '50 Mill.', '50 millones', '50 millions', '50 مليون', '50,000k', '50.000k', '50 000k'],
    [1_000_000, '1m', '1 millón', '1 000 k'],
    [1_500_000, '1.5M', '1,5 Mio', '1.5 million', '1,50 M'],
    [2_000_000_000, '2bn', '2b', '2 billion', '2 Mrd.', '2 Milliarden', '2 milliards', '2 Md', '2 mil millones', '2 مليار', '2,000,000k', '2000m'],
  ])) for (const typed of all) assert.deepEqual(parseAmount(typed, signs), { amount, currency: null }, typed);
  for (const [typed, amount, currency] of [['£1m', 1_000_000, 'GBP'], ['$50 million', 50_000_000, 'USD'], ['1,5 Mio. €', 1_500_000, 'EUR'], ['50 M€', 50_000_000, 'EUR'], ['GBP 2bn', 2_000_000_000, 'GBP'], ['50m kr', 50_000_000, 'SEK']]) {
    assert.deepEqual(parseAmount(typed, signs), { amount, currency }, typed);
  }
});

test('a currency is named by its sign or its code, and by nothing else', () => {
  for (const typed of ['90.000 €', '90 000 ₺', 'PLN 90000', '¥2bn', '5 zł']) assert.ok(namesCurrency(typed), typed);
  for (const typed of ['90000', '5x', '50 lots', '50,0000k', '1.250m', 'a lot', '']) assert.ok(!namesCurrency(typed), typed);
});

test('what could be read in two ways, or is no amount, is refused', () => {
  for (const typed of ['', '1,23', '150,00,000', '130-180', '1e5', '-5', '£', '1.5', '<b>', '150.000,000', '12345678901234', '¥150000', '£150k€', '1.250m', '50,0000k', '5x', '50 millionaires', '2 billones']) {
    assert.equal(parseAmount(typed, signs), null, typed);
  }
});

test('shares are read with and without their sign', () => {
  assert.deepEqual(['10%', '12.5 %', '12,5', '0.1'].map(plainShare), ['10', '12.5', '12.5', '0.1']);
});
