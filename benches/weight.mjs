// How heavy the pages of a built site are: brotli bytes and requests of every page, against the budgets.
//
// usage: node benches/weight.mjs dist/public
//
// Prints p50, p99 and the largest of each; exits with 1 when a budget is passed. Bytes are those of brotli at its best
// (quality 11), as a server sends files it compressed beforehand; scripts and style sheets of widgets, which only some
// pages hold, are counted by themselves, in gzip. So are whole sections as one document for paper, below `print/`: they
// hold the text of many pages, and are opened by those alone who want to print or save them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const KB = 1024;
const BUDGETS = {
  'HTML of a page': { p50: 6 * KB, p99: 14 * KB },
  'HTML of a section to print': { max: 32 * KB },
  'style sheets of a page': { max: 8 * KB },
  'scripts of a page': { max: 2 * KB },
  'requests of a page': { max: 4 },
  'script of a widget': { max: 6 * KB },
  'style sheet of a widget': { max: 1.5 * KB },
};

/** Whether a file is one that every page loads; the others belong to a widget of the page, and count with it. */
const isOfEveryPage = (path) => /^site\.[0-9a-f]+\.(?:css|js)$/.test(basename(path));

const root = process.argv[2];
if (!root) {
  console.error('usage: node benches/weight.mjs FOLDER-OF-ONE-AUDIENCE');
  process.exit(2);
}

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const sizes = new Map();
const sizeOf = (path) => {
  if (!sizes.has(path)) sizes.set(path, brotli(readFileSync(path)));
  return sizes.get(path);
};

/** Everything a page loads by itself: style sheets, scripts, images and icons, as paths on disk. */
function loads(html, folder) {
  const found = { css: new Set(), js: new Set(), other: new Set() };
  const add = (set, address) => {
    if (!/^[a-z]+:|^\/\//i.test(address)) set.add(join(folder, decodeURIComponent(address.split(/[?#]/)[0])));
  };
  for (const [tag] of html.matchAll(/<(?:link|script|img)\b[^>]*>/g)) {
    const value = (name) => tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
    if (tag.startsWith('<link') && /\brel="stylesheet"/.test(tag)) add(found.css, value('href'));
    else if (tag.startsWith('<link') && /\brel="(?:icon|modulepreload|preload)"/.test(tag)) add(found.other, value('href'));
    else if (tag.startsWith('<script') && value('src')) add(found.js, value('src'));
    else if (tag.startsWith('<img')) add(found.other, value('src'));
  }
  return found;
}

const widgets = new Map();
const rows = Object.fromEntries(Object.keys(BUDGETS).map((name) => [name, []]));
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name !== 'index.html') continue;
  const folder = entry.parentPath ?? entry.path;
  const path = join(folder, entry.name);
  const html = readFileSync(path, 'utf8');
  if (/http-equiv="refresh"/.test(html)) continue; // a redirect, not a page
  const found = loads(html, folder);
  for (const set of [found.css, found.js]) {
    for (const file of set) {
      if (isOfEveryPage(file)) continue;
      set.delete(file);
      widgets.set(file, gzipSync(readFileSync(file), { level: 9 }).length);
    }
  }
  const sum = (set) => [...set].reduce((total, file) => total + sizeOf(file), 0);
  rows[/<body class="document">/.test(html) ? 'HTML of a section to print' : 'HTML of a page'].push([sizeOf(path), path]);
  rows['style sheets of a page'].push([sum(found.css), path]);
  rows['scripts of a page'].push([sum(found.js), path]);
  rows['requests of a page'].push([1 + found.css.size + found.js.size + found.other.size, path]);
}

for (const [file, size] of widgets) rows[file.endsWith('.js') ? 'script of a widget' : 'style sheet of a widget'].push([size, file]);
for (const name of Object.keys(rows)) if (!rows[name].length) delete rows[name];

let over = 0;
console.log(`${rows['HTML of a page'].length} pages in ${root}`);
for (const [name, values] of Object.entries(rows)) {
  values.sort((a, b) => a[0] - b[0]);
  const at = (share) => values[Math.min(values.length - 1, Math.floor(values.length * share))][0];
  const figures = { p50: at(0.5), p99: at(0.99), max: values.at(-1)[0] };
  const budget = BUDGETS[name];
  const passed = Object.keys(budget).filter((key) => figures[key] > budget[key]);
  over += passed.length;
  const wanted = Object.entries(budget).map(([key, most]) => `${key} at most ${most}`).join(', ');
  console.log(
    `${name.padEnd(26)} p50 ${String(figures.p50).padStart(6)}  p99 ${String(figures.p99).padStart(6)}  max ${String(figures.max).padStart(6)}` +
      `  (${wanted})${passed.length ? `  OVER: ${passed.join(', ')}, ${values.at(-1)[1]}` : ''}`,
  );
}
process.exit(over ? 1 : 0);
