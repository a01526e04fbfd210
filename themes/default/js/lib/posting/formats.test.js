// What is taken along: records that TOML reads as they were meant, and text without markup of its own.
// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { slug, toBlocks, toHtml, toPage, toPlain, toRecord } from './formats.js';

const NASTY = 'A "quote", a \\ backslash,\na new line,\ta tab, \u007f, ’ and 👋';

test('a record is read as it was meant', () => {
  const text = toRecord('lead-london', 'lead', 'public', [
    { key: 'id', holds: 'text', value: 'lead-london' },
    { key: 'title', holds: 'text', value: NASTY },
    { key: 'summary', holds: 'long', value: '' },
    { key: 'places', holds: 'several', value: ['london'] },
    { key: 'duties', holds: 'lines', value: [NASTY, 'Two'] },
    { key: 'nice', holds: 'lines', value: [] },
    { key: 'min', holds: 'whole', value: '100000' },
    { key: 'opened', holds: 'date', value: '2026-11-20' },
    { key: 'ongoing', holds: 'yes', value: true },
    { key: 'pays_more', holds: 'yes', value: false },
    { key: 'text', holds: 'long', value: 'Words' },
  ]);
  const { audience, posting } = /** @type {any} */ (parse(text));
  assert.equal(audience, 'public');
  const { opened, ...rest } = posting['lead-london'];
  assert.equal(opened.toISOString().slice(0, 10), '2026-11-20');
  assert.deepEqual(rest, { role: 'lead', title: NASTY, places: ['london'], duties: [NASTY, 'Two'], min: 100000, ongoing: true });
});

test('a page names its opening', () => {
  const [, front, body] = toPage('lead', 'public', NASTY, ' One.\n\nTwo. \n').split('+++\n');
  assert.deepEqual({ ...parse(front) }, { title: NASTY, kind: 'posting', posting: 'lead', audience: 'public' });
  assert.equal(body, '\nOne.\n\nTwo.\n');
});

test('a name is small letters and hyphens', () => {
  assert.equal(slug('  Zürich & Genève: Größe 2! '), 'zurich-geneve-gro-e-2');
  assert.equal(slug('日本'), '');
});

/** @type {import('./formats.js').Sheet} */
const SHEET = {
  title: 'A < B',
  parts: [
    { heading: '', slots: [{ key: 'places', is: 'fact', label: 'Place', lines: ['X', 'Y'], field: 'places' }, { key: 'hours', is: 'fact', label: 'Hours', lines: [], field: 'hours' }] },
    { heading: 'Empty', slots: [{ key: 'nice', is: 'item', label: '', lines: [], field: 'nice' }] },
    { heading: 'How', slots: [{ key: 'process', is: 'text', label: '', lines: ['P & Q'], field: 'process' }, { key: 'stages', is: 'stage', label: '', lines: ['Talk, 45 minutes'], field: 'process' }] },
  ],
};

test('what is empty leaves nothing, and no text is markup', () => {
  assert.equal(toPlain(SHEET), 'A < B\n\nPlace: X; Y\n\nHow\n\nP & Q\n\n- Talk, 45 minutes\n');
  assert.equal(toHtml(SHEET), '<h1>A &lt; B</h1>\n<dl>\n<dt>Place</dt><dd>X</dd><dd>Y</dd>\n</dl>\n<h2>How</h2>\n<p>P &amp; Q</p>\n<ul>\n<li>Talk, 45 minutes</li>\n</ul>\n');
  assert.deepEqual(toBlocks(SHEET).map(({ is, text }) => `${is} ${text}`), ['title A < B', 'heading How', 'text P & Q']);
});
