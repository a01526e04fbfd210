// The arithmetic of pay gives what the vectors say, as the builder does.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as arithmetic from './arithmetic.js';
import * as models from './models.js';

const file = new URL('../../../../../tests/vectors/pay-arithmetic.json', import.meta.url);
/** @type {{fn: string, in: any, out: unknown}[]} */
const vectors = JSON.parse(readFileSync(file, 'utf8'));

/** @type {Record<string, (input: any) => unknown>} */
const answers = {
  parseRate: ({ text }) => arithmetic.parseRate(text),
  rateText: ({ rate }) => models.rateText(rate),
  percentText: ({ rate }) => models.percentText(rate),
  scale: ({ amount, rates }) => arithmetic.scale(amount, rates),
  convert: ({ amount, from, to }) => arithmetic.convert(amount, from, to),
  modelRange: ({ benchmark, factors, spread }) => models.modelRange(benchmark, factors, spread),
  shareOfRange: ({ min, max, low, high }) => models.shareOfRange(min, max, low, high),
  annualised: ({ amount, months }) => arithmetic.annualised(amount, months),
  position: ({ amount, min, max, open }) => arithmetic.position(amount, min, max, open),
  percentile: ({ points, amount }) => arithmetic.percentile(points, amount),
  worth: (grant) => arithmetic.worth(grant),
  yearly: (offer) => arithmetic.yearly(offer),
};

test('every vector comes out', () => {
  assert.ok(vectors.length >= 200, `${vectors.length} vectors`);
  for (const vector of vectors) assert.deepEqual(answers[vector.fn](vector.in), vector.out, JSON.stringify(vector));
});

test('every function has vectors', () => {
  for (const name of Object.keys(answers)) assert.ok(vectors.filter((vector) => vector.fn === name).length >= 5, name);
});
