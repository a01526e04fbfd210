// Links that share answers: there and back, and old or broken ones.
// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromFragment, toFragment } from './state.js';

const asked = [{ id: 'ml_engineers', options: null }, { id: 'best-use', options: ['ship', 'decide'] }, { id: 'debt', options: ['grows', 'steady'] }];

test('answers go there and back, those left open too', () => {
  const fragment = toFragment('hiring-manager', '2', asked, ['4', 'ship', '']);
  assert.equal(fragment, '#fit=hiring-manager.2&ml_engineers=4&best-use=ship');
  assert.deepEqual(fromFragment(fragment, asked), { fit: 'hiring-manager', version: '2', given: ['4', 'ship', ''], lost: 0 });
});

test('what is not asked any more is counted and left out', () => {
  const read = fromFragment('#fit=a.1&gone=x&best-use=sail&debt=grows&ml_engineers=-4', asked);
  assert.deepEqual(read, { fit: 'a', version: '1', given: ['', '', 'grows'], lost: 3 });
});

test('other fragments are not ours', () => {
  for (const fragment of ['', '#', '#questions', '#pay=london']) assert.equal(fromFragment(fragment, asked), null);
});

test('no fragment breaks it', () => {
  for (const fragment of ['#fit', '#fit=', '#fit=.', '#fit=a.1&debt=%', '#fit=a.1&debt=%E0%A4%A', '#&&fit=a.1&=', '#fit=a.1&__proto__=x']) {
    const read = fromFragment(fragment, asked);
    assert.deepEqual(read?.given, ['', '', ''], fragment);
  }
});
