// Role-fit comes out as the vectors say, and so as in the builder.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { changes, score } from './score.js';

const { forms, cases } = JSON.parse(readFileSync(new URL('../../../../../tests/vectors/fit.json', import.meta.url), 'utf8'));

test('every set of answers scores as the vectors say', () => {
  assert.ok(cases.length >= 150, `${cases.length} cases`);
  for (const { form, answers, changes: _, ...expected } of cases) {
    assert.deepEqual(score(forms[form], answers), expected, `${form}: ${JSON.stringify(answers)}`);
  }
});

test('every other answer that would change the result is named, and no more', () => {
  for (const { form, answers, changes: expected } of cases) {
    const found = changes(forms[form], answers).map((change) => [change.question, change.answer, change.verdict, change.leaders]);
    assert.deepEqual(found, expected, `${form}: ${JSON.stringify(answers)}`);
  }
});
