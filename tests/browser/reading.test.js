// How somebody reads the site: with the keyboard, without scripts, on paper, from an old address.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeViolations, sidewaysScroll } from './browser.js';
import { filesIn, sampleSite } from './site.js';

const { site, newContext, open: openPage } = sampleSite('public');

/** @param {import('playwright-core').BrowserContextOptions} options */
function open(options, path = '') {
  return openPage(path, { viewport: { width: 1280, height: 800 }, ...options });
}

/** The path of a page whose HTML holds `text`. @param {RegExp} text */
function pageWith(text) {
  const path = site.pages.find((path) => text.test(readFileSync(join(site.folder, path, 'index.html'), 'utf8')));
  assert.ok(path !== undefined, `a page of the sample holds ${text}`);
  return path;
}

test('the first stop of the keyboard is the skip link, and it leads to the text', async () => {
  const { page, close } = await open({});
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => ({ text: document.activeElement?.textContent?.trim(), href: document.activeElement?.getAttribute('href') }));
  assert.match(first.href ?? '', /^#./, `the first stop is ${first.text}`);
  await page.keyboard.press('Enter');
  const inside = await page.evaluate((id) => document.getElementById(id)?.closest('main') !== null && location.hash === `#${id}`, first.href?.slice(1) ?? '');
  assert.ok(inside, 'the skip link leads into <main>');
  await page.keyboard.press('Tab');
  const next = await page.evaluate(() => document.activeElement?.closest('main, footer') !== null);
  assert.ok(next, 'the next stop lies behind the header');
  await close();
});

test('every stop of the keyboard can be seen', async () => {
  for (const path of ['', pageWith(/<table/), pageWith(/class="question"/)]) {
    const { page, troubles, close } = await open({}, path);
    const seen = new Set();
    for (let stop = 0; stop < 400; stop += 1) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(() => {
        const element = /** @type {HTMLElement} */ (document.activeElement);
        if (element === document.body) return null;
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        // A link that goes on in the next line has a box for each line; its outer box may begin where it does not.
        const line = element.getClientRects()[0] ?? box;
        const [x, y] = [line.left + Math.min(line.width, 20) / 2, line.top + Math.min(line.height, 20) / 2];
        const top = document.elementFromPoint(x, y);
        return {
          name: `${element.tagName} ${element.textContent?.trim().slice(0, 40)} ${element.getAttribute('href') ?? ''} ${Math.round(box.top + scrollY)}`,
          outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          inWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
          covered: top !== null && !element.contains(top) && !top.contains(element),
        };
      });
      if (now === null || seen.has(now.name)) break;
      seen.add(now.name);
      assert.ok(now.outlined, `/${path}: no focus ring on ${now.name}`);
      assert.ok(now.inWindow, `/${path}: out of the window: ${now.name}`);
      assert.ok(!now.covered, `/${path}: covered: ${now.name}`);
    }
    assert.ok(seen.size >= 5, `/${path}: ${seen.size} stops`);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('nothing jumps when the script of a block comes late', async () => {
  const context = await newContext({ viewport: { width: 412, height: 823 } });
  await context.addInitScript(() => {
    const shifts = Object.assign(globalThis, { shifts: [] }).shifts;
    // @ts-ignore: `value` is of layout shifts alone
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  await page.route(/\.js$/, async (route) => {
    if (route.request().resourceType() === 'script' && !/\/site\./.test(route.request().url())) await new Promise((later) => setTimeout(later, 250));
    await route.continue();
  });
  const late = site.pages.filter((path) => /<script type="module"/.test(readFileSync(join(site.folder, path, 'index.html'), 'utf8')));
  assert.ok(late.length >= 5, `${late.length} pages with a block's script`);
  for (const path of late) {
    await page.goto(site.url + encodeURI(path), { waitUntil: 'networkidle' });
    // @ts-ignore: put there by the script above
    const sum = await page.evaluate(() => globalThis.shifts.reduce((all, one) => all + one, 0));
    // 0.1 is the most that Core Web Vitals call good; half of it is ours.
    assert.ok(sum <= 0.05, `/${path}: the layout shifts by ${sum.toFixed(3)}`);
  }
  await context.close();
});

test('without scripts every page says the same', async () => {
  const withScript = await open({});
  const without = await open({ javaScriptEnabled: false });
  for (const path of site.pages) {
    const texts = [];
    for (const { page } of [withScript, without]) {
      await page.goto(site.url + encodeURI(path), { waitUntil: 'load' });
      const text = await page.locator('main').evaluate((main) => {
        const copy = /** @type {Element} */ (main.cloneNode(true));
        // The words of a head stand in the button that sorts by it.
        for (const button of copy.querySelectorAll('th button')) button.replaceWith(...button.childNodes);
        // What a script adds is there to be pressed.
        for (const part of copy.querySelectorAll('button, [role=tablist], .live')) part.remove();
        // The rows of a comparison are put in another order.
        for (const table of copy.querySelectorAll('role-compare table, role-compare .own-pages')) table.remove();
        return copy.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      });
      texts.push(text);
    }
    assert.ok(texts[1].length > 20, `/${path} says something without scripts`);
    assert.equal(texts[1], texts[0], `/${path}`);
  }
  await withScript.close();
  await without.close();
});

test('without scripts the menu of a phone opens', async () => {
  const { page, close } = await open({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  assert.ok(!(await page.locator('.menu a').first().isVisible()));
  await page.locator('.menu > summary').click();
  assert.ok(await page.locator('.menu a').first().isVisible());
  await close();
});

test('the whole row of a question opens it, and none stands open by itself', async () => {
  const { page, close } = await open({}, 'faq/');
  assert.equal(await page.locator('.question details[open]').count(), 0);
  await page.locator('.question summary :is(h3, h4)').first().click();
  assert.equal(await page.locator('.question details[open]').count(), 1);
  assert.deepEqual(await axeViolations(page), []);
  await close();
});

test('the note of a figure is 24 pixels to a finger, and a sheet at the bottom of a phone', async () => {
  const { page, close } = await open({ viewport: { width: 390, height: 844 } }, 'pay/why-sources-differ/');
  const mark = page.locator('.figure-mark').first();
  const size = await mark.boundingBox();
  assert.ok(size && size.width >= 24 && size.height >= 24, JSON.stringify(size));
  await mark.click();
  const note = await page.locator('.figure-note').first().boundingBox();
  assert.ok(note && note.width >= 389 && Math.abs(note.y + note.height - 844) <= 1, JSON.stringify(note));
  await close();
});

test('a mark of a figure is what lies under its middle', async () => {
  for (const path of ['pay/why-sources-differ/', 'guides/what-it-pays/']) {
    const { page, close } = await open({}, path);
    await page.evaluate(() => document.querySelectorAll('main details').forEach((details) => { /** @type {HTMLDetailsElement} */ (details).open = true; }));
    const under = await page.locator('main .figure-mark').evaluateAll((marks) => marks.map((mark) => {
      mark.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = mark.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === mark;
    }));
    assert.ok(under.length > 3, path);
    assert.deepEqual([...new Set(under)], [true], `${path}: ${under}`);
    await close();
  }
});

test('an answer opens when its address leads to it', async () => {
  const path = pageWith(/class="question"/);
  const closed = '.question:has(details:not([open])) [id]';
  const first = await open({ javaScriptEnabled: false }, path);
  const id = await first.page.locator(closed).last().getAttribute('id');
  await first.close();
  assert.ok(id, `/${path} has an answer that is folded at first`);
  const { page, troubles, close } = await open({}, `${path}#${id}`);
  await page.locator(`.question:has([id="${id}"]) details[open] > :not(summary)`).first().waitFor({ state: 'visible', timeout: 5_000 });
  assert.deepEqual(troubles, []);
  await close();
});

test('on paper there is no navigation and every answer shows', async () => {
  const { page, close } = await open({}, pageWith(/class="question"/));
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => [...document.querySelectorAll('nav')].filter((nav) => nav.getBoundingClientRect().height > 0).map((nav) => nav.getAttribute('aria-label')));
  assert.deepEqual(shown, []);
  const answers = await page.locator('.question details > :not(summary, .to-question)').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(answers.length > 0 && answers.every((height) => height > 0), `heights of answers: ${answers}`);
  await close();
});

test('on paper no page is wider than its sheet', async () => {
  const { page, close } = await open({});
  await page.emulateMedia({ media: 'print' });
  const kinds = [/^jobs\/./, /^interviews\/./, /^roles\/./, /^pay\/./, /^compare\//, /^faq\//, /^$/].map((kind) => site.pages.find((path) => kind.test(path)));
  for (const path of kinds) {
    assert.ok(path !== undefined);
    await page.goto(site.url + encodeURI(path));
    assert.ok(await sidewaysScroll(page) <= 0, `/${path} is ${await sidewaysScroll(page)} pixels wider`);
  }
  await close();
});

test('tables of prose have no buttons to sort by, tables of data have', async () => {
  for (const [path, buttons] of /** @type {[string, boolean][]} */ ([['candidates/benefits/', false], ['pay/london/', true]])) {
    const { page, close } = await open({}, path);
    assert.ok(await page.locator('main table').count() > 0);
    assert.equal(await page.locator('th button').count() > 0, buttons, path);
    await close();
  }
});

test('an old address leads to the page', async () => {
  const files = filesIn(site.folder).filter((file) => file.endsWith('index.html'));
  const old = files.filter((file) => /http-equiv="refresh"/.test(readFileSync(join(site.folder, file), 'utf8')));
  assert.ok(old.length > 0, 'the sample has a page with an alias');
  for (const file of old) {
    const { page, troubles, close } = await open({ javaScriptEnabled: false }, file.slice(0, -'index.html'.length));
    await page.waitForURL((url) => site.pages.some((path) => url.pathname === new URL(site.url + encodeURI(path)).pathname));
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('a wrong address shows a page with a way back', async () => {
  const { page, close } = await open({}, 'no/such/page/');
  assert.ok(await page.locator('h1').isVisible());
  assert.deepEqual(await axeViolations(page), []);
  const home = page.locator('main a').first();
  await home.click();
  await page.waitForURL((url) => url.href.startsWith(site.url));
  assert.equal((await page.request.get(page.url())).status(), 200);
  await close();
});

test('the link of a heading copies its address, and says so', async () => {
  const { page, troubles, close } = await open({ permissions: ['clipboard-read', 'clipboard-write'] }, 'faq/');
  const link = page.locator('h2 .anchor').first();
  const address = await link.evaluate((one) => /** @type {HTMLAnchorElement} */ (one).href);
  await link.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Link copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
  assert.equal(page.url(), address, 'it is a link as well');
  assert.deepEqual(troubles, []);
  await close();
});
