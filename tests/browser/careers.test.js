// The sample with the theme `careers`: its pages of every kind in each way people look at them, and what the theme is for.
// @ts-check
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { axeViolations, sidewaysScroll, startBrowser, watch } from './browser.js';
import { filesIn, startSite } from './site.js';

const sample = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['', 'roles/ai-tech-lead/', 'jobs/ai-tech-lead-london/', 'jobs/', 'candidates/benefits/', 'candidates/', 'pay/london/', 'faq/'];

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./site.js').Site} */
let site;
/** @type {string} */
let root;
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'rolebook-careers-'));
  for (const part of ['content', 'static']) cpSync(join(sample, part), join(root, part), { recursive: true });
  const settings = readFileSync(join(sample, 'rolebook.toml'), 'utf8');
  writeFileSync(join(root, 'rolebook.toml'), settings.replace('\nlanguage = "en"\n', '\nlanguage = "en"\ntheme = "careers"\n'));
  [browser, site] = await Promise.all([startBrowser(), startSite('public', root)]);
});
after(async () => {
  await browser?.close();
  site?.stop();
  rmSync(root, { recursive: true, force: true });
});

test('pages of the theme can be read and used, in light and dark, on a desk and on a small phone', async () => {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  const troubles = watch(page);
  /** @type {string[]} */
  const wrong = [];
  for (const path of pages) {
    for (const [colorScheme, width] of /** @type {const} */ ([['light', 1280], ['dark', 1280], ['light', 320], ['dark', 320]])) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(site.url + path, { waitUntil: 'load' });
      const found = await axeViolations(page, 'html');
      const wider = await sidewaysScroll(page);
      if (wider > 0) found.push(`${wider} pixels of sideways scroll`);
      wrong.push(...found.map((line) => `/${path}, ${colorScheme}, ${width}: ${line}`));
    }
    await page.emulateMedia({ forcedColors: 'active' });
    wrong.push(...(await axeViolations(page, 'html')).map((line) => `/${path}, forced colours: ${line}`));
    await page.emulateMedia({ forcedColors: 'none' });
    wrong.push(...troubles.splice(0).map((line) => `/${path}: ${line}`));
  }
  await page.context().close();
  assert.deepEqual(wrong, []);
});

test('the first page shows what to do, the openings, the roles with their ranges, and what people get besides', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(site.url);
  const hero = page.locator('.hero');
  assert.match(await hero.innerText(), /5 jobs/);
  const apply = await hero.getByRole('link', { name: 'Apply' }).boundingBox();
  assert.ok(apply && apply.y + apply.height < 800, 'the button stands in the first screen');
  assert.equal(await page.locator('.opening > li').count(), 5);
  assert.match((await page.locator('.opening').innerText()).replace(/\s+/g, ' '), /AI Tech Lead, London .{20,120} £150,000 to £175,000 a year Example figure Hybrid/);
  assert.match(await page.locator('.role-cards').innerText(), /\$220,000 to \$340,000/);
  const perks = page.locator('.perks details');
  assert.deepEqual(await perks.evaluateAll((all) => all.map((one) => /** @type {HTMLDetailsElement} */ (one).open)), [true, false, false, false, false]);
  await perks.nth(2).locator('summary').press('Enter');
  assert.equal(await perks.nth(0).getAttribute('open'), null, 'one place is open at a time');

  await page.goto(`${site.url}roles/ai-tech-lead/`);
  assert.equal(await page.getByRole('region', { name: 'Jobs' }).locator('li').count(), 5);
  await page.goto(`${site.url}roles/head-of-ai/`);
  assert.equal(await page.getByRole('region', { name: 'Jobs' }).count(), 0);
  await page.close();
});

test('the style sheet of every page keeps to its budget', () => {
  const sheet = filesIn(site.folder).find((file) => /^assets\/site\..*\.css$/.test(file)) ?? '';
  const own = filesIn(site.folder).find((file) => /^assets\/careers\..*\.css$/.test(file)) ?? '';
  const size = (/** @type {string} */ file) => brotliCompressSync(readFileSync(join(site.folder, file))).length;
  assert.ok(size(sheet) <= 8192, `${size(sheet)}`);
  assert.ok(size(own) <= 2048, `${size(own)}`);
});

test('on a phone the icon of the menu stands in the middle of the bar', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  await page.goto(`${site.url}roles/ai-tech-lead/`);
  const [bar, icon] = await Promise.all(['.top', '.menu > summary .bars'].map((part) => page.locator(part).boundingBox()));
  assert.ok(bar && icon && icon.height >= 18 && Math.abs(icon.y + icon.height / 2 - bar.y - bar.height / 2) <= 1, JSON.stringify({ bar, icon }));
  await page.close();
});
