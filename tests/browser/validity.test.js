// The HTML of every page that the sites here are built to, as html-validate reads it: as it was written, and as it stands
// when scripts have run. Which rules hold, and why, is decision 066.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { startBrowser } from './browser.js';
import { filesIn, startSite } from './site.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What holds of a page however it came about. @type {import('html-validate').RuleConfig} */
const always = {
  'no-missing-references': 'error',
  'input-missing-label': 'error',
  'empty-title': 'error',
  'unique-landmark': 'error',
  'aria-hidden-body': 'error',
  'hidden-focusable': 'error',
  'no-redundant-role': 'error',
  'no-redundant-for': 'error',
  'form-dup-name': ['error', { shared: ['radio', 'checkbox'] }],
  'no-dup-class': 'error',
  'input-attributes': 'error',
  'no-implicit-button-type': 'error',
  'wcag/h36': 'error',
  'wcag/h37': 'error',
  'wcag/h63': 'error',
  'wcag/h67': 'error',
  'wcag/h71': 'error',
};
const written = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: { ...always, 'missing-doctype': 'error', 'heading-level': 'error', 'no-implicit-close': 'error', 'no-inline-style': 'error', 'attr-quotes': 'error', 'script-type': 'error', 'no-utf8-bom': 'error' },
});
/** The same, but for what a browser writes in its own way. */
const scripted = new HtmlValidate({ root: true, extends: ['html-validate:standard'], rules: always });

/** @param {HtmlValidate} rules @param {string} html @param {string} name */
async function faults(rules, html, name) {
  const { results } = await rules.validateString(html, name);
  return results.flatMap(({ messages }) => messages.map((one) => `${name}:${one.line}:${one.column}: ${one.message} (${one.ruleId}), ${one.selector}`));
}

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

const sites = { 'the sample': '.', 'the guide': 'docs', 'the full starter': 'starter/full', 'the bare starter': 'starter/bare' };
for (const [name, folder] of Object.entries(sites)) {
  for (const audience of name === 'the guide' ? ['public'] : ['public', 'internal']) {
    test(`${name}, ${audience}: every page is valid HTML, with and without its scripts`, async () => {
      const site = await startSite(audience, join(root, folder));
      const found = [];
      const pages = filesIn(site.folder).filter((file) => file.endsWith('.html'));
      for (const file of pages) found.push(...await faults(written, readFileSync(join(site.folder, file), 'utf8'), file));
      const page = await browser.newPage();
      const withBlocks = site.pages.filter((path) => /<script type="module"/.test(readFileSync(join(site.folder, path, 'index.html'), 'utf8')));
      for (const path of withBlocks) {
        await page.goto(site.url + encodeURI(path), { waitUntil: 'load' });
        await page.waitForFunction(() => [...document.querySelectorAll('pay-explorer form')].every((form) => form.querySelector('.answers *')));
        await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
        found.push(...await faults(scripted, await page.content(), `/${path} in a browser`));
      }
      await page.close();
      site.stop();
      assert.ok(pages.length >= 2, `${pages.length} pages`);
      assert.deepEqual(found, []);
    });
  }
}

test('what is not valid is found', async () => {
  const page = (/** @type {string} */ body) => `<!doctype html>\n<html lang="en"><head><title>T</title></head><body><main><h1>T</h1>${body}</main></body></html>`;
  assert.deepEqual(await faults(written, page('<p>Text</p>'), 'x'), []);
  for (const body of ['<fieldset><p>1</p><legend>Q</legend></fieldset>', '<p id="a">1</p><p id="a">2</p>', '<ul><p>1</p></ul>', '<h3>Too deep</h3>', '<a href="#none" aria-describedby="none">1</a>', '<form><button>Go</button></form>', '<label>1<input><input></label>']) {
    assert.ok((await faults(written, page(body), 'x')).length > 0, body);
  }
});
