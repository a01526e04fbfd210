// Pages as handbooks of other tools bring them: long words on a phone, code in a site from right to left, pictures that
// load late.
// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { sidewaysScroll, startBrowser } from './browser.js';
import { rolebook } from './site.js';

const folder = mkdtempSync(join(tmpdir(), 'rolebook-imported-'));
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let address = '';

/**
 * Builds a site of these files and gives the folder of its public edition.
 * @param {string} name
 * @param {Record<string, string | Buffer>} files
 */
function build(name, files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const run = spawnSync(rolebook, ['build', '--root', join(folder, name), '--out', join(folder, name, 'dist'), '--today', '2026-11-21'], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
}

/** A PNG of one colour. @param {number} width @param {number} height */
function png(width, height) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((width + 1) * height, 120));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** @param {Buffer} bytes */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

before(async () => {
  const long = 'Arbeitnehmerüberlassungsgesetzänderungsverordnung';
  build('words', {
    'rolebook.toml': 'title = "Recht"\nlanguage = "de"\n',
    [`content/recht/${long.toLowerCase()}/a.md`]: `# ${long}\n\n${long} und https://example.org/${'a'.repeat(90)}\n\n## ${long}\n\n- ${long}\n\n> ${long}\n\n:::note[${long}]\n${long}\n:::\n`,
    [`content/recht/${long.toLowerCase()}/b.md`]: `---\ntitle: ${long}gesetz\ntags: [${long}]\n---\nText\n`,
  });
  build('code', {
    'rolebook.toml': 'title = "دليل"\nlanguage = "ar"\n',
    'content/a.md': '# مقابلة\n\nنفّذ `git commit --amend` ثم:\n\n```sh\ngit commit --amend -m "x"; echo $HOME\n```\n',
  });
  const picture = '![A screen of the tour](i.png)\n\n';
  build('pictures', {
    'rolebook.toml': 'title = "Tour"\n',
    'content/a.md': `# Screens\n\n${picture.repeat(6)}\n## Target heading\n\nHere.\n\n${'filler\n\n'.repeat(80)}`,
    'content/i.png': png(900, 700),
  });
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).split('/').filter(Boolean);
    let file = join(folder, path[0] ?? '', 'dist', 'public', ...path.slice(1));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    const type = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png', '.svg': 'image/svg+xml' }[/\.\w+$/.exec(file)?.[0] ?? ''];
    response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('long words break at 320 pixels, in the breadcrumb and in lists of pages too', async () => {
  const long = encodeURIComponent('arbeitnehmerüberlassungsgesetzänderungsverordnung');
  const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
  for (const path of [`/words/recht/${long}/a/`, `/words/recht/${long}/b/`, `/words/recht/${long}/`, '/words/recht/', '/words/']) {
    await page.goto(address + path);
    const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => `${element.tagName}.${element.className}`).slice(0, 8));
    assert.equal(await sidewaysScroll(page), 0, `${path}: ${wide}`);
  }
  await page.close();
});

test('code runs from left to right in a site that runs from right to left', async () => {
  const page = await browser.newPage();
  await page.goto(`${address}/code/a/`);
  const styles = await page.evaluate(() => ['main pre', 'main p code'].map((selector) => {
    const style = getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
    return [style.direction, style.unicodeBidi];
  }));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
  assert.equal(styles[0][0], 'ltr');
  assert.deepEqual(styles[1], ['ltr', 'isolate']);
  await page.close();
});

test('a heading below pictures is where its link leads, however late they load', async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 557 } });
  await page.route('**/i.png', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.goto(`${address}/pictures/a/#target-heading`);
  await page.waitForLoadState('networkidle');
  const top = await page.evaluate(() => document.getElementById('target-heading')?.getBoundingClientRect().top ?? NaN);
  assert.ok(top >= 0 && top < 300, `the heading stands at ${top}`);
  await page.close();
});
