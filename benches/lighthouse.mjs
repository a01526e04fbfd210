// Lighthouse over one page of each template of a built site: the worst of several runs, as a Markdown table.
//
// usage: node benches/lighthouse.mjs LIGHTHOUSE FOLDER-OF-ONE-AUDIENCE [RUNS] [ADDRESS...]
//
// LIGHTHOUSE is the folder of the package, such as /tmp/lh/node_modules/lighthouse: it is no part of this repository.
// Settings are Lighthouse's own for mobile (slow 4G and a slowed processor, simulated). The site is served on the
// loopback address at the root, with the headers of its `_headers` and brotli. Exits with 1 when a figure is below 100.
// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveFolder } from './serve-folder.mjs';

const [lighthousePath, folder, runsText = '3', ...asked] = process.argv.slice(2);
if (!lighthousePath || !folder) {
  console.error('usage: node benches/lighthouse.mjs LIGHTHOUSE FOLDER-OF-ONE-AUDIENCE [RUNS] [ADDRESS...]');
  process.exit(2);
}

/** One page of each template of the sample. */
const PAGES = [
  ['home', ''],
  ['section', 'roles/'],
  ['role', 'roles/ai-tech-lead/'],
  ['comparison', 'compare/ai-tech-lead-vs-technical-lead/'],
  ['guide', 'guides/when-you-need-one/'],
  ['any roles compared', 'compare/'],
  ['pay', 'pay/ai-tech-lead/'],
  ['pay explorer', 'pay/explore/'],
  ['interview', 'interviews/four-stages/'],
  ['red flags', 'interviews/red-flags/'],
  ['questions', 'faq/'],
  ['glossary', 'glossary/'],
  ['page', 'candidates/how-we-hire/'],
  ['role-fit', 'candidates/which-role-fits-you/'],
  ['ladder', 'ladders/building-models/'],
  ['skills', 'skills/'],
  ['tags', 'tags/'],
  ['tag', 'tags/pay/'],
  ['search', 'search/'],
];
/** Asks search engines to stay away, by design. */
const UNLISTED = ['search/'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const packagePath = resolve(lighthousePath);
const { default: lighthouse } = await import(pathToFileURL(join(packagePath, 'core/index.js')).href);
const launcher = createRequire(join(packagePath, 'package.json')).resolve('chrome-launcher');
const { launch } = await import(pathToFileURL(launcher).href);
const { version } = JSON.parse(readFileSync(join(packagePath, 'package.json'), 'utf8'));

const site = await serveFolder(folder);
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const pages = asked.length ? asked.map((address) => [address || 'home', address]) : PAGES.filter(([, address]) => existsSync(join(folder, address, 'index.html')));

let short = 0;
let browser = '';
const rows = [];
for (const [name, address] of pages) {
  /** @type {Record<string, number>} */
  const worst = {};
  const times = { 'first-contentful-paint': 0, 'largest-contentful-paint': 0, 'total-blocking-time': 0, 'cumulative-layout-shift': 0 };
  const faults = new Set();
  for (let run = 0; run < Number(runsText); run += 1) {
    const result = await lighthouse(site.url + address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' });
    const { lhr } = result;
    browser = lhr.environment.hostUserAgent.match(/Chrome\/[\d.]+/)?.[0] ?? '';
    for (const category of CATEGORIES) {
      const { score, auditRefs } = lhr.categories[category];
      worst[category] = Math.min(worst[category] ?? 100, Math.round((score ?? 0) * 100));
      for (const { id, weight } of auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1 && category !== 'performance') faults.add(id);
      }
    }
    for (const id of Object.keys(times)) times[id] = Math.max(times[id], lhr.audits[id].numericValue ?? 0);
  }
  const counts = (category) => category !== 'seo' || !UNLISTED.includes(address);
  if (CATEGORIES.some((category) => counts(category) && worst[category] < 100)) short += 1;
  const figures = CATEGORIES.map((category) => (counts(category) ? worst[category] : 'none'));
  const shown = [`${(times['first-contentful-paint'] / 1000).toFixed(2)} s`, `${(times['largest-contentful-paint'] / 1000).toFixed(2)} s`, `${Math.round(times['total-blocking-time'])} ms`, times['cumulative-layout-shift'].toFixed(3)];
  rows.push(`| ${[name, `/${address}`, ...figures, ...shown].join(' | ')} |`);
  console.error(`${rows.at(-1)}${faults.size ? `  ${[...faults].join(', ')}` : ''}`);
}
console.log(`Lighthouse ${version}, ${browser}, mobile settings, the worst of ${runsText} runs.\n`);
console.log('| Template | Page | Performance | Accessibility | Best practices | SEO | FCP | LCP | TBT | CLS |');
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const row of rows) console.log(row);
chrome.kill();
site.stop();
process.exit(short ? 1 : 0);
