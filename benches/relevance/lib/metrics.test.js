// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstPages, interval, percentile, scoreOf, summaryOf } from './metrics.js';

const places = (/** @type {string} */ text) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((each) => ({ url: each.split('#')[0], anchor: each.split('#')[1] }));

/** @param {string} results @param {string} targets @param {Partial<import('./metrics.js').Score>} expected */
function check(results, targets, expected) {
  const score = scoreOf(places(results), places(targets));
  for (const [name, value] of Object.entries(expected)) {
    const got = score[/** @type {keyof typeof score} */ (name)];
    assert.ok(Math.abs(got - value) < 1e-9, `${name} of [${results}] for [${targets}] is ${got}, not ${value}`);
  }
}

test('the first right page decides rank, success and reciprocal', () => {
  check('/a/ /b/ /c/', '/a/', { rank: 1, reciprocal: 1, first: 1, found: 1, empty: 0 });
  check('/a/ /b/ /c/', '/c/', { rank: 3, reciprocal: 1 / 3, first: 0, found: 1 });
  check('/a/ /b/', '/z/', { rank: 0, reciprocal: 0, first: 0, found: 0, empty: 0 });
  check('', '/z/', { rank: 0, reciprocal: 0, found: 0, empty: 1, precision: 0 });
});

test('a page that comes twice counts once, and the eleventh page does not count', () => {
  check('/a/#1 /a/#2 /b/', '/b/', { rank: 2 });
  check('/1/ /2/ /3/ /4/ /5/ /6/ /7/ /8/ /9/ /10/ /11/', '/11/', { rank: 0, found: 0 });
  assert.equal(firstPages(places('/a/ /a/ /b/')).length, 2);
});

test('gain is whole at the right section, half at another section of the right page', () => {
  check('/a/#x', '/a/#x', { gain: 1 });
  check('/a/#y', '/a/#x', { gain: 0.5 });
  check('/a/#y', '/a/', { gain: 1 });
  check('/b/ /a/#x', '/a/#x', { gain: 1 / Math.log2(3) });
});

test('with several right pages gain is measured against the best order of all', () => {
  const ideal = 2 + 2 / Math.log2(3);
  check('/a/#x /b/#y', '/a/#x /b/#y', { gain: 1, precision: 1 });
  check('/a/#x /c/ /b/#y', '/a/#x /b/#y', { gain: (2 + 2 / 2) / ideal, precision: 2 / 3 });
  check('/a/#x /c/', '/a/#x /b/#y', { gain: 2 / ideal, precision: 0.5 });
});

test('any section that is right will do when a page has several', () => {
  check('/a/#y', '/a/#x /a/#y', { gain: 1 });
});

test('percentiles take the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.equal(percentile(hundred, 0.5), 50);
  assert.equal(percentile(hundred, 0.95), 95);
  assert.equal(percentile([7], 0.95), 7);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

test('the interval holds the mean, narrows with more values, and is the same every time', () => {
  const coin = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => index % 2);
  const [low, high] = interval(coin(100));
  assert.ok(low < 0.5 && high > 0.5 && low > 0.35 && high < 0.65, `${low} ${high}`);
  const [lower, higher] = interval(coin(1000));
  assert.ok(higher - lower < (high - low) / 2);
  assert.deepEqual(interval(coin(100)), [low, high]);
});

test('a summary is the mean of its scores', () => {
  const summary = summaryOf([scoreOf(places('/a/'), places('/a/')), scoreOf(places('/b/ /a/'), places('/a/')), scoreOf([], places('/a/'))]);
  assert.equal(summary.queries, 3);
  assert.equal(summary.mrr, 0.5);
  assert.equal(summary.success1, 1 / 3);
  assert.equal(summary.recall10, 2 / 3);
  assert.equal(summary.empty, 1 / 3);
});
