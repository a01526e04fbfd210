// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LACK, counts, fromText, merge, tally, toCsv, toJson } from './card.js';

/** @param {string} criterion @param {string} rating @param {string} [evidence] */
const rated = (criterion, rating, evidence = 'Named the cost of both ways') =>
  ({ criterion, title: criterion.toUpperCase(), rating, evidence });

/** @param {string} id @param {import('./card.js').Rating[]} ratings */
const card = (id, ratings) => ({
  card: id, role: 'lead', level: '', stage: 'screen', scale: 4, recommendation: 'yes', takeaways: 'Clear, "calm"', ratings,
});

test('a mark counts only with evidence, and lack of evidence is a result', () => {
  assert.ok(counts(rated('a', '3')));
  for (const nothing of ['', '   ', '3', '...', '-']) assert.ok(!counts(rated('a', '3', nothing)), nothing);
  assert.ok(counts(rated('a', LACK, '')));
  assert.ok(!counts(rated('a', '', 'Said a lot')));
});

test('a card comes to marks and titles, never to an average', () => {
  const found = tally([rated('a', '3'), rated('b', '4'), rated('c', '3'), rated('d', LACK, ''), rated('e', '2', ''), rated('f', '')]);
  assert.deepEqual(found, {
    counted: 4,
    marks: [{ mark: '4', titles: ['B'] }, { mark: '3', titles: ['A', 'C'] }],
    lack: ['D'],
    waits: ['E'],
    open: ['F'],
  });
});

test('cards come back from both kinds of file as they were', () => {
  const odd = 'He said: "no", then\nturned, ž 漢';
  const cards = [
    card('one', [rated('a', '3', odd), rated('b', LACK, ''), rated('c', '', '')]),
    card('two', [rated('a', '1', '=SUM(A1)'), rated('b', '4', "'quoted"), rated('c', '2', '-')]),
  ];
  assert.deepEqual(fromText(toJson(cards)), cards);
  assert.deepEqual(fromText(toJson([cards[0]])), [cards[0]]);
  assert.deepEqual(fromText(toCsv(cards)), cards);
  assert.deepEqual(fromText(`\uFEFF${toCsv(cards).replaceAll('\r\n', '\n')}`), cards);
  const plain = [card('one', [rated('a', '3')])].map((one) => ({ ...one, takeaways: 'Calm' }));
  assert.deepEqual(fromText(toCsv(plain).replaceAll(',', ';')), plain);
  assert.match(toCsv(cards), /,'=SUM\(A1\),/, 'no spreadsheet takes it for a formula');
});

test('what is no card is refused', () => {
  const whole = JSON.parse(toJson([card('one', [rated('a', '3')])]));
  for (const file of ['', 'hello', '{}', '[]', 'null', '{"format":"other"}', 'a,b\n1,2',
    JSON.stringify({ ...whole, ratings: 'x' }),
    JSON.stringify({ ...whole, ratings: [{ criterion: 'a', rating: 5 }] }),
    JSON.stringify({ ...whole, ratings: [{ criterion: 'a', rating: '2.5' }] }),
    JSON.stringify({ ...whole, ratings: [null] })]) {
    assert.throws(() => fromText(file), file);
  }
});

test('criteria on which marks differ by two or more come first', () => {
  const criteria = ['a', 'b', 'c', 'd'].map((criterion) => ({ stage: 'screen', criterion, title: criterion.toUpperCase() }));
  const cards = [
    card('one', [rated('a', '3'), rated('b', '1'), rated('c', '4'), rated('d', '1')]),
    card('two', [rated('a', '2'), rated('b', '3'), rated('c', '1'), rated('d', '4', '')]),
  ];
  const merged = merge([...criteria, { stage: 'other', criterion: 'a', title: 'Elsewhere' }], cards);
  assert.deepEqual(merged.map(({ criterion, apart }) => [criterion, apart]), [['c', 3], ['b', 2], ['a', 1], ['d', 0]]);
  assert.equal(merged.length, 4, 'a stage without a card has no row');
  const lacking = merge(criteria, [cards[0], card('two', [rated('a', LACK, '')])]);
  assert.equal(lacking[0].apart, 0, 'lack of evidence is no mark to differ from');
});
