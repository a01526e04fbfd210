// What a page offers beside its text: an announcement, remarks that fold, code with marked lines, tabs that go together, tables that
// sort, terms that are explained.
// @ts-check
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axeViolations, sidewaysScroll, startBrowser, visit } from './browser.js';
import { startSite } from './site.js';

const root = mkdtempSync(join(tmpdir(), 'rolebook-comforts-'));
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./site.js').Site} */
let site;

const ANNOUNCEMENT = `
[announcement]
text = "Pay bands for 2027 are out"
link = "tabs.md"
until = 2026-12-31
`;

const TABS = `# Two blocks of tabs

${'A line of text.\n\n'.repeat(30)}
:::tabs
## Linux

Type apt.

## macOS

Type brew.
:::

Between them.

:::tabs
## Windows

Type winget.

## macOS

Type brew again.
:::

:::note[How it folds]{fold="closed"}
What few need.
:::

\`\`\`rust {title="src/main.rs" lines="2-3"}
fn main() {
    let a = 1; /* a comment
    that goes on */
}
\`\`\`
`;

const TABLE = `# Tables

| Who | Pay | From |
|---|---|---|
| Zoe | £120,000 | 21 November 2026 |
| Ann | £95k | 3 March 2026 |
| Kim | £1.2m | 9 April 2025 |
| Bob | — | 1 January 2027 |
| Sam | £100,500 | 4 May 2026 |

| What you see | Why it matters |
|---|---|
${'| Somebody tells a long story of what the team did | Nobody knows what they did themselves in it |\n'.repeat(6)}

| Row | What it is | Long |
|---|---|---|
${Array.from({ length: 60 }, (_, at) => `| Row ${at} | ${at * 10} | A long text that takes its room, and is no name |`).join('\n')}
`;

// The guide, with an announcement and a page of our own.
before(async () => {
  cpSync(fileURLToPath(new URL('../../docs/', import.meta.url)), root, { recursive: true });
  appendFileSync(join(root, 'rolebook.toml'), ANNOUNCEMENT);
  writeFileSync(join(root, 'content/tabs.md'), TABS);
  writeFileSync(join(root, 'content/tabs-too.md'), TABS.replace('# Two', '# Two more'));
  writeFileSync(join(root, 'content/table.md'), TABLE);
  writeFileSync(join(root, 'content/terms-of-ours.md'), '+++\ntitle = "Terms"\nkind = "glossary"\n+++\n\nBase\n: Salary, without bonus and equity.\n');
  writeFileSync(join(root, 'content/terms.md'), '# What we say\n\nThe base of a place is what its people get. Base is said again.\n');
  site = await startSite('public', root);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  site?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** @param {string} path @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (path, options = {}) => visit(browser, site.url + path, { viewport: { width: 1280, height: 800 }, ...options });

/** A page on another day than today. @param {string} path @param {string} day */
async function openOn(path, day) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.setFixedTime(day);
  await page.goto(site.url + path);
  return { page, close: () => context.close() };
}

for (const width of [1280, 390]) {
  test(`an announcement stands above the header until it is closed, at ${width} pixels`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.clock.setFixedTime('2026-11-21T12:00:00Z');
    await page.goto(site.url);
    const notice = page.locator('.notice');
    const [above, header, text] = await Promise.all(['.notice', '.top', 'main'].map((part) => page.locator(part).boundingBox()));
    assert.ok(above && header && text && above.y + above.height <= header.y + 1 && header.y + header.height <= text.y + 1, JSON.stringify({ above, header, text }));
    assert.ok(above.width >= width - 1 && await sidewaysScroll(page) <= 0, `it is ${above.width} wide`);
    assert.deepEqual(await axeViolations(page), []);
    await notice.getByRole('button', { name: 'Close this announcement' }).click();
    assert.ok(!await notice.isVisible());
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'MAIN', 'the focus is not lost');
    await page.goto(`${site.url}start/`);
    assert.ok(!await notice.isVisible(), 'it stays closed on the next page');
    await page.evaluate(() => localStorage.setItem('notice', 'Another one'));
    await page.reload();
    assert.ok(await notice.isVisible(), 'another text shows again');
    await notice.getByRole('link').click();
    await page.waitForURL('**/tabs/');
    await context.close();
  });
}

test('an announcement that is over hides where the site was built before', async () => {
  const last = await openOn('', '2026-12-31T23:00:00Z');
  assert.ok(await last.page.locator('.notice').isVisible());
  await last.close();
  const late = await openOn('', '2027-01-01T00:30:00Z');
  assert.ok(!await late.page.locator('.notice').isVisible());
  await late.close();
});

test('without scripts an announcement reads, and has no dead button', async () => {
  const { page, close } = await open('', { javaScriptEnabled: false });
  assert.ok(await page.locator('.notice p').isVisible());
  assert.ok(!await page.locator('.notice button').isVisible());
  await close();
});

test('the menu of a phone reaches to the bottom below an announcement', async () => {
  const { page, close } = await open('tabs/', { viewport: { width: 390, height: 600 } });
  await page.locator('.menu > summary').click();
  const box = await page.locator('.menu nav').boundingBox();
  assert.ok(box && box.y + box.height <= 601, JSON.stringify(box));
  await close();
});

test('a remark that folds opens by keyboard and shows on paper', async () => {
  const { page, troubles, close } = await open('tabs/');
  const fold = page.locator('details.callout-note');
  const body = fold.getByText('What few need.');
  assert.ok(!await body.isVisible());
  await page.emulateMedia({ media: 'print' });
  assert.ok(await body.isVisible(), 'paper cannot be opened');
  await page.emulateMedia({ media: 'screen' });
  await fold.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.ok(await body.isVisible());
  assert.deepEqual(await axeViolations(page, 'main'), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('marked lines are set off over their whole width, and are copied as they are', async () => {
  const { page, close } = await open('tabs/', { permissions: ['clipboard-read', 'clipboard-write'] });
  const block = page.locator('.code').last();
  assert.equal(await block.locator('.code-title').textContent(), 'src/main.rs');
  const marks = block.locator('mark');
  assert.equal(await marks.count(), 1, 'neighbours are marked as one');
  assert.equal(await marks.textContent(), '    let a = 1; /* a comment\n    that goes on */\n');
  const [mark, code] = await Promise.all([marks, block.locator('pre')].map((part) => part.boundingBox()));
  assert.ok(mark && code && Math.abs(mark.width - code.width) < 6, JSON.stringify({ mark, code }));
  await block.hover();
  await block.getByRole('button', { name: 'Copy' }).click();
  await block.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, 'fn main() {\n    let a = 1; /* a comment\n    that goes on */\n}\n');
  await close();
});

test('tabs of one name go together, stay where they are, and are kept', async () => {
  const { page, close } = await open('tabs/');
  const [first, second] = [page.getByRole('tablist').first(), page.getByRole('tablist').last()];
  const shown = () => page.locator('.tabs .tab:not([hidden])').evaluateAll((all) => all.map((one) => one.getAttribute('aria-labelledby')));
  assert.deepEqual(await shown(), ['linux-tab', 'windows-tab']);
  await second.scrollIntoViewIfNeeded();
  const before = await second.boundingBox();
  await second.getByRole('tab', { name: 'macOS' }).click();
  assert.deepEqual(await shown(), ['macos-tab', 'macos-1-tab']);
  const now = await second.boundingBox();
  assert.ok(before && now && Math.abs(before.y - now.y) <= 1, 'what was pressed stays under the finger');
  await page.goto(`${site.url}tabs-too/`);
  assert.deepEqual(await shown(), ['macos-tab', 'macos-1-tab'], 'the next page has the same');
  await first.getByRole('tab', { name: 'Linux' }).click();
  assert.deepEqual(await shown(), ['linux-tab', 'macos-1-tab'], 'what has no such part stays');
  await page.goto(`${site.url}tabs/#windows`);
  assert.deepEqual(await shown(), ['linux-tab', 'windows-tab'], 'an address that leads into a part wins');
  await page.evaluate(() => localStorage.setItem('tabs', 'no list'));
  await page.reload();
  await close();
});

test('a table of data is sorted by the head of a column, by value, and put back', async () => {
  const { page, troubles, close } = await open('table/');
  const table = page.locator('table.data').first();
  const column = (/** @type {number} */ at) => table.locator(`tbody td:nth-child(${at})`).allInnerTexts();
  const written = await column(1);
  const pay = table.getByRole('columnheader', { name: 'Pay' });
  await pay.getByRole('button').focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await column(2), ['£95k', '£100,500', '£120,000', '£1.2m', '—']);
  assert.equal(await pay.getAttribute('aria-sort'), 'ascending');
  assert.equal(await page.getByRole('status').filter({ hasText: 'Sorted' }).textContent(), 'Sorted by Pay, upwards.');
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Enter');
  assert.deepEqual(await column(2), ['£1.2m', '£120,000', '£100,500', '£95k', '—']);
  await table.getByRole('button', { name: 'From' }).click();
  assert.equal(await pay.getAttribute('aria-sort'), null, 'one column alone is sorted');
  assert.deepEqual(await column(3), ['9 April 2025', '3 March 2026', '4 May 2026', '21 November 2026', '1 January 2027']);
  await pay.getByRole('button').click();
  await pay.getByRole('button').click();
  await pay.getByRole('button').click();
  assert.deepEqual(await column(1), written, 'the third press puts all back');
  assert.equal(await page.locator('table:not(.data) button').count(), 0, 'prose in columns has no buttons');
  assert.deepEqual(troubles, []);
  await close();
});

test('the buttons of a table take no room that it did not have', async () => {
  const sizes = [];
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open('table/', { javaScriptEnabled });
    sizes.push(await page.locator('main').evaluate((main) => [...main.querySelectorAll('tr')].map((row) => Math.round(row.getBoundingClientRect().height))));
    assert.equal(await sidewaysScroll(page), 0);
    await close();
  }
  assert.deepEqual(sizes[0], sizes[1]);
});

test('the heads of a long table stay below the header', async () => {
  const { page, close } = await open('table/');
  const heads = page.locator('table:has-text("Row 40") thead');
  await page.getByText('Row 40', { exact: true }).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(200);
  const [head, top] = await Promise.all([heads.locator('th').first().boundingBox(), page.locator('.top').boundingBox()]);
  assert.ok(head && top && Math.abs(head.y - top.y - top.height) <= 2, JSON.stringify({ head, top }));
  await close();
});

test('a term is explained at the focus and under a pointer, and Escape puts it away', async () => {
  const { page, troubles, close } = await open('terms/');
  const term = page.locator('a.term').first();
  const note = page.locator('[popover]').filter({ hasText: 'Salary, without bonus' });
  assert.ok(!await note.isVisible());
  while (!await term.evaluate((link) => link === document.activeElement)) await page.keyboard.press('Tab');
  await note.waitFor({ state: 'visible' });
  const [box, at] = await Promise.all([note.boundingBox(), term.boundingBox()]);
  assert.ok(box && at && Math.abs(box.x - at.x) < 40 && box.y >= at.y + at.height, JSON.stringify({ box, at }));
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Escape');
  assert.ok(!await note.isVisible());
  assert.ok(await term.evaluate((link) => link === document.activeElement), 'the focus stays');
  await page.locator('h1').click();
  await term.hover();
  await note.waitFor({ state: 'visible' });
  await note.hover();
  await page.waitForTimeout(300);
  assert.ok(await note.isVisible(), 'the pointer may go into the note');
  await page.locator('h1').hover();
  await note.waitFor({ state: 'hidden' });
  await term.click();
  await page.waitForURL('**/terms-of-ours/#base');
  assert.ok(await page.locator('dt#base').isVisible());
  assert.deepEqual(troubles, []);
  await close();
});

test('the first touch of a term explains it, the second leads to its entry', async () => {
  const { page, close } = await open('terms/', { viewport: { width: 390, height: 844 }, hasTouch: true });
  const term = page.locator('a.term').first();
  await term.tap();
  const note = await page.locator('[popover]').filter({ hasText: 'Salary' }).boundingBox();
  assert.ok(note && note.width >= 389 && Math.abs(note.y + note.height - 844) <= 1, JSON.stringify(note));
  await term.tap();
  await page.waitForURL('**/terms-of-ours/#base');
  await close();
});

test('without scripts a term is a link to its entry', async () => {
  const { page, close } = await open('terms/', { javaScriptEnabled: false });
  assert.ok(!await page.locator('[popover]').first().isVisible());
  await page.locator('a.term').first().click();
  await page.waitForURL('**/terms-of-ours/#base');
  await close();
});

test('a picture larger than its column opens large, and the focus comes back', async () => {
  const { page, troubles, close } = await open('writing/blocks/');
  const picture = page.locator('.text img[alt^="Three levels in columns"]');
  await picture.scrollIntoViewIfNeeded();
  const button = page.getByRole('button', { name: 'Show larger: Three levels in columns' });
  assert.ok(await page.locator('.enlarge').first().isHidden(), 'one that is drawn in full needs none');
  const small = await picture.boundingBox();
  await button.press('Enter');
  const dialog = page.locator('dialog.enlarged');
  const large = dialog.locator('img');
  await large.evaluate((image) => /** @type {HTMLImageElement} */ (image).decode());
  const size = await large.boundingBox();
  assert.ok(small && size && size.width > small.width * 1.1, JSON.stringify({ small, size }));
  assert.equal(await large.getAttribute('alt'), await picture.getAttribute('alt'));
  assert.ok(await dialog.evaluate((one) => one.contains(document.activeElement)));
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Escape');
  assert.ok(!(await dialog.isVisible()));
  assert.ok(await button.evaluate((one) => one === document.activeElement));
  await picture.click();
  assert.ok(await dialog.isVisible());
  await dialog.getByRole('button', { name: 'Close' }).click();
  assert.ok(!(await dialog.isVisible()) && await button.evaluate((one) => one === document.activeElement));
  assert.equal(await sidewaysScroll(page), 0);
  assert.deepEqual(troubles, []);
  await close();
  const plain = await open('writing/blocks/', { javaScriptEnabled: false });
  assert.equal(await plain.page.locator('.enlarge').count(), 0);
  assert.ok(await plain.page.locator('.text img[alt^="Three levels in columns"]').isVisible());
  await plain.close();
});

test('tables are named by the heading before them', async () => {
  const { page, close } = await open('table/');
  const names = await page.locator('.table-scroll').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.deepEqual(names, ['Table 1', 'Table 2', 'Table 3'], 'before the first heading there is none');
  await page.goto(`${site.url}writing/links/`);
  assert.deepEqual(await page.locator('.table-scroll').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))), ['Files to download', 'What files say about themselves']);
  await close();
});

test('on paper a page begins with its title, and its foot never stands alone on a sheet', async () => {
  const { page, close } = await open('writing/links/');
  const tops = () => Promise.all(['.page-footer', 'h1'].map(async (part) => (await page.locator(part).first().boundingBox())?.y ?? 0));
  const [foot, title] = await tops();
  assert.ok(foot > title);
  await page.emulateMedia({ media: 'print' });
  const [head, below] = await tops();
  assert.ok(head > below, JSON.stringify({ head, below }));
  assert.equal(await page.locator('.page-footer').evaluate((one) => getComputedStyle(one).breakBefore), 'avoid');
  await close();
});
