// @ts-check
/**
 * A built site as the benchmark sees it: pages, their sections and the text of their blocks, read from the finished HTML. Nothing is
 * known of the program that made it, so that every engine is judged by what a reader can see.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** @typedef {{anchor: string, heading: string, level: number, blocks: string[]}} Section */
/** @typedef {{url: string, title: string, kind: string, sections: Section[]}} Page */

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const SKIPPED = new Set('script style svg nav template noscript form button select textarea math head'.split(' '));
const BLOCKS = new Set(
  'address article aside blockquote caption dd details dialog div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

/** @param {string} text */
export function decodeEntities(text) {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => {
    if (name in ENTITIES) return ENTITIES[/** @type {keyof typeof ENTITIES} */ (name)];
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return whole;
  });
}

/** @param {string} tag @param {string} name */
const attribute = (tag, name) => {
  const value = tag.match(new RegExp(`\\s${name}=("([^"]*)"|'([^']*)'|([^\\s>]+))`));
  return value ? decodeEntities(value[2] ?? value[3] ?? value[4]) : undefined;
};

/**
 * One page's title and sections. What stands before the first heading of the text is a section with an empty anchor. Navigation,
 * scripts, the outline in the margin and the links beside headings are left out.
 *
 * @param {string} html @param {string} url
 * @returns {Page | undefined} nothing for a redirect, a document for paper and a page without a main part
 */
export function readPage(html, url) {
  if (/<meta[^>]+http-equiv="refresh"/i.test(html)) return undefined;
  // A section as one document for paper says all that its pages say.
  if (url.startsWith('/print/')) return undefined;
  const from = html.search(/<main\b/);
  const to = html.lastIndexOf('</main>');
  if (from < 0 || to < 0) return undefined;
  /** @type {Page} */
  const page = { url, title: '', kind: '', sections: [{ anchor: '', heading: '', level: 1, blocks: [] }] };
  let text = '';
  /** @type {{anchor: string, level: number} | undefined} */
  let heading;
  let skipping = 0;
  /** @type {string[]} */
  const open = [];
  const flush = () => {
    const block = decodeEntities(text).replace(/\s+/g, ' ').trim();
    text = '';
    if (block) page.sections[page.sections.length - 1].blocks.push(block);
  };
  for (const [token] of html.slice(from, to).matchAll(/<!--[\s\S]*?-->|<[^>]+>|[^<]+/g)) {
    if (token.startsWith('<!--')) continue;
    if (!token.startsWith('<')) {
      if (!skipping) text += token;
      continue;
    }
    const name = token.match(/^<\/?\s*([a-z0-9-]+)/i)?.[1].toLowerCase() ?? '';
    if (token.startsWith('</')) {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
      if (skipping > open.length) skipping = 0;
      if (skipping) continue;
      if (heading && /^h[1-6]$/.test(name)) {
        const words = decodeEntities(text).replace(/\s+/g, ' ').trim();
        text = '';
        if (heading.level === 1 && !page.title) page.title = words;
        else page.sections.push({ anchor: heading.anchor, heading: words, level: heading.level, blocks: [] });
        heading = undefined;
      } else if (BLOCKS.has(name)) flush();
      continue;
    }
    const leaf = VOID.has(name) || token.endsWith('/>');
    if (!leaf) open.push(name);
    if (skipping) continue;
    const ours = attribute(token, 'class') ?? '';
    if (name === 'article') page.kind ||= ours.match(/\bof-([a-z]+)/)?.[1] ?? '';
    // What opens at a press is no part of the sentence it stands in.
    const opens = /\spopover[\s=>]/.test(token);
    if (!leaf && (opens || SKIPPED.has(name) || /(^| )(anchor|margin|unseen)( |$)/.test(ours))) {
      skipping = open.length;
      continue;
    }
    if (BLOCKS.has(name) || name === 'br') flush();
    if (/^h[1-6]$/.test(name)) heading = { anchor: attribute(token, 'id') ?? '', level: Number(name[1]) };
  }
  flush();
  page.sections = page.sections.filter((section) => section.heading || section.blocks.length);
  return page;
}

/**
 * All pages under the folder of one built audience, by address. Lists that a site makes of its own pages (`/tags/`, `/search/`, the page
 * for what is not found) hold no content of their own and are left out.
 *
 * @param {string} folder @returns {Page[]}
 */
export function readPages(folder) {
  const pages = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name !== 'index.html') continue;
    const path = relative(folder, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join('/');
    const url = `/${path.slice(0, -'index.html'.length)}`;
    if (/^\/(search|tags|embed)\//.test(url)) continue;
    const page = readPage(readFileSync(join(folder, path), 'utf8'), url);
    if (page?.title) pages.push(page);
  }
  return pages.sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0));
}
