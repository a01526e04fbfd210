// Every page of both audiences, in each way people look at it: no trouble, nothing axe objects to, no sideways scroll.
// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeViolations, sidewaysScroll, startBrowser, watch } from './browser.js';
import { startSite } from './site.js';

/** @type {Record<string, import('playwright-core').BrowserContextOptions>} */
const modes = {
  'light, wide': { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  'dark, phone': { colorScheme: 'dark', viewport: { width: 390, height: 800 } },
  'dark, wide': { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  'forced colours': { forcedColors: 'active', viewport: { width: 900, height: 800 } },
  '320 pixels': { colorScheme: 'light', viewport: { width: 320, height: 640 } },
};

/** The mode in which axe reads every page once. In the others it reads those with a part that no page before had: what a mode changes is how parts look. */
const thorough = 'light, wide';
/** The parts that axe has read, by mode. @type {Record<string, Set<string>>} */
const seen = {};
/** The pages that axe has read in the thorough mode. @type {Set<string>} */
const read = new Set();

/** Every kind of part on a page: an element within its parent, each with its classes. @returns {string[]} */
function partsOfPage() {
  const name = (/** @type {Element | null} */ one) => one ? `${one.localName}.${[...one.classList].sort().join('.')}` : '';
  return [...new Set([...document.querySelectorAll('body *')].map((one) => `${name(one.parentElement)} > ${name(one)}`))];
}

for (const audience of ['public', 'internal']) {
  describe(`${audience} pages`, () => {
    /** @type {import('playwright-core').Browser} */
    let browser;
    /** @type {import('./site.js').Site} */
    let site;
    before(async () => {
      site = await startSite(audience);
      browser = await startBrowser();
    });
    after(async () => {
      await browser?.close();
      site?.stop();
    });

    for (const [mode, options] of Object.entries(modes)) {
      test(mode, async () => {
        const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
        const page = await context.newPage();
        const troubles = watch(page);
        /** @type {string[]} */
        const wrong = [];
        const known = seen[mode] ??= new Set();
        for (const path of site.pages) {
          await page.goto(site.url + encodeURI(path), { waitUntil: 'load' });
          const parts = await page.evaluate(partsOfPage);
          const isNew = (mode === thorough && !read.has(path)) || parts.some((part) => !known.has(part));
          parts.forEach((part) => known.add(part));
          if (mode === thorough) read.add(path);
          const found = [...troubles.splice(0), ...(isNew ? await axeViolations(page) : [])];
          const wider = await sidewaysScroll(page);
          if (wider > 0) found.push(`${wider} pixels of sideways scroll`);
          wrong.push(...found.map((line) => `/${path}: ${line}`));
        }
        await context.close();
        assert.deepEqual(wrong, []);
      });
    }

    test('with twice the text size', async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      /** @type {string[]} */
      const wrong = [];
      for (const path of site.pages) {
        await page.goto(site.url + encodeURI(path), { waitUntil: 'load' });
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
        const wider = await sidewaysScroll(page);
        if (wider > 0) wrong.push(`/${path}: ${wider} pixels of sideways scroll`);
      }
      await context.close();
      assert.deepEqual(wrong, []);
    });
  });
}
