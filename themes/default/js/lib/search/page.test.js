// @ts-check
// The address of the search page: what it asks, and what its facets lead to.

import assert from 'node:assert/strict';
import test from 'node:test';

import { read, toggled } from './page.js';
import { counted, further, whole } from './show.js';
import { speaker } from '../words.js';

const params = (/** @type {string} */ text) => new URLSearchParams(text);

test('an address asks for its words, and facets before them', () => {
  assert.deepEqual(read(params('q=+promote+or+hire+')), { query: 'promote or hire', asked: 'promote or hire' });
  assert.deepEqual(read(params('q=hire&tag=pay&kind=guide&kind=faq&x=y')), { query: 'hire', asked: 'kind:guide kind:faq tag:pay hire' });
  assert.deepEqual(read(params('kind=guide')), { query: '', asked: 'kind:guide' });
  assert.deepEqual(read(params('q=&kind=')), { query: '', asked: '' });
});

test('a facet is added, and taken away again', () => {
  assert.equal(toggled(params('q=a+b'), 'kind', 'guide'), '?q=a+b&kind=guide');
  assert.equal(toggled(params('q=a&kind=guide'), 'kind', 'faq'), '?q=a&kind=guide&kind=faq');
  assert.equal(toggled(params('q=a&kind=guide&kind=faq'), 'kind', 'guide'), '?q=a&kind=faq');
  assert.equal(toggled(params('q=a&kind=guide'), 'kind', 'guide'), '?q=a');
  assert.equal(toggled(params('q=%26'), 'tag', 'a&b'), '?q=%26&tag=a%26b');
});

test('addresses of results stay below the first page', () => {
  const root = new URL('http://127.0.0.1/a%20place/public/');
  assert.equal(whole('/pay/#ranges', root), 'http://127.0.0.1/a%20place/public/pay/#ranges');
  assert.equal(whole('/', root), 'http://127.0.0.1/a%20place/public/');
  assert.equal(whole('//evil.example/', root), 'http://127.0.0.1/a%20place/public/evil.example/');
  assert.equal(whole('/javascript:alert(1)/', root), 'http://127.0.0.1/a%20place/public/javascript:alert(1)/');
});

test('only sections with a name are led to', () => {
  const result = { url: '/a/', title: 'A', section: null, snippet: [], further: [{ section: null, url: '/a/' }, { section: 'B', url: '/a/#b' }, { section: 'C', url: '/a/#c' }] };
  assert.deepEqual(further(result, 1), [{ section: 'B', url: '/a/#b' }]);
});

test('counts are words', () => {
  const { say } = speaker({ nothing: 'Nothing found', found: { one: '{count} page', other: '{count} pages' } }, 'en');
  assert.deepEqual([0, 1, 2].map((total) => counted(total, say)), ['Nothing found', '1 page', '2 pages']);
});
