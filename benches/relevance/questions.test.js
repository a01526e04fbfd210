// @ts-check
// The ten most natural questions to the sample site, asked of `rolebook search`: the first result is the page that answers, and where
// `questions.json` names a section, that section.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from './lib/process.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
const BINARY = process.env.ROLEBOOK ?? join(ROOT, 'target', 'debug', 'rolebook');

/** @type {{query: string, right: string[]}[]} */
const QUESTIONS = JSON.parse(readFileSync(join(HERE, 'questions.json'), 'utf8'));

/** Whether `url` is one of the right places: a page alone stands for all its sections. @param {string} url @param {string[]} right */
const answers = (url, right) => right.some((place) => (place.includes('#') ? url === place : url.split('#')[0] === place));

test('the ten most natural questions have their answer first', async () => {
  const out = mkdtempSync(join(tmpdir(), 'relevance-questions-'));
  try {
    const where = ['--root', ROOT, '--out', out];
    await run(BINARY, ['build', '--quiet', ...where]);
    const lines = QUESTIONS.map(({ query }) => `${query}\n`).join('');
    const { stdout } = await run(BINARY, ['search', '-', '--json', '--limit', '3', ...where], lines);
    const answered = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).results);
    const lists = answered.map((results) => results.map((/** @type {{url: string}} */ result) => result.url));
    assert.equal(lists.length, QUESTIONS.length);
    const wrong = QUESTIONS.flatMap(({ query, right }, index) =>
      answers(lists[index][0] ?? '', right) ? [] : [`"${query}" gives ${lists[index].join(', ') || 'nothing'}; right: ${right.join(', ')}`],
    );
    assert.deepEqual(wrong, []);
  } finally {
    rmSync(out, { recursive: true });
  }
});
