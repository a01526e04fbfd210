// @ts-check
/** MiniSearch in Node, as its documents recommend it: prefix for words of three letters and more, fuzzy at a fifth of a word's length. */
import MiniSearch from 'minisearch';

/** @typedef {import('./metrics.js').Place} Place */

/**
 * @param {import('./pages.js').Page[]} pages
 * @param {'pages' | 'sections'} unit what is one document
 */
export function miniSearch(pages, unit) {
  const documents =
    unit === 'pages'
      ? pages.map((page) => ({
          url: page.url,
          anchor: undefined,
          title: page.title,
          heading: page.sections.map((section) => section.heading).join('\n'),
          text: page.sections.flatMap((section) => section.blocks).join('\n'),
        }))
      : pages.flatMap((page) =>
          page.sections.map((section) => ({
            url: page.url,
            anchor: section.anchor || undefined,
            title: page.title,
            heading: section.heading,
            text: section.blocks.join('\n'),
          })),
        );
  const began = performance.now();
  const index = new MiniSearch({ fields: ['title', 'heading', 'text'], storeFields: ['url', 'anchor'], idField: 'id' });
  index.addAll(documents.map((document, id) => ({ id, ...document })));
  const seconds = (performance.now() - began) / 1000;
  const options = { prefix: (/** @type {string} */ word) => word.length >= 3, fuzzy: 0.2, boost: { title: 3, heading: 2 } };
  return {
    name: unit === 'pages' ? 'MiniSearch' : 'MiniSearch, sections',
    seconds,
    /** The whole index, as a page would have to load it. */
    serialized: () => JSON.stringify(index),
    /** @param {import('./queries.js').Query[]} queries @returns {Promise<Place[][]>} */
    async searchAll(queries) {
      return queries.map(({ query }) =>
        index
          .search(query, options)
          .slice(0, 60)
          .map(({ url, anchor }) => ({ url, anchor })),
      );
    },
  };
}
