// Chromium, and what a page has to say about itself. Owns starting it and watching a page; it knows no story.
// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the browser that `./test` found. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

/**
 * Notes everything that goes wrong on a page: console messages, script errors, requests that fail or leave this machine.
 * @param {import('playwright-core').Page} page
 * @returns {string[]} grows while the page is used
 */
export function watch(page) {
  /** @type {string[]} */
  const troubles = [];
  page.on('console', (message) => troubles.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What a page still waits for when the next one comes (its icon, a stream of events) is given up, not refused.
    if (why !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) troubles.push(`leaves this machine: ${request.url()}`);
  });
  return troubles;
}

/**
 * What axe finds wrong on the page, one line for each place.
 * @param {import('playwright-core').Page} page
 * @param {string} [within] a selector of the elements it reads, where that is not the whole page
 */
export async function axeViolations(page, within = 'html') {
  await page.evaluate(axe);
  return page.evaluate(async (within) => {
    // Halfway below the header that stays, every target would be too small.
    scrollTo({ top: 0, behavior: 'instant' });
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // @ts-ignore: axe was put there by the line above
    const { violations } = await globalThis.axe.run(within, { runOnly: tags });
    return violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) => `axe ${rule.id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`));
  }, within);
}

/**
 * How many pixels the page is wider than its window.
 * @param {import('playwright-core').Page} page
 */
export async function sidewaysScroll(page) {
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const found = await wider();
  if (found <= 0) return found;
  // What watches sizes has its say before the next frame is drawn.
  await page.waitForTimeout(100);
  return wider();
}

/**
 * A page at an address, in a browser profile of its own; `troubles` is what goes wrong on it.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions} options
 */
export async function visit(browser, url, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const troubles = watch(page);
  await page.goto(url, { waitUntil: 'load' });
  return { page, troubles, context, close: () => context.close() };
}
