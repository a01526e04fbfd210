// @ts-check
/** Rolebook's own search: in Chromium on a page of the built site, and through its command line. */
import { placeOf } from './pagefind.js';
import { run } from './process.js';

/** @typedef {import('./metrics.js').Place} Place */
/** @typedef {import('./queries.js').Query} Query */

/**
 * Asks all queries of `rolebook search`, which ranks with the same engine as the page.
 *
 * @param {{binary: string, site: string, out: string, audience?: string}} where @param {Query[]} queries
 * @returns {Promise<Place[][]>}
 */
export async function askCommandLine({ binary, site, out, audience }, queries) {
  const args = ['search', '-', '--json', '--limit', '10', '--root', site, '--out', out, ...(audience ? ['--audience', audience] : [])];
  const { stdout } = await run(binary, args, queries.map((query) => `${lineOf(query)}\n`).join(''));
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (answers.length !== queries.length) throw new Error(`${queries.length} queries, ${answers.length} answers from the command line`);
  return answers.map((answer) => answer.results.map((/** @type {{url: string}} */ result) => placeOf(result.url)));
}

/** A query as one line, its facets as `name:value`. @param {Query} query */
export const lineOf = (query) =>
  [query.query, ...Object.entries(query.facets ?? {}).map(([name, value]) => `${name}:${value}`)].join(' ').replace(/\s+/g, ' ');

/**
 * A page of the site on which its search is loaded, as by a reader who goes to the search box.
 *
 * @param {import('playwright-core').BrowserContext} context @param {string} origin @param {() => void} [loaded] called once the page has
 *   come to rest, before anything of the search is asked for
 */
export async function openRolebook(context, origin, loaded = () => {}) {
  const page = await context.newPage();
  await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
  loaded();
  await page.locator('form[role=search] input[type=search]').first().focus();
  await page.waitForFunction(() => 'rolebookSearch' in window);
  return {
    page,
    /** The first `limit` results with their snippets: what the search box shows. @param {string} query */
    first: (query, limit = 5) =>
      page.evaluate(async ([text, most]) => {
        const { results, error } = await /** @type {any} */ (window).rolebookSearch.search(text, { limit: most });
        if (error) throw new Error(error);
        return results.length;
      }, /** @type {[string, number]} */ ([query, limit])),
    /** @param {Query[]} queries @returns {Promise<Place[][]>} */
    searchAll: async (queries) => {
      const lists = await page.evaluate(async (texts) => {
        const found = [];
        for (const text of texts) {
          const { results, error } = await /** @type {any} */ (window).rolebookSearch.search(text, { limit: 10 });
          if (error) throw new Error(error);
          found.push(results.map((/** @type {any} */ result) => result.url));
        }
        return found;
      }, queries.map(lineOf));
      return lists.map((list) => list.map(placeOf));
    },
    /** Milliseconds of each query once everything it needs is loaded. @param {string[]} queries */
    times: (queries) =>
      page.evaluate(async (texts) => {
        const { search } = /** @type {any} */ (window).rolebookSearch;
        for (const text of texts) await search(text, { limit: 5 });
        const times = [];
        for (const text of texts) {
          const began = performance.now();
          await search(text, { limit: 5 });
          times.push(performance.now() - began);
        }
        return times;
      }, queries),
  };
}
