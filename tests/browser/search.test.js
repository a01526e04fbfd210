// Looking for something: the search box, the search page, and what they do when something is missing.
// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeViolations, sidewaysScroll } from './browser.js';
import { createSearch } from '../../themes/default/js/lib/search/engine.js';
import { INNER } from '../../themes/inner-names.js';
import { rolebook, sampleSite } from './site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { site, open: openPage } = sampleSite('public');

/** @param {import('playwright-core').BrowserContextOptions} [options] */
function open(path = '', options = {}) {
  return openPage(path, { viewport: { width: 1280, height: 800 }, ...options });
}

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const input = (page) => page.locator('dialog.box input');
/** @param {Page} page */
const options = (page) => page.locator('dialog.box [role=option]');

/** Opens the box by its key and asks. @param {Page} page @param {string} query */
async function ask(page, query) {
  await page.keyboard.press('Control+k');
  await page.locator('dialog.box[open]').waitFor({ timeout: 10_000 });
  await input(page).fill(query);
  await settled(page);
}

/** Waits until the count of the last query has been announced. @param {Page} page */
async function settled(page) {
  await page.waitForTimeout(300);
  await page.waitForFunction(() => document.querySelector('dialog.box [role=status]')?.textContent, undefined, { timeout: 10_000 });
  await page.waitForTimeout(600);
}

/** What `rolebook search` finds. @param {string} query @param {number} limit */
const command = (query, limit) => JSON.parse(execFileSync(rolebook, [
  'search', '--json', '--limit', String(limit), '--root', root, '--out', dirname(site.folder), '--audience', 'public', query,
], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

test('the headings of the pay explorer are found and led to', async () => {
  const { page, close } = await open();
  await ask(page, 'exchange rates');
  const found = options(page).filter({ hasText: 'Exchange rates' }).first();
  assert.match(await found.getAttribute('href') ?? '', /pay\/explore\/#frame-rates$/);
  await found.click();
  await page.waitForURL(/#frame-rates$/);
  await page.locator('details:has(#frame-rates)[open]').waitFor();
  await close();
});

test('nothing of the search is loaded before somebody means to search', async () => {
  const { page, troubles, close } = await open();
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => { if (!/\.(svg|png)$/.test(request.url())) asked.push(new URL(request.url()).pathname); });
  await page.waitForTimeout(500);
  assert.deepEqual(asked, []);
  await page.locator('header input[name=q]').focus();
  await page.waitForFunction(() => 'rolebookSearch' in globalThis);
  assert.ok(asked.some((path) => /search\.[0-9a-f]+\.js$/.test(path)), `${asked}`);
  assert.deepEqual(troubles, []);
  await close();
});

test('the engine takes 9 KB at most, the box, the page and their styles 5', async () => {
  const { build } = await import('esbuild');
  const made = await build({
    entryPoints: [`${root}themes/default/js/lib/search/engine.js`],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    mangleProps: new RegExp(`^(${INNER.join('|')})$`),
    write: false,
  });
  /** @param {Uint8Array} bytes */
  const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const engine = packed(made.outputFiles[0].contents);
  const [script, styles] = ['js/search.js', 'assets/search.css'].map((name) => packed(readFileSync(`${root}themes/default/${name}`)));
  assert.ok(engine <= 9 * 1024, `the engine: ${engine}`);
  assert.ok(script - engine + styles <= 5 * 1024, `the rest: ${script - engine + styles}`);
});

test('the made script answers as its sources do, though it calls many things by a letter', async () => {
  for (const name of ['box', 'page', 'show']) {
    const source = readFileSync(`${root}themes/default/js/lib/search/${name}.js`, 'utf8').replace(/\/\*\*[\s\S]*?\*\/|'[^']*'/g, '');
    assert.deepEqual(INNER.filter((inner) => new RegExp(`\\.${inner}\\b`).test(source)), [], `${name}.js reads what the made script renames`);
  }
  const { page, troubles, close } = await open();
  await page.locator('header input[name=q]').focus();
  await page.waitForFunction(() => 'rolebookSearch' in globalThis);
  const engine = createSearch({ base: site.url });
  for (const query of ['promote or hire', 'how much notice', 'compens', 'compesnation', 'ocmpensation bands', '"notice period" -silence', 'jd', 'kind:guide offer',
    'tag:none', 'xqzjvwkp', 'C++ .NET 130,000 e-mail', '面接 Größe', '"who decides" level', '']) {
    const options = { limit: 6, facets: true };
    const made = await page.evaluate(([text, how]) => /** @type {any} */ (globalThis).rolebookSearch.search(text, how), /** @type {const} */ ([query, options]));
    assert.deepEqual(made, await engine.search(query, options), query);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('type, arrow, Enter: a section of a page', async () => {
  const { page, troubles, close } = await open();
  await ask(page, 'promote or hire');
  assert.equal(await input(page).getAttribute('aria-expanded'), 'true');
  assert.equal(await input(page).getAttribute('aria-activedescendant'), null, 'nothing is chosen before an arrow');
  await page.keyboard.press('ArrowDown');
  const first = options(page).first();
  assert.equal(await input(page).getAttribute('aria-activedescendant'), await first.getAttribute('id'));
  assert.equal(await first.getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowUp');
  assert.equal(await input(page).getAttribute('aria-activedescendant'), null, 'an arrow leads back to the text');
  await page.keyboard.press('ArrowUp');
  assert.equal(await options(page).last().getAttribute('aria-selected'), 'true', 'and round to the last one');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.ok(await input(page).evaluate((field) => field === document.activeElement), 'the text keeps the focus');
  await page.keyboard.press('Home');
  assert.equal(await input(page).evaluate((field) => /** @type {HTMLInputElement} */ (field).selectionStart), 0, 'Home moves in the text');
  const href = await first.evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href);
  assert.match(await first.textContent() ?? '', /promote/i);
  await page.keyboard.press('Enter');
  await page.waitForURL(href);
  assert.ok(await page.evaluate(() => !location.hash || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null), href);
  assert.deepEqual(troubles, []);
  await close();
});

test('Esc closes the box and the focus returns', async () => {
  const { page, troubles, close } = await open();
  await page.locator('header input[name=q]').focus();
  await page.keyboard.press('p');
  await page.locator('dialog.box[open]').waitFor();
  assert.equal(await input(page).inputValue(), 'p', 'what was typed goes on in the box');
  await settled(page);
  await page.keyboard.press('Escape');
  await page.locator('dialog.box:not([open])').waitFor({ state: 'attached' });
  assert.ok(await page.evaluate(() => document.activeElement?.matches('header input[name=q]')));
  await page.locator('main a').first().focus();
  await page.keyboard.press('/');
  await page.locator('dialog.box[open]').waitFor();
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate(() => document.activeElement?.matches('main a')));
  await page.locator('header input[name=q]').click();
  await page.locator('dialog.box[open]').waitFor();
  await page.locator('dialog.box .close').click();
  assert.ok(await page.evaluate(() => document.activeElement?.matches('header input[name=q]')));
  assert.deepEqual(troubles, []);
  await close();
});

test('letters that are typed before the box stands go on in it', async () => {
  const { page, troubles, close } = await open('roles/');
  await page.route(/\/search\.[^/]*js$/, async (route) => {
    await new Promise((go) => { setTimeout(go, 800); });
    await route.continue();
  });
  await page.keyboard.type('/notice', { delay: 30 });
  await page.locator('dialog.box[open]').waitFor();
  assert.equal(await input(page).inputValue(), 'notice');
  await page.keyboard.type(' period');
  assert.equal(await input(page).inputValue(), 'notice period');
  assert.deepEqual(troubles, []);
  await close();
});

test('a finger in the middle of the button opens the box', async () => {
  const { page, troubles, close } = await open('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator('header .search button').tap();
  await page.locator('dialog.box[open]').waitFor();
  assert.equal(page.url(), site.url);
  assert.deepEqual(troubles, []);
  await close();
});

test('the key / can be turned off', async () => {
  const { page, close } = await open();
  await ask(page, 'pay');
  await page.locator('dialog.box .keys button').click();
  assert.equal(await page.locator('dialog.box .keys button').getAttribute('aria-pressed'), 'false');
  await page.keyboard.press('Escape');
  await page.locator('main a').first().focus();
  await page.keyboard.press('/');
  await page.waitForTimeout(300);
  assert.equal(await page.locator('dialog.box[open]').count(), 0);
  await page.keyboard.press('Control+k');
  await page.locator('dialog.box[open]').waitFor();
  await close();
});

test('the count is announced, and a query without an answer gets advice', async () => {
  const { page, troubles, close } = await open();
  await ask(page, 'pay');
  assert.match(await page.locator('dialog.box [role=status]').textContent() ?? '', /^\d+ pages?$/);
  const all = page.locator('dialog.box .keys a');
  assert.ok(await all.isVisible());
  await input(page).fill('xqzjvwkp');
  await settled(page);
  assert.equal(await page.locator('dialog.box [role=status]').textContent(), 'Nothing found');
  assert.ok(await page.locator('dialog.box .advice li').first().isVisible());
  assert.ok(await all.isHidden(), 'there are no results to see all of');
  assert.equal(await input(page).getAttribute('aria-expanded'), 'false');
  assert.deepEqual(troubles, []);
  await close();
});

test('on a slow line the box says that it searches, and says it once', async () => {
  const { page, close } = await open();
  await page.route(/\/search\/.*\.(?:bin|json|[a-z]+)$/, async (route) => {
    await new Promise((done) => { setTimeout(done, 900); });
    await route.continue();
  });
  await page.locator('header input[name=q]').focus();
  await page.waitForFunction(() => 'rolebookSearch' in globalThis);
  await page.keyboard.type('p');
  await page.locator('dialog.box[open]').waitFor();
  await page.evaluate(() => {
    const said = /** @type {string[]} */ (/** @type {any} */ (globalThis).said = []);
    const status = /** @type {Element} */ (document.querySelector('.box [role=status]'));
    new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await page.locator('.box .note', { hasText: 'Searching…' }).waitFor();
  await page.keyboard.type('ay');
  await options(page).first().waitFor();
  await settled(page);
  assert.equal((await page.locator('.box .note').innerText()).trim(), '');
  const said = await page.evaluate(() => /** @type {any} */ (globalThis).said);
  assert.equal(said.filter((/** @type {string} */ text) => text === 'Searching…').length, 1, `${said}`);
  await close();
});

test('a slip of the finger is forgiven, and said', async () => {
  const { page, troubles, close } = await open();
  await ask(page, 'promoton');
  assert.ok(await options(page).count() > 0);
  assert.match(await page.locator('dialog.box .note').textContent() ?? '', /Showing results for promotion/);
  assert.ok(await page.locator('dialog.box mark').count() > 0);
  assert.deepEqual(troubles, []);
  await close();
});

test('words in quotes have to stand as they are', async () => {
  const { page, troubles, close } = await open();
  await ask(page, '"promote or hire"');
  const found = await options(page).count();
  assert.ok(found > 0);
  await input(page).fill('"hire or promote or"');
  await settled(page);
  assert.equal(await options(page).count(), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test('the command finds the same as the box', async () => {
  const { page, troubles, close } = await open();
  for (const query of ['promote or hire', 'intreview', 'what does an ai tech lead earn', '"red flags"', 'kind:guide hire', 'pay -london']) {
    await page.evaluate(() => document.querySelector('form[role=search]')?.dispatchEvent(new Event('focusin')));
    await page.waitForFunction(() => 'rolebookSearch' in globalThis);
    const inPage = await page.evaluate((query) => /** @type {any} */ (globalThis).rolebookSearch.search(query, { limit: 10 }), query);
    const { total, results } = command(query, 10);
    assert.equal(inPage.total, total, query);
    assert.deepEqual(
      inPage.results.map((/** @type {any} */ one) => [one.url, one.title, one.section, one.score]),
      results.map((/** @type {any} */ one) => [one.url, one.title, one.section, one.score]),
      query,
    );
  }
  await ask(page, 'promote or hire');
  const shown = await page.locator('dialog.box .hit .title').allTextContents();
  assert.deepEqual(shown, command('promote or hire', shown.length).results.map((/** @type {any} */ one) => one.title));
  assert.deepEqual(troubles, []);
  await close();
});

test('the search page answers, narrows and goes on', async () => {
  const { page, troubles, close } = await open('search/?q=hire');
  await page.locator('.hits .hit').first().waitFor();
  assert.equal(await page.locator('main input[name=q]').inputValue(), 'hire');
  const before = parseInt(await page.locator('.found [role=status]').textContent() ?? '', 10);
  assert.ok(await page.locator('.index').isHidden());
  assert.ok(await page.locator('.hits mark').count() > 0);
  const facet = page.locator('.facets li').first();
  const count = parseInt(await facet.locator('.count').textContent() ?? '', 10);
  assert.ok(count > 0 && count < before, `${count} of ${before}`);
  await facet.locator('a').click();
  await page.waitForURL(/[?&](kind|role|place|tag)=/);
  await page.locator('.hits .hit').first().waitFor();
  assert.equal(parseInt(await page.locator('.found [role=status]').textContent() ?? '', 10), count, 'as many as the facet said');
  assert.deepEqual(await axeViolations(page), []);
  await page.locator('.facets a[aria-current]').click();
  await page.waitForURL((url) => !/kind|role|place|tag/.test(url.search));
  await page.locator('.hits .hit').first().waitFor();
  assert.equal(parseInt(await page.locator('.found [role=status]').textContent() ?? '', 10), before);
  await page.goto(`${site.url}search/?q=xqzjvwkp`);
  await page.locator('.advice').waitFor();
  assert.ok(await page.locator('.index').isVisible(), 'all titles show when nothing was found');
  assert.deepEqual(troubles, []);
  await close();
});

test('Enter in a field leads to the search page', async () => {
  const { page, close } = await open();
  await ask(page, 'pay');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/\?q=pay$/);
  await page.locator('.hits .hit').first().waitFor();
  await close();
});

test('without a script the field leads to all titles of its language', async () => {
  const { page, troubles, close } = await open('', { javaScriptEnabled: false });
  const isFound = (/** @type {string} */ path) => !/^(de\/)?(search|tags|embed|print)\//.test(path);
  for (const [start, label] of [['', 'pay'], ['de/', 'gehalt']]) {
    await page.goto(site.url + start);
    await page.locator('header input[name=q]').fill(label);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`${start}search/\\?q=${label}$`));
    assert.ok(await page.locator('.unscripted').isVisible());
    const titles = await page.locator('.index a').evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).href.split('#')[0]));
    const own = site.pages.filter((path) => isFound(path) && path.startsWith('de/') === (start === 'de/'));
    assert.ok(own.length > 3, start);
    for (const path of own) assert.ok(titles.includes(new URL(encodeURI(path), site.url).href), `/${path} is in the index`);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('odd queries do no harm', async () => {
  const { page, troubles, close } = await open();
  await page.keyboard.press('Control+k');
  await page.locator('dialog.box[open]').waitFor();
  for (const query of ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', 'a'.repeat(10_000), 'the of and', '😀', 'שלום عالم', '"', '-', 'kind:', 'kind:nothing', '\u202e', '%', '\\']) {
    await input(page).fill(query);
    await settled(page);
    assert.match(await page.locator('dialog.box [role=status]').textContent() ?? '', /^(\d+ pages?( for .*)?|Nothing found)$/s, query.slice(0, 40));
    assert.equal(await page.locator('dialog.box img, dialog.box script').count(), 0);
  }
  await page.goto(`${site.url}search/?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await page.waitForTimeout(1_000);
  assert.equal(await page.locator('main img').count(), 0);
  assert.deepEqual(troubles, [], 'no script error, and nothing that Trusted Types refuse');
  await close();
});

for (const [what, answer] of /** @type {[string, (route: import('playwright-core').Route) => Promise<void>][]} */ ([
  ['missing', (route) => route.fulfill({ status: 404, body: 'not here' })],
  ['cut short', async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ status: 200, body: body.subarray(0, body.length >> 1) });
  }],
  ['of another build', (route) => route.fulfill({ status: 200, body: Buffer.from('something else entirely') })],
  ['out of reach', (route) => route.abort()],
])) {
  for (const file of ['the list of shards', 'a shard']) {
    test(`${file} is ${what}: a message and plain links`, async () => {
      const { page, context, close } = await open();
      /** @type {string[]} */
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await context.route((url) => /\/search\/.*\.bin$/.test(url.pathname) && /manifest/.test(url.pathname) === (file === 'the list of shards'), answer);
      await page.keyboard.press('Control+k');
      await page.locator('dialog.box[open]').waitFor();
      await input(page).fill('promote or hire');
      await page.locator('dialog.box .note', { hasText: 'cannot be reached' }).waitFor();
      await page.locator('dialog.box .plain a').first().waitFor();
      await page.goto(`${site.url}search/?q=hire`);
      await page.locator('.found', { hasText: 'cannot be reached' }).waitFor();
      assert.ok(await page.locator('.index a').first().isVisible());
      assert.deepEqual(errors, []);
      await close();
    });
  }
}

test('without the script of the search the form works', async () => {
  const { page, context, close } = await open();
  await context.route(/assets\/search\.[0-9a-f]+\.js$/, (route) => route.abort());
  await page.keyboard.press('Control+k');
  await page.waitForFunction(() => document.activeElement?.matches('header input[name=q]'));
  await page.keyboard.type('pay');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/\?q=pay$/);
  assert.ok(await page.locator('.index a').first().isVisible());
  await close();
});

test('what was asked before comes back, as long as the page is open', async () => {
  const { page, close } = await open();
  await ask(page, 'glossary');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), options(page).first().click({ modifiers: ['Control'] })]);
  await tab.close();
  await input(page).fill('');
  await page.locator('dialog.box .again').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await input(page).inputValue(), 'glossary');
  await page.reload();
  await page.keyboard.press('Control+k');
  await page.locator('dialog.box[open]').waitFor();
  assert.equal(await page.locator('dialog.box .again').count(), 0);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  await close();
});

for (const [mode, given] of /** @type {[string, import('playwright-core').BrowserContextOptions][]} */ ([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['320 pixels', { viewport: { width: 320, height: 640 } }],
])) {
  test(`the open box is sound: ${mode}`, async () => {
    const { page, troubles, close } = await open('', given);
    await ask(page, 'promote or hire');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await axeViolations(page), []);
    assert.ok(await sidewaysScroll(page) <= 0);
    const box = await page.locator('dialog.box').boundingBox();
    const width = page.viewportSize()?.width ?? 0;
    assert.ok(box && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
    assert.ok(await options(page).first().isVisible());
    await input(page).fill('xqzjvwkp');
    await settled(page);
    assert.deepEqual(await axeViolations(page), []);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('dialog.box').isHidden(), 'paper has no search box');
    assert.deepEqual(troubles, []);
    await close();
  });
}
