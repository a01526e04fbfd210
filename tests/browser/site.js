// The sample site, built by the command and served as a static host would: under a path of its own, with the
// headers that `_headers` asks for. Owns the building and the serving, and both ends of a file of stories; the stories are in
// the tests.
// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, relative, sep } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBrowser, visit } from './browser.js';

const sample = fileURLToPath(new URL('../../', import.meta.url));

/** The command under test. */
export const rolebook = process.env.ROLEBOOK ?? join(sample, 'target/debug/rolebook');

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

/**
 * Builds an audience of a site and serves it.
 * @param {string} audience
 * @param {string} [root]   its folder; the sample site when left out
 * @returns {Promise<Site>}
 */
export async function startSite(audience, root = sample) {
  if (!existsSync(rolebook)) throw new Error(`${rolebook} is not there: run \`cargo build\` first, or \`./test\``);
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(null)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const base = `/a place/${audience}/`;
  const url = `http://127.0.0.1:${address.port}${encodeURI(base)}`;
  const out = mkdtempSync(join(tmpdir(), 'rolebook-browser-'));
  const options = ['--root', root, '--out', join(out, 'dist'), '--base-url', url, '--today', '2026-11-21'];
  execFileSync(rolebook, ['build', '--quiet', '--audience', audience, ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
  const folder = join(out, 'dist', audience);
  const headers = readHeaders(join(folder, '_headers'));
  server.on('request', (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', url).pathname);
    const file = path.startsWith(base) ? fileAt(folder, path.slice(base.length)) : undefined;
    const found = file ?? join(folder, '404.html');
    response.writeHead(file ? 200 : 404, { ...headers, 'content-type': types[extname(found)] ?? 'application/octet-stream' });
    response.end(readFileSync(found));
  });
  const stop = () => {
    server.closeAllConnections();
    server.close();
    rmSync(out, { recursive: true, force: true });
  };
  return { audience, url, folder, pages: pagesIn(folder), stop };
}

/**
 * @typedef {object} Site
 * @property {string} audience
 * @property {string} url       where it is served, with a slash at its end
 * @property {string} folder    its files
 * @property {string[]} pages   the address of every page below `url`: '' is the home page
 * @property {() => void} stop
 */

/**
 * The sample site and a browser for all stories of a file: they start before the first one and end behind the last.
 * @param {string} audience
 */
export function sampleSite(audience) {
  const site = /** @type {Site} */ ({});
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  before(async () => {
    Object.assign(site, await startSite(audience));
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    site.stop?.();
  });
  const started = () => /** @type {import('playwright-core').Browser} */ (browser);
  return {
    site,
    /** A profile of its own. @param {import('playwright-core').BrowserContextOptions} [options] */
    newContext: (options) => started().newContext(options),
    /** A page of the site in a window as wide as a desk's. @param {string} path @param {import('playwright-core').BrowserContextOptions} [options] */
    open: (path, options = {}) => visit(started(), site.url + encodeURI(path), { viewport: { width: 1280, height: 900 }, ...options }),
  };
}

/** @param {string} folder @param {string} path */
function fileAt(folder, path) {
  const file = join(folder, path.endsWith('/') || path === '' ? `${path}index.html` : path);
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** The headers for every path. @param {string} file */
function readHeaders(file) {
  /** @type {Record<string, string>} */
  const headers = {};
  let here = false;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (/^\S/.test(line)) here = line.trim() === '/*';
    const at = line.indexOf(':');
    if (here && /^\s/.test(line) && at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim();
  }
  if (!headers['content-security-policy']) throw new Error('`_headers` sets no content security policy for every path');
  return headers;
}

/** Every file of the site, by its path. @param {string} folder */
export function filesIn(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/')).sort();
}

/** @param {string} folder */
function pagesIn(folder) {
  const isPage = (/** @type {string} */ file) => /(^|\/)index\.html$/.test(file) && !/http-equiv="refresh"/.test(readFileSync(join(folder, file), 'utf8'));
  const pages = filesIn(folder).filter(isPage).map((file) => file.slice(0, -'index.html'.length));
  if (pages.length < 2) throw new Error(`only ${pages.length} pages: the site is not built`);
  return pages;
}
