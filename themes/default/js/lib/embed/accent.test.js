// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, css, parse, readable } from './accent.js';

/** @type {[import('./accent.js').Rgb, import('./accent.js').Rgb]} */
const [PAPER, NIGHT] = [[251, 250, 247], [21, 23, 27]];

test('a colour is three or six hexadecimal digits, and nothing else is', () => {
  assert.deepEqual(parse('#0b5d5a'), [11, 93, 90]);
  assert.deepEqual(parse('0bd'), [0, 187, 221]);
  for (const wrong of ['', '#12', 'red', 'url(x)', '#0b5d5a; color: red', '#ggg', 'rgb(1 2 3)']) assert.equal(parse(wrong), null, wrong);
});

test('whatever is asked for can be read on both papers', () => {
  for (const asked of ['ffffff', '000000', 'ffe600', '0b5d5a', '777777', 'ff0000', '00ff00']) {
    const color = parse(asked);
    assert.ok(color);
    for (const paper of [PAPER, NIGHT]) assert.ok(contrast(readable(color, paper), paper) >= 4.5, `${asked} on ${css(paper)}`);
  }
});

test('a colour that reads stays as it is', () => {
  assert.deepEqual(readable([11, 93, 90], PAPER), [11, 93, 90]);
  assert.equal(css([11, 93, 90]), 'rgb(11 93 90)');
});
