// @ts-check
/** Pagefind: its own binary over the same HTML, and its own JavaScript in Chromium. */
import { copyFileSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.js';

/** @typedef {import('./metrics.js').Place} Place */

/** The native program itself, so that no launcher is in its times. */
async function binary() {
  const { resolveBinaryPath } = await import(new URL('../node_modules/pagefind/lib/resolveBinary.js', import.meta.url).href);
  return resolveBinaryPath(['pagefind_extended', 'pagefind']);
}

/**
 * Indexes the pages that are measured: of each its main part, without navigation and footer. They are linked into a folder of their own,
 * because a site's own lists of titles would otherwise be found instead of the pages they name.
 *
 * @param {string} site the built site @param {import('./pages.js').Page[]} pages @param {string} copy the folder of links @param {string} out
 */
export async function indexWithPagefind(site, pages, copy, out) {
  for (const folder of [copy, out]) rmSync(folder, { recursive: true, force: true });
  for (const { url } of pages) {
    const [from, to] = [site, copy].map((folder) => join(folder, url, 'index.html'));
    mkdirSync(join(copy, url), { recursive: true });
    try {
      linkSync(from, to);
    } catch {
      copyFileSync(from, to); // another disk
    }
  }
  return run(await binary(), ['--site', copy, '--output-path', out, '--root-selector', 'main', '--quiet']);
}

/** An address and its anchor, from what an engine gives. @param {string} address @returns {Place} */
export function placeOf(address) {
  const [path, anchor] = address.split('#');
  return { url: decodeURIComponent(path).replace(/index\.html$/, ''), anchor: anchor ? decodeURIComponent(anchor) : undefined };
}

/**
 * A page in which Pagefind is loaded and each query of a list can be asked.
 *
 * @param {import('playwright-core').BrowserContext} context @param {string} origin
 */
export async function openPagefind(context, origin) {
  const page = await context.newPage();
  await page.goto(`${origin}/bench-blank.html`);
  return {
    page,
    /** Loads the library and gives the first `limit` results with their texts: what a search box does first. @param {string} query */
    first: (query, limit = 5) =>
      page.evaluate(async ([text, most]) => {
        const pagefind = await import(/** @type {any} */ ('/pagefind/pagefind.js'));
        await pagefind.init();
        const { results } = await pagefind.search(text);
        await Promise.all(results.slice(0, most).map((/** @type {any} */ each) => each.data()));
        return results.length;
      }, /** @type {[string, number]} */ ([query, limit])),
    /** The addresses of the first ten results: of each page, the section in which most of the query's weight lies. @param {string[]} queries */
    searchAll: async (queries) => {
      const addresses = await page.evaluate(async (texts) => {
        const pagefind = await import(/** @type {any} */ ('/pagefind/pagefind.js'));
        await pagefind.init();
        const lists = [];
        for (const text of texts) {
          const { results } = await pagefind.search(text);
          const shown = await Promise.all(results.slice(0, 10).map((/** @type {any} */ each) => each.data()));
          lists.push(
            shown.map((data) => {
              const weight = (/** @type {any} */ part) =>
                part.weighted_locations.reduce((/** @type {number} */ sum, /** @type {any} */ at) => sum + at.balanced_score, 0);
              const parts = [...(data.sub_results ?? [])].sort((one, other) => weight(other) - weight(one));
              return parts[0]?.url ?? data.url;
            }),
          );
        }
        return lists;
      }, queries);
      return addresses.map((list) => list.map(placeOf));
    },
    /** Milliseconds of each query once everything it needs is loaded. @param {string[]} queries */
    times: (queries) =>
      page.evaluate(async (texts) => {
        const pagefind = await import(/** @type {any} */ ('/pagefind/pagefind.js'));
        await pagefind.init();
        const ask = async (/** @type {string} */ text) => {
          const began = performance.now();
          const { results } = await pagefind.search(text);
          await Promise.all(results.slice(0, 5).map((/** @type {any} */ each) => each.data()));
          return performance.now() - began;
        };
        for (const text of texts) await ask(text);
        const times = [];
        for (const text of texts) times.push(await ask(text));
        return times;
      }, queries),
  };
}
