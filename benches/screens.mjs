// Pictures of every template of a built site, to be looked at: wide, phone, dark, and printed on A4.
//
// usage: node benches/screens.mjs FOLDER-OF-ONE-AUDIENCE OUT [ADDRESS...]
//
// Without addresses it takes one page of each kind that the folder has. Files are named ADDRESS-MODE.png and
// ADDRESS.pdf. It serves the folder itself, on the loopback address.
// @ts-check
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startBrowser } from '../tests/browser/browser.js';
import { serveFolder } from './serve-folder.mjs';

const [folder, out, ...asked] = process.argv.slice(2);
if (!folder || !out) {
  console.error('usage: node benches/screens.mjs FOLDER-OF-ONE-AUDIENCE OUT [ADDRESS...]');
  process.exit(2);
}

const MODES = [
  { name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
];

/** One page of each kind and place: its template, as far as its HTML tells. */
function onePageOfEach() {
  const found = new Map([['404.html', '404.html']]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.name === 'index.html');
  const pages = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')).sort();
  for (const page of pages) {
    const html = readFileSync(join(folder, page), 'utf8');
    const kind = html.match(/<article class="of-([a-z]+)/)?.[1] ?? page.split('/').slice(0, -1).join('-');
    if (!html.includes('http-equiv="refresh"') && !found.has(kind) && found.size < 40) found.set(kind, page.replace(/index\.html$/, ''));
  }
  return [...found.values()];
}

mkdirSync(out, { recursive: true });
const site = await serveFolder(folder);
const browser = await startBrowser();
for (const address of asked.length ? asked : onePageOfEach()) {
  const name = address.replace(/\/$/, '').replaceAll('/', '-') || 'home';
  for (const { name: mode, ...options } of MODES) {
    const page = await browser.newPage({ ...options, reducedMotion: 'reduce' });
    await page.goto(site.url + address);
    await page.screenshot({ path: join(out, `${name}-${mode}.png`), fullPage: true });
    await page.close();
  }
  const page = await browser.newPage();
  await page.goto(site.url + address);
  writeFileSync(join(out, `${name}.pdf`), await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  await page.close();
  console.log(address || '/');
}
await browser.close();
site.stop();
if (!existsSync(out)) process.exit(1);
