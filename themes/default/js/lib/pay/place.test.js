// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, begin, keep, kept } from './place.js';

test('an address may name a place', () => {
  assert.equal(asked('?a=b&place=uk-london'), 'uk-london');
  assert.equal(asked(''), '');
});

test('the first wanted place that is there is the one to begin with, and none where no wanted one is', () => {
  const places = ['us', 'uk', undefined, 'uk'];
  assert.equal(begin(places, ['uk', 'us']), 1);
  assert.equal(begin(places, ['atlantis', 'us']), 0);
  assert.equal(begin(places, ['', 'atlantis']), -1, 'what no choice was made of is not a place without an id');
});

test('without storage nothing is kept, and nothing breaks', () => {
  keep('uk');
  assert.equal(kept(), '');
});
