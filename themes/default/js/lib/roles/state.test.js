// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columns, common, differs, read, write } from './state.js';

test('what is written is read again', () => {
  const state = { at: ['senior'], yes: ['code-review', 'größe'] };
  assert.deepEqual(read(write('ladder', 'ml', state), 'ladder', 'ml'), state);
  assert.equal(write('compare', '1', { roles: [] }), '');
});

test('a fragment for something else says nothing', () => {
  assert.equal(read('', 'compare', '1'), null);
  assert.equal(read('#what-you-do', 'compare', '1'), null);
  assert.equal(read('#compare=2&roles=a,b', 'compare', '1'), null);
  assert.deepEqual(read('#compare=1&roles=,a,,b', 'compare', '1'), { roles: ['a', 'b'] });
});

test('two to four known roles are shown, each once', () => {
  assert.deepEqual(columns(['b', 'x', 'a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e']), ['b', 'a', 'c', 'd']);
});

test('cells differ as soon as one does', () => {
  assert.equal(differs(['a', 'a', 'b']), true);
  assert.equal(differs(['a', 'a']), false);
  assert.equal(differs([]), false);
});

test('lines in common are those that every list holds', () => {
  assert.deepEqual(common([['a', 'b', 'c'], ['c', 'a'], ['d', 'a', 'c']]), ['a', 'c']);
  assert.deepEqual(common([['a'], []]), []);
  assert.deepEqual(common([['a']]), [], 'one list shares nothing');
  assert.deepEqual(common([]), []);
});
