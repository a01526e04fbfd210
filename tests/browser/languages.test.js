// Pages in several languages: finding in one's own, and going from one to the other.
// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeViolations, sidewaysScroll, startBrowser, visit } from './browser.js';
import { startSite } from './site.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./site.js').Site} */
let site;
const root = mkdtempSync(join(tmpdir(), 'rolebook-languages-'));
before(async () => {
  const text = readFileSync(new URL('../suite/translated-site.txt', import.meta.url), 'utf8');
  const parts = text.split(/^-- (.+) --\n/m).slice(1);
  for (let at = 0; at < parts.length; at += 2) {
    mkdirSync(dirname(join(root, parts[at])), { recursive: true });
    writeFileSync(join(root, parts[at]), parts[at + 1]);
  }
  site = await startSite('public', root);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  site?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** @param {string} path @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (path, options = {}) => visit(browser, site.url + path, { viewport: { width: 1280, height: 900 }, ...options });

test('the search of a page finds pages in its language alone', async () => {
  const { page, close } = await open('de/apply/steps/');
  await page.keyboard.press('Control+k');
  await page.locator('dialog.box[open]').waitFor();
  const input = page.locator('dialog.box input');
  await input.fill('dreißig');
  const hit = page.locator('dialog.box [role=option]').filter({ hasText: 'So stellen wir ein' }).first();
  await hit.waitFor();
  assert.match(await hit.getAttribute('href') ?? '', /\/public\/de\/apply\/steps\//);
  await input.fill('thirty minutes');
  await page.waitForTimeout(1_000);
  const found = await page.locator('dialog.box [role=option]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  assert.deepEqual(found.filter((href) => !href.includes('/de/')), []);
  await page.goto(`${site.url}de/search/?q=Vorstellungsgespräch`);
  const answer = page.locator('.found a').first();
  await answer.waitFor();
  await answer.click();
  await page.waitForURL(/\/de\/apply\/steps\/(#.*)?$/);
  await close();
});

test('the search of the site knows its own language alone', async () => {
  const { page, close } = await open('search/?q=Team');
  await page.locator('.found a').first().waitFor();
  const found = await page.locator('.found a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  assert.ok(found.length > 0 && found.every((href) => !/\/(de|ar)\//.test(href)), found.join(' '));
  await close();
});

test('the way to another language works by keyboard and without scripts', async () => {
  const { page, close } = await open('apply/steps/', { javaScriptEnabled: false });
  const link = page.locator('.page-footer a[hreflang=de]');
  assert.equal(await link.textContent(), 'Deutsch');
  assert.equal(await link.getAttribute('lang'), 'de');
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/de\/apply\/steps\/$/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await page.locator('.menu a[hreflang=ar]').first().evaluate((one) => one.textContent).then((name) => assert.equal(name, 'العربية'));
  await page.goto(`${site.url}ar/apply/steps/`);
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  await close();
});

test('from a page that is not translated the way leads to its section', async () => {
  const { page, close } = await open('apply/later/');
  await page.locator('.page-footer a[hreflang=de]').click();
  await page.waitForURL(/\/de\/apply\/$/);
  await close();
});

test('pages of every language hold at every width', async () => {
  for (const width of [320, 390, 1280]) {
    for (const path of ['', 'apply/steps/', 'de/', 'de/apply/', 'de/apply/steps/', 'de/search/', 'de/tags/', 'ar/', 'ar/apply/', 'ar/apply/steps/', 'print/de/apply/']) {
      const { page, close } = await open(path, { viewport: { width, height: 900 } });
      assert.equal(await sidewaysScroll(page), 0, `${path} at ${width}`);
      if (width === 390) {
        const summary = page.locator('details.menu > summary');
        if (await summary.isVisible()) await summary.click();
      }
      if (width !== 320) assert.deepEqual(await axeViolations(page), [], `${path} at ${width}`);
      await close();
    }
  }
});

test('every link leads somewhere', async () => {
  for (const path of site.pages) {
    const text = readFileSync(join(site.folder, path, 'index.html'), 'utf8');
    for (const [, href] of text.matchAll(/<a [^>]*href="([^"#?]*)["#?]/g)) {
      if (/^[a-z]+:/.test(href) || href === '') continue;
      const target = decodeURIComponent(new URL(href, `http://x/${path}`).pathname).slice(1);
      assert.ok(!/\/$|^$/.test(target) || site.pages.includes(target), `${path} -> ${href}`);
    }
  }
});
