// Every page of both audiences, in each way people look at it: no trouble, nothing axe objects to, no sideways scroll.
// @ts-check
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeViolations, sidewaysScroll, startBrowser, watch } from './browser.js';
import { startSite } from './site.js';

/** @typedef {{ colorScheme: 'light' | 'dark', forcedColors?: 'active' | 'none', width: number, height: number }} Mode */

/** A page is loaded in the first, and turned into the others. @type {Record<string, Mode>} */
const modes = {
  'light, wide': { colorScheme: 'light', width: 1280, height: 800 },
  'dark, wide': { colorScheme: 'dark', width: 1280, height: 800 },
  'dark, phone': { colorScheme: 'dark', width: 390, height: 800 },
  'forced colours': { colorScheme: 'light', forcedColors: 'active', width: 900, height: 800 },
  '320 pixels': { colorScheme: 'light', width: 320, height: 640 },
};

/** The mode in which axe reads every page once. In the others it reads the parts that no page before had: what a mode changes is how parts look. */
const thorough = 'light, wide';
/** The parts that axe has read, by mode. @type {Record<string, Set<string>>} */
const seen = Object.fromEntries(Object.keys(modes).map((mode) => [mode, new Set()]));
/** The pages that axe has read in the thorough mode. @type {Set<string>} */
const read = new Set();

/**
 * Marks each part of a page that is of no kind seen before: an element within its parent, each with its classes.
 * @param {string[]} known
 * @returns {string[]} the kinds that are new
 */
function markNewParts(known) {
  const seen = new Set(known);
  const name = (/** @type {Element | null} */ one) => one ? `${one.localName}.${[...one.classList].sort().join('.')}` : '';
  const found = new Set();
  for (const one of document.querySelectorAll('body *')) {
    const kind = `${name(one.parentElement)} > ${name(one)}`;
    one.toggleAttribute('data-new', !seen.has(kind));
    if (!seen.has(kind)) found.add(kind);
  }
  return [...found];
}

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

/**
 * Shows the page as a mode has it.
 * @param {import('playwright-core').Page} page
 * @param {Mode} mode
 */
async function turn(page, { colorScheme, forcedColors = 'none', width, height }) {
  await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
}

for (const audience of ['public', 'internal']) {
  test(`${audience} pages, in every mode and with twice the text size`, async () => {
    const site = await startSite(audience);
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const troubles = watch(page);
    /** @type {string[]} */
    const wrong = [];
    for (const path of site.pages) {
      await turn(page, modes[thorough]);
      await page.goto(site.url + encodeURI(path), { waitUntil: 'load' });
      for (const [name, mode] of Object.entries(modes)) {
        await turn(page, mode);
        const parts = await page.evaluate(markNewParts, [...seen[name]]);
        parts.forEach((part) => seen[name].add(part));
        const whole = name === thorough && !read.has(path);
        if (whole) read.add(path);
        const found = whole || parts.length ? await axeViolations(page, whole ? 'html' : '[data-new]') : [];
        const wider = await sidewaysScroll(page);
        if (wider > 0) found.push(`${wider} pixels of sideways scroll`);
        wrong.push(...found.map((line) => `/${path}, ${name}: ${line}`));
      }
      await turn(page, modes[thorough]);
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        const wider = await sidewaysScroll(page);
        if (wider > 0) wrong.push(`/${path}, twice the text size at ${width} pixels: ${wider} pixels of sideways scroll`);
      }
      wrong.push(...troubles.splice(0).map((line) => `/${path}: ${line}`));
    }
    await context.close();
    site.stop();
    assert.ok(read.size > 50, `${read.size} pages were read`);
    assert.deepEqual(wrong, []);
  });
}
