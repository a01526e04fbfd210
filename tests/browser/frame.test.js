// The frame around every page: nothing in the header is ever cut, what folds unfolds, and every bar leads where it says.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { axeViolations, sidewaysScroll, startBrowser, visit } from './browser.js';
import { filesIn, startSite } from './site.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Record<string, import('./site.js').Site>} */
const sites = {};
before(async () => {
  for (const audience of ['public', 'internal']) sites[audience] = await startSite(audience);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) site.stop();
});

/** @param {string} path @param {import('playwright-core').BrowserContextOptions} [options] */
function open(path, options = {}, audience = 'public') {
  return visit(browser, sites[audience].url + path, { viewport: { width: 1280, height: 800 }, ...options });
}

/** The words of a German site, longer than the English ones. */
const german = ['Für Bewerberinnen und Bewerber', 'Offene Stellen', 'Rollenbeschreibungen', 'Vergütung', 'Vorstellungsgespräche', 'Leitfäden', 'Personalgewinnung'];
const germanName = 'Handbuch für Führungsaufgaben in der künstlichen Intelligenz';

/** What readers with a text-spacing tool of their own set (WCAG 1.4.12). */
const spacing = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';

/** Every label of the navigation that is cut, or lies under another part of the header. @returns {string[]} */
function cut() {
  const wrong = [];
  const nav = document.querySelector('.sections');
  const frame = nav?.getBoundingClientRect();
  for (const link of nav?.querySelectorAll('a') ?? []) {
    const box = link.getBoundingClientRect();
    if (!box.width || !frame) continue;
    const isOut = box.top >= frame.bottom - 1;
    const isIn = box.right <= frame.right + 1 && box.left >= frame.left - 1 && box.bottom <= frame.bottom + 5;
    if (!isOut && !isIn) wrong.push(`${link.textContent} is cut by the list`);
  }
  for (const one of document.querySelectorAll('.name, .name span, .chip, .sections a, .menu a, .outline a, .up')) {
    if (one.getClientRects().length && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline') wrong.push(`${one.textContent} is cut`);
  }
  for (const one of document.querySelectorAll('.name span, .chip')) {
    const text = document.createRange();
    text.selectNodeContents(one);
    const { top, bottom, left, right } = text.getBoundingClientRect();
    for (let around = /** @type {Element | null} */ (one); around; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue;
      const box = around.getBoundingClientRect();
      // The box of letters is a little taller than the letters are.
      if (top < box.top - 3 || bottom > box.bottom + 3 || left < box.left - 1 || right > box.right + 1) wrong.push(`${one.textContent} is cut by ${around.className}`);
    }
  }
  const header = document.querySelector('.top')?.getBoundingClientRect();
  const parts = ['.name', '.chip', '.sections', '.top .search', '.shade', '.menu > summary'].flatMap((selector) => {
    const part = document.querySelector(selector);
    const box = part?.getBoundingClientRect();
    return box?.width && getComputedStyle(/** @type {Element} */ (part)).visibility === 'visible' ? [{ selector, box }] : [];
  });
  parts.forEach(({ selector, box }, at) => {
    if (box.left < -1 || box.right > innerWidth + 1) wrong.push(`${selector} leaves the window`);
    if (header && selector !== '.menu > summary' && selector !== '.sections' && (box.top < header.top - 1 || box.bottom > header.bottom + 1)) wrong.push(`${selector} leaves the header`);
    for (const other of parts.slice(at + 1)) {
      if (box.right > other.box.left + 1 && other.box.right > box.left + 1 && box.bottom > other.box.top + 1 && other.box.bottom > box.top + 1) wrong.push(`${selector} and ${other.selector} overlap`);
    }
  });
  return wrong;
}

/**
 * The page in a frame of a page: a frame takes another width at once, a window only after a while.
 * @param {string} path @param {string} audience
 */
async function openInFrame(path, audience) {
  const context = await browser.newContext({ viewport: { width: 1940, height: 820 }, reducedMotion: 'reduce', bypassCSP: true });
  const page = await context.newPage();
  const { url } = sites[audience];
  await page.route(`${url}around.html`, (route) => route.fulfill({ contentType: 'text/html', body: `<iframe src="${url}${path}" width="1280" height="800"></iframe>` }));
  await page.goto(`${url}around.html`, { waitUntil: 'load' });
  const frame = page.frames().find((one) => one.url() === url + path);
  assert.ok(frame, 'the page is in its frame');
  await frame.locator('.page-footer').waitFor();
  return { frame, close: () => context.close() };
}

/** Gives the frame each width, and says what is cut then, and how many labels are there to be cut. */
async function cutAtEachWidth() {
  /** @type {string[]} */
  const wrong = [];
  let labels = 0;
  for (let width = 320; width <= 1920; width += 16) {
    /** @type {Element} */ (frameElement).setAttribute('width', String(width));
    if (document.documentElement.getBoundingClientRect().width !== width || matchMedia(`(width: ${width}px)`).matches === false) wrong.push(`${width}: the frame is still ${innerWidth} wide`);
    // @ts-ignore: put there by the test
    wrong.push(...globalThis.cut().map((/** @type {string} */ line) => `${width}: ${line}`));
    labels += [...document.querySelectorAll('.sections a')].filter((link) => link.checkVisibility()).length;
  }
  return { wrong, labels };
}

for (const [audience, language] of [['public', 'en'], ['public', 'de'], ['internal', 'en'], ['internal', 'de']]) {
  test(`no label is cut from 320 to 1920 pixels, ${audience}, ${language}`, async () => {
    const { frame, close } = await openInFrame('pay/ai-tech-lead/', audience);
    await frame.evaluate(`globalThis.cut = ${cut}`);
    if (language === 'de') {
      await frame.evaluate(({ words, name }) => {
        document.documentElement.lang = 'de';
        document.querySelectorAll('.sections a').forEach((link, at) => { link.textContent = words[at]; });
        document.querySelectorAll('.name span').forEach((span) => { span.textContent = name; });
      }, { words: german, name: germanName });
    }
    const asItIs = await frame.evaluate(cutAtEachWidth);
    await frame.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    }, spacing);
    const withSpace = await frame.evaluate(cutAtEachWidth);
    await frame.evaluate(() => {
      document.adoptedStyleSheets = [];
      document.documentElement.style.setProperty('font-size', '200%');
    });
    const twiceTheSize = await frame.evaluate(cutAtEachWidth);
    await close();
    assert.deepEqual({ asItIs: asItIs.wrong, withSpace: withSpace.wrong, twiceTheSize: twiceTheSize.wrong }, { asItIs: [], withSpace: [], twiceTheSize: [] });
    assert.ok(asItIs.labels > 100 && withSpace.labels > 100, 'the header has its labels somewhere');
  });
}

test('a label without room is reached by keyboard all the same, and shows then', async () => {
  const { page, close } = await open('', { viewport: { width: 1216, height: 800 } }, 'internal');
  await page.evaluate(() => document.querySelectorAll('.sections a').forEach((link) => { link.textContent = 'Vorstellungsgespräche'; }));
  const last = page.locator('.sections a').last();
  await last.focus();
  const box = await last.boundingBox();
  assert.ok(box && box.y + box.height < 800);
  assert.ok(await last.evaluate((link) => {
    const { left, top } = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint(left + 5, top + 20));
  }), 'it shows while it has the focus');
  await close();
});

test('the sidebar unfolds other sections, and has the page of its own in sight', async () => {
  const { page, troubles, close } = await open('pay/tel-aviv/');
  const link = page.locator('.menu a', { hasText: 'First call' }).first();
  assert.ok(!(await link.isVisible()));
  await page.locator('.menu summary[aria-label="Pages in Interviews"]').press('Enter');
  assert.ok(await link.isVisible());
  const here = await page.locator('.menu [aria-current]').boundingBox();
  assert.ok(here && here.y > 52 && here.y + here.height < 800, JSON.stringify(here));
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('every entry of the menu is reached on a screen of any size, however many a section has', async () => {
  for (const [path, audience] of [['team/', 'internal'], ['candidates/', 'public'], ['pay/', 'public']]) {
    for (const [width, height] of [[390, 844], [320, 568], [844, 390], [1024, 500]]) {
      const { page, close } = await open(path, { viewport: { width, height } }, audience);
      await page.locator('.menu > summary').click();
      const outside = await page.locator('.menu nav').evaluate((nav) => {
        const reach = nav.scrollHeight - nav.clientHeight;
        return [...nav.querySelectorAll('a')].filter((one) => one.checkVisibility()).filter((one) => {
          const box = one.getBoundingClientRect();
          return box.left < -1 || box.right > innerWidth + 1 || box.bottom - reach > innerHeight + 1;
        }).map((one) => one.textContent);
      });
      assert.deepEqual(outside, [], `${path} at ${width} x ${height}`);
      await close();
    }
  }
});

test('on a phone the bar of the page stays, names the section being read, and closes behind a link', async () => {
  const { page, troubles, close } = await open('pay/ai-tech-lead/', { viewport: { width: 390, height: 800 } });
  await page.locator('#how-to-read-these-figures').evaluate((heading) => heading.scrollIntoView());
  await page.locator('.at', { hasText: 'How to read these figures' }).waitFor();
  const [bar, header] = await page.locator('.margin, .top').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()).sort((a, b) => b.top - a.top));
  assert.ok(Math.abs(bar.top - header.bottom) <= 1, 'the bar is below the header');
  await page.locator('.outline > summary').click();
  await page.locator('.outline a', { hasText: 'What comes on top' }).click();
  assert.ok(!(await page.locator('.outline nav').isVisible()));
  const top = await page.locator('#what-comes-on-top').evaluate((heading) => heading.getBoundingClientRect().top);
  assert.ok(top >= bar.bottom - bar.top + header.bottom - header.top - 1 && top < 300, `the heading stands at ${top}, below the bars`);
  assert.deepEqual(troubles, []);
  await close();
});

test('the bar of the page names the section being read after a jump of any length', async () => {
  const { page, close } = await open('guides/promote-or-hire/', { viewport: { width: 390, height: 800 } });
  // Into the middle of a section, with no heading in sight near the bar, and back.
  await page.locator('#when-it-works').evaluate((heading) => scrollTo({ top: heading.getBoundingClientRect().top + scrollY + 40, behavior: 'instant' }));
  await page.locator('.at', { hasText: 'When it works' }).waitFor();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.locator('.at', { hasText: 'Top' }).waitFor();
  await close();
});

test('the colours are those of the system, light or dark, and stay what was chosen', async () => {
  const { page, close } = await open('', { colorScheme: 'dark' });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const name = () => page.locator('.shade').getAttribute('aria-label');
  const dark = await paper();
  assert.equal(await name(), 'Colours: as the system has them');
  await page.locator('.shade').press('Enter');
  assert.equal(await name(), 'Colours: light');
  assert.notEqual(await paper(), dark);
  await page.locator('.shade').press('Enter');
  assert.equal(await name(), 'Colours: dark');
  await page.reload();
  assert.equal(await name(), 'Colours: dark');
  await page.locator('.shade').press('Enter');
  assert.equal(await name(), 'Colours: as the system has them');
  await page.emulateMedia({ colorScheme: 'light' });
  assert.notEqual(await paper(), dark, 'back to what the system says');
  await close();
});

test('only what scrolls by itself is a stop of the keyboard', async () => {
  for (const [width, path] of /** @type {[number, string][]} */ ([[1280, 'roles/ai-tech-lead/'], [1280, 'pay/explore/'], [390, 'skills/']])) {
    const { page, close } = await open(path, { viewport: { width, height: 800 } });
    const right = () => page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('.table-scroll')].filter((one) => one.checkVisibility({ contentVisibilityAuto: true }));
      return shown.every((one) => (one.scrollWidth > one.clientWidth) === one.hasAttribute('tabindex'));
    });
    await right();
    // What was folded away has its turn when it is unfolded.
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    await right();
    await close();
  }
});

test('the audience is always in sight in an edition that is not for everyone', async () => {
  const { page, close } = await open('roles/ai-tech-lead/', { viewport: { width: 320, height: 640 } }, 'internal');
  await page.evaluate(() => scrollTo(0, 3000));
  const chip = await page.locator('.chip').boundingBox();
  assert.ok(chip && chip.y >= 0 && chip.y < 80 && chip.x + chip.width <= 320, JSON.stringify(chip));
  assert.equal(await sidewaysScroll(page), 0);
  await close();
  const outside = await open('');
  assert.equal(await outside.page.locator('.chip').count(), 0);
  await outside.close();
});

test('a page is copied as Markdown', async () => {
  const { page, close } = await open('guides/promote-or-hire/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
  await page.getByText('Copied', { exact: true }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^# Promote/);
  await close();
});

test('what every page loads is small', () => {
  const { folder } = sites.public;
  const size = (/** @type {RegExp} */ name) => brotliCompressSync(readFileSync(join(folder, filesIn(folder).find((file) => name.test(file)) ?? ''))).length;
  const [css, script] = [size(/^assets\/site\.\w+\.css$/), size(/^assets\/site\.\w+\.js$/)];
  assert.ok(css <= 8 * 1024 && script <= 2 * 1024, `${css} bytes of CSS, ${script} of script, in brotli`);
});

test('what is pressed, chosen from or typed into has one shape, and no letter is smaller than 13 pixels', async () => {
  /** @type {Map<string, string>} */
  const shapes = new Map();
  for (const path of ['', 'roles/ai-tech-lead/', 'pay/explore/', 'compare/', 'compare/ai-tech-lead-vs-technical-lead/', 'ladders/leading-ai/', 'faq/', 'search/?q=pay', 'candidates/which-role-fits-you/', 'guides/when-you-need-one/']) {
    const { page, close } = await open(path);
    await page.waitForLoadState('networkidle');
    const found = await page.locator('main').evaluate((main) => {
      const seen = (/** @type {Element} */ one) => /** @type {HTMLElement} */ (one).checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen');
      const controls = [...main.querySelectorAll('.button, .ways button, .all, .search button, select, input:not([type=checkbox], [type=radio], [type=file]), textarea')].filter(seen);
      const small = [...main.querySelectorAll('*')].filter((one) => seen(one) && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()));
      return {
        shapes: controls.map((one) => {
          const { borderRadius, borderTopWidth, fontSize, height } = getComputedStyle(one);
          return [one.outerHTML.slice(0, 80), `${borderRadius} ${borderTopWidth} ${fontSize} ${height}`];
        }),
        small: small.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 12.9 || getComputedStyle(one).fontVariantCaps !== 'normal').map((one) => one.outerHTML.slice(0, 120)),
      };
    });
    for (const [control, shape] of found.shapes) shapes.set(shape, `${path} ${control}`);
    assert.deepEqual(found.small.filter((one) => !/^<(sup|code|kbd|small)\b/.test(one)), [], path);
    await close();
  }
  assert.equal(shapes.size, 1, JSON.stringify([...shapes], null, 1));
});

test('beside an outline all of a page ends at one edge', async () => {
  for (const width of [1216, 1280, 1344, 1440, 1920]) {
    for (const path of ['roles/ai-tech-lead/', 'pay/london/', 'pay/explore/', 'skills/']) {
      const { page, close } = await open(path, { viewport: { width, height: 800 } });
      const edges = await page.locator('article').evaluate((article) => [...article.querySelectorAll('.strip, .chart, .part, .answers, .text > p, .text > .table-scroll, .text > details')].map((one) => Math.round(one.getBoundingClientRect().right)));
      assert.ok(edges.length > 2 && Math.max(...edges) - Math.min(...edges) <= 1, `${path} at ${width}: ${[...new Set(edges)]}`);
      await close();
    }
  }
});

test('the list of places in the strip of a role stands clear of the pay below it', async () => {
  for (const width of [1280, 390]) {
    const { page, close } = await open('roles/ai-tech-lead/', { viewport: { width, height: 800 } });
    const list = page.locator('.strip select');
    await list.waitFor();
    const [above, below] = [await list.boundingBox(), await page.locator('.strip .answer dd').first().boundingBox()];
    assert.ok(above && below && below.y - above.y - above.height >= 6, JSON.stringify([above, below]));
    assert.equal((await page.locator('.strip dt').first().evaluate((name) => /** @type {HTMLElement} */ (name).innerText.split('\n')[0])).trim(), 'Base pay');
    await close();
  }
});

test('what could be chosen from one place alone is text', async () => {
  const { page, close } = await open('pay/london/');
  assert.match(await page.locator('.strip .answer dt').innerText(), /, AI Tech Lead$/);
  assert.equal(await page.locator('.strip select').count(), 0);
  for (const javaScriptEnabled of [true, false]) {
    const other = await open('pay/ai-tech-lead/', { javaScriptEnabled });
    assert.equal(await other.page.locator('.strip select').isVisible(), javaScriptEnabled, 'a list that does nothing without scripts is not there then');
    await other.close();
  }
  await close();
});

test('a checklist is ticked, kept in this browser alone, and cleared with one press', async () => {
  const { page, troubles, context, close } = await open('team/posting-checklist/', {}, 'internal');
  const box = page.locator('.task input').first();
  await box.check();
  assert.match(await page.locator('.checklist [role=status]').first().innerText(), /^1 of \d+ done/);
  await page.reload();
  assert.ok(await box.isChecked());
  assert.deepEqual(await axeViolations(page), []);
  assert.equal((await context.cookies()).length, 0);
  await page.locator('.checklist .button').first().click();
  assert.ok(!(await box.isChecked()));
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test('on a phone a table of three to six columns stands row by row, below its heads, and stays a table', async () => {
  for (const [audience, path] of /** @type {const} */ ([['public', 'candidates/privacy/'], ['public', 'pay/uk/'], ['internal', 'team/walk-away/'], ['internal', 'due/']])) {
    const { page, close } = await open(path, { viewport: { width: 390, height: 844 } }, audience);
    const box = page.locator('.stacks').first();
    assert.equal(await box.evaluate((one) => one.scrollWidth - one.clientWidth), 0, path);
    const rows = await box.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => getComputedStyle(cell, '::before').content)));
    const heads = await box.locator('thead th').evaluateAll((all) => all.map((head) => head.textContent));
    for (const said of rows) said.slice(1).forEach((one, at) => assert.ok(one.includes(`"${heads[at + 1]}"`), `${path}: ${one}`));
    const cells = await box.locator('tbody td').evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().width));
    assert.ok(Math.min(...cells) > 140, `${path}: no column is a word wide`);
    assert.deepEqual(await axeViolations(page), []);
    // What assistive software is told.
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const roles = nodes.filter((node) => !node.ignored).map((node) => node.role?.value);
    const count = await box.locator('tbody tr').count();
    assert.ok(roles.includes('table'), path);
    assert.ok(roles.filter((role) => role === 'row').length >= count, path);
    assert.ok(roles.filter((role) => role === 'cell').length >= count * 2, path);
    // Heads that would be pressed out of sight are said with each value instead.
    if (await box.locator('table.data').count()) assert.ok(rows[0].slice(1).every((one) => !one.includes('/')), path);
    else assert.ok(roles.filter((role) => role === 'columnheader').length >= heads.length, path);
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.equal(await box.locator('td').nth(1).evaluate((cell) => getComputedStyle(cell).display), 'table-cell');
    await close();
  }
});
