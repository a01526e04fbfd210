// The layout of twelve templates, wide and on a phone, against the pictures in `layouts/`: a page cut into cells of 20 by 20
// pixels, each the digit of how light it is. Letters are drawn as blocks of one size, so that fonts do not matter; a part
// that is lost, moved or of another size does. After a change that was meant: UPDATE_LAYOUTS=1 node --test tests/browser/layout.test.js
// @ts-check
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { blockFont } from './block-font.js';
import { startBrowser } from './browser.js';
import { startSite } from './site.js';

const folder = fileURLToPath(new URL('layouts/', import.meta.url));
const update = Boolean(process.env.UPDATE_LAYOUTS);
const command = 'UPDATE_LAYOUTS=1 node --test tests/browser/layout.test.js';

/** The side of a cell, in pixels. */
const CELL = 20;
/** Two steps of sixteen are what edges between pixels make; more is another picture. */
const STEPS = 2;
/** How many of the cells that hold something may be another picture: about a few words. */
const SHARE = 0.01;

const sizes = { wide: { width: 1280, height: 1600 }, phone: { width: 400, height: 1600 } };
const pages = {
  home: '',
  section: 'interviews/',
  role: 'roles/ai-tech-lead/',
  pay: 'pay/london/',
  explorer: 'pay/explore/',
  comparison: 'compare/ai-tech-lead-vs-technical-lead/',
  'any-roles': 'compare/',
  ladder: 'ladders/building-models/',
  fit: 'candidates/which-role-fits-you/',
  questions: 'faq/',
  stages: 'interviews/four-stages/',
  glossary: 'glossary/',
};

/** @type {import('playwright-core').Browser} */
let browser;
/** Reads pictures. @type {import('playwright-core').Page} */
let reader;
/** @type {import('./site.js').Site} */
let site;
before(async () => {
  site = await startSite('public');
  browser = await startBrowser();
  reader = await browser.newPage();
});
after(async () => {
  await browser?.close();
  site?.stop();
});

/** Lays the page out with blocks for letters. @param {number[]} font */
async function inBlocks(font) {
  const face = await new FontFace('Block', new Uint8Array(font).buffer, { weight: '1 1000' }).load();
  document.fonts.add(face);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*, ::before, ::after { font-family: Block !important; font-style: normal !important; font-variant: normal !important; font-feature-settings: normal !important;
    font-synthesis: none !important; text-rendering: geometricPrecision !important; letter-spacing: 0 !important; hyphens: manual !important; text-wrap: wrap !important }
    * { scrollbar-width: none !important; caret-color: transparent !important }`);
  document.adoptedStyleSheets.push(sheet);
  await document.fonts.ready;
}

/** How light each cell of a picture is, a digit of sixteen each, a line for each row. @param {{ png: string, cell: number }} picture */
async function digits({ png, cell }) {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const rows = [];
  for (let top = 0; top < height; top += cell) {
    let row = '';
    for (let left = 0; left < width; left += cell) {
      let sum = 0;
      for (let y = top; y < top + cell; y += 1) {
        for (let x = left; x < left + cell; x += 1) {
          const at = 4 * (y * width + x);
          sum += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
        }
      }
      // Paper and rules on it are all light: the digits stand for the darker half, where letters and bars are.
      row += Math.max(0, Math.min(15, Math.floor((sum / cell / cell - 128) / 8))).toString(16);
    }
    rows.push(row);
  }
  return rows;
}

/** How much of two pictures is not the same, and where. @param {string[]} now @param {string[]} was */
function apart(now, was) {
  /** @type {[number, number][]} */
  const cells = [];
  let held = 0;
  for (let row = 0; row < Math.max(now.length, was.length); row += 1) {
    for (let column = 0; column < Math.max(now[row]?.length ?? 0, was[row]?.length ?? 0); column += 1) {
      const [one, other] = [now, was].map((rows) => parseInt(rows[row]?.[column] ?? '-', 16));
      held += Number(!(one >= 15 - STEPS && other >= 15 - STEPS));
      if (!(Math.abs(one - other) <= STEPS)) cells.push([row, column]);
    }
  }
  const from = (/** @type {0 | 1} */ axis) => CELL * Math.min(...cells.map((cell) => cell[axis]));
  const to = (/** @type {0 | 1} */ axis) => CELL * (Math.max(...cells.map((cell) => cell[axis])) + 1);
  return { share: cells.length / Math.max(held, 1), where: cells.length ? `between x ${from(1)} and ${to(1)}, y ${from(0)} and ${to(0)}` : '' };
}

test('a picture in digits tells a moved part from a part drawn a little differently', () => {
  const paper = Array.from({ length: 80 }, () => 'f'.repeat(64));
  const withColumn = (/** @type {number} */ at, /** @type {string} */ digit) => paper.map((row) => row.slice(0, at) + digit.repeat(14) + row.slice(at + 14));
  assert.equal(apart(withColumn(2, 'b'), withColumn(2, '9')).share, 0, 'a little darker');
  assert.ok(apart(withColumn(2, 'b'), withColumn(4, 'b')).share > SHARE, 'moved');
  assert.ok(apart(withColumn(2, 'b'), paper).share > SHARE, 'lost');
  assert.equal(apart(withColumn(2, 'b'), paper).where, 'between x 40 and 320, y 0 and 1600');
});

/**
 * A picture of the page, with blocks for letters.
 * @param {string} path
 * @param {{ width: number, height: number }} viewport
 */
async function pictureOf(path, viewport) {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce', colorScheme: 'light' });
  await page.goto(site.url + path, { waitUntil: 'load' });
  await page.evaluate(inBlocks, [...blockFont()]);
  // A block whose script has to ask for its data first.
  await page.waitForFunction(() => [...document.querySelectorAll('pay-explorer form')].every((form) => form.querySelector('.answers *')));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const shot = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return shot;
}

for (const [name, path] of Object.entries(pages)) {
  test(`the layout of ${name} is that of its picture`, async () => {
    /** @type {Record<string, string[]>} */
    const now = {};
    /** @type {Record<string, Buffer>} */
    const shots = {};
    for (const [size, viewport] of Object.entries(sizes)) {
      shots[size] = await pictureOf(path, viewport);
      now[size] = await reader.evaluate(digits, { png: shots[size].toString('base64'), cell: CELL });
    }
    const file = join(folder, `${name}.txt`);
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, Object.entries(now).map(([size, rows]) => `${size}\n${rows.join('\n')}\n`).join(''));
      return;
    }
    assert.ok(existsSync(file), `${file} is not there: run ${command}`);
    const parts = readFileSync(file, 'utf8').split(/^(wide|phone)\n/m).slice(1);
    for (const size of Object.keys(now)) {
      const { share, where } = apart(now[size], parts[parts.indexOf(size) + 1].trimEnd().split('\n'));
      if (share <= SHARE) continue;
      const shot = join(mkdtempSync(join(tmpdir(), 'rolebook-layout-')), `${name}-${size}.png`);
      writeFileSync(shot, shots[size]);
      assert.fail(`${(100 * share).toFixed(1)}% of what /${path}, ${size}, shows is another picture, ${where}: see ${shot}. Was it meant? Then run ${command}`);
    }
  });
}
