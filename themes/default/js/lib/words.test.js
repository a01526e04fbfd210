import assert from 'node:assert/strict';
import test from 'node:test';
import { comma, speaker } from './words.js';

const words = { plain: 'Copy', found: { one: '{count} page', few: '{count} pages of few', other: '{count} pages' }, of: '{yes} of {all} in {place}' };

test('a count picks the form of the language', () => {
  const { say } = speaker(words, 'en');
  assert.deepEqual([1, 0, 1200].map((count) => say('found', { count })), ['1 page', '0 pages', '1,200 pages']);
  assert.equal(speaker(words, 'pl').say('found', { count: 3 }), '3 pages of few');
  assert.equal(speaker(words, 'de').say('found', { count: 1200 }), '1.200 pages');
});

test('gaps are filled, and an element may fill one', () => {
  const { say, parts } = speaker(words, 'en');
  assert.equal(say('plain'), 'Copy');
  assert.equal(say('of', { yes: 2, all: 3, place: 'Vienna' }), '2 of 3 in Vienna');
  const node = /** @type {any} */ ({ nodeType: 1 });
  assert.deepEqual(parts('of', { yes: 2, all: 3, place: node }), ['', '2', ' of ', '3', ' in ', node, '']);
});

test('a message that is missing shows its key, so that somebody sees it', () => {
  assert.equal(speaker({}, 'en').say('copied'), 'copied');
});

test('parts of a list stand apart as the language has it', () => {
  assert.deepEqual(['en', 'ar-EG', 'arn', 'fa'].map((language) => comma(language)), [', ', '\u200f، ', ', ', '\u200f، ']);
});
