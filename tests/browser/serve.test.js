// Somebody writes with `rolebook serve` beside them: the page follows every save, and says what is wrong.
// @ts-check
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser, watch } from './browser.js';
import { rolebook } from './site.js';

const patience = { timeout: 15_000 };
/** @type {string} */
let root;
/** @type {import('node:child_process').ChildProcess} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let address;
/** @type {string} */
let publicAddress;

const write = (/** @type {string} */ body) => writeFileSync(join(root, 'content/story.md'), `+++\ntitle = "Story"\n+++\n${body}\n`);

before(async () => {
  root = join(mkdtempSync(join(tmpdir(), 'rolebook-serve-')), 'site');
  execFileSync(rolebook, ['init', root, '--bare']);
  write('The first words.');
  server = spawn(rolebook, ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  address = await new Promise((found, failed) => {
    let said = '';
    server.stdout?.on('data', (text) => {
      said += text;
      publicAddress = /http:\/\/127\.0\.0\.1:\d+\/public\//.exec(said)?.[0] ?? '';
      const internal = /http:\/\/127\.0\.0\.1:\d+\/internal\//.exec(said);
      if (internal) found(internal[0]);
    });
    server.on('exit', (code) => failed(new Error(`serve ended with ${code}: ${said}`)));
  });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  server?.kill('SIGINT');
  rmSync(join(root, '..'), { recursive: true, force: true });
});

test('a page follows its file, shows what is wrong with it, and forgets that when it is mended', async () => {
  const page = await browser.newPage();
  const troubles = watch(page);
  await page.goto(`${address}story/`);
  await page.getByText('The first words.').waitFor(patience);

  write('Other words.');
  await page.getByText('Other words.').waitFor(patience);

  write('See [nothing](nothing.md).');
  const alert = page.getByRole('alert');
  await alert.waitFor(patience);
  assert.match((await alert.textContent()) ?? '', /content\/story\.md:4:5/);
  assert.ok(await page.getByText('Other words.').isVisible(), 'the last good page stays');

  write('Mended words.');
  await page.getByText('Mended words.').waitFor(patience);
  assert.equal(await alert.count(), 0);
  assert.deepEqual(troubles.filter((trouble) => !/ERR_INCOMPLETE_CHUNKED_ENCODING/.test(trouble)), []);
  await page.close();
});

test('no script of one audience can read the pages of another', async () => {
  assert.notEqual(new URL(publicAddress).origin, new URL(address).origin);
  const page = await browser.newPage();
  await page.goto(publicAddress);
  const read = (/** @type {string} */ url) => page.evaluate((url) => fetch(url).then((answer) => answer.status, () => 'refused'), url);
  assert.equal(await read(publicAddress), 200);
  assert.equal(await read(`${address}story/`), 'refused');
  assert.equal(await read(new URL('/internal/story/', publicAddress).href), 'refused');
  await page.close();
});

test('what is wrong is shown as text, whatever it holds', async () => {
  const page = await browser.newPage();
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    dialog.dismiss();
  });
  write('Quiet words.');
  await page.goto(`${address}story/`);
  await page.getByText('Quiet words.').waitFor(patience);
  write('[x](<img src=x onerror=alert(1)>.md)\n\n[y](<script>alert(2)</script>.md)');
  const alert = page.getByRole('alert');
  await alert.waitFor(patience);
  assert.equal(await alert.locator('img, script').count(), 0);
  assert.equal(dialogs, 0);
  await page.close();
});

test('each audience has an address of its own, and the way in leads to the default one', async () => {
  const page = await browser.newPage();
  write('Words for us.');
  await page.goto(new URL('/', address).href);
  assert.equal(page.url(), address);
  const internal = await page.request.get(`${address}story/`);
  const open = await page.request.get(new URL('/public/story/', address).href);
  assert.equal(internal.status(), 200);
  assert.equal(open.status(), 404);
  await page.close();
});

test('a broken data file is the first thing said, and what follows from it is not', async () => {
  const page = await browser.newPage();
  mkdirSync(join(root, 'content/data'), { recursive: true });
  const data = join(root, 'content/data/pay.toml');
  writeFileSync(data, '[role.baker]\ntitle = "Baker"\n');
  write('::skills{roles="baker"}\n\nSee [nothing](nothing.md).');
  await page.goto(`${address}story/`);
  writeFileSync(data, '[role.baker]\ntitle = Baker\n');
  const alert = page.getByRole('alert');
  await page.getByText('write `title = "Baker"`').waitFor(patience);
  const said = (await alert.textContent()) ?? '';
  assert.ok(said.indexOf('content/data/pay.toml:2:9') < said.indexOf('content/story.md'), said);
  assert.doesNotMatch(said, /no role `baker`/);
  rmSync(data);
  write('The last words.');
  await page.getByText('The last words.').waitFor(patience);
  await page.close();
});
