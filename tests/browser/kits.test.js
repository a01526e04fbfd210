// Interview kits: three stages scored by keyboard, saved, read in again, set side by side, printed; a form without scripts.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeViolations, sidewaysScroll } from './browser.js';
import { filesIn, sampleSite } from './site.js';

const { site, open } = sampleSite('internal');

const KIT = 'team/kit-ai-tech-lead/';

/** The text of a file that a button saves. @param {import('playwright-core').Page} page @param {import('playwright-core').Locator} button */
async function saved(page, button) {
  const waiting = page.waitForEvent('download');
  await button.press('Enter');
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Opens a conversation of a whole kit from its first line. @param {import('playwright-core').Page} page @param {string} stage */
const unfold = (page, stage) => page.locator(`.kit-part:not([open]):has(#kit-${stage}) > summary`).click();

/** Gives every criterion of a stage a mark and evidence, by keyboard. @param {import('playwright-core').Page} page @param {string} stage @param {number[]} marks */
async function score(page, stage, marks) {
  await unfold(page, stage);
  const card = page.locator(`score-card[data-stage=${stage}]`);
  for (const [at, mark] of marks.entries()) {
    const set = card.locator('[data-criterion]').nth(at);
    await set.locator('input').first().focus();
    await page.keyboard.press('Space');
    for (let step = 1; step < mark; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`Said ${mark} things, in order`);
  }
  return card;
}

test('a mark waits for evidence, and lack of evidence is a result', async () => {
  const { page, troubles, close } = await open('interviews/technical-screen/');
  const card = page.locator('score-card');
  const lines = () => card.locator('.score-sum li').allInnerTexts();
  assert.equal((await lines())[0], '0 of 4 criteria are complete.');
  const [judgement, , , clarity] = await card.locator('[data-criterion]').all();
  await judgement.locator('input[value="3"]').check();
  assert.ok(await judgement.locator('.score-hint').isVisible());
  assert.deepEqual((await lines()).slice(0, 2), ['0 of 4 criteria are complete.', 'Marked without evidence, so not counted: Judgement']);
  await judgement.locator('textarea').fill('   ');
  assert.equal((await lines())[0], '0 of 4 criteria are complete.', 'blanks are no evidence');
  await judgement.locator('textarea').fill('Chose between two, with the cost of both');
  assert.ok(!(await judgement.locator('.score-hint').isVisible()));
  await clarity.locator('input[value="not-enough-evidence"]').check();
  assert.deepEqual(await lines(), ['2 of 4 criteria are complete.', '3: Judgement', 'Not enough evidence: Clarity', 'Not marked: System design, Code']);
  assert.ok(!/\d[.,]\d/.test((await lines()).join(' ')), 'no average');
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('three stages are scored by keyboard, kept, saved, cleared and read in again', async () => {
  const { page, troubles, close } = await open(KIT);
  await page.waitForLoadState('networkidle');
  /** @type {string[]} */
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const plan = { 'first-call': [3, 4], 'technical-screen': [3, 3, 2, 4], 'architecture-deep-dive': [4, 3, 3, 2] };
  for (const [stage, marks] of Object.entries(plan)) {
    const card = await score(page, stage, marks);
    assert.equal(await card.locator('.score-sum li').first().innerText(), `${marks.length} of ${marks.length} criteria are complete.`);
    const status = card.locator('[role=status]');
    assert.equal(await status.innerText(), `${marks.length} of ${marks.length} criteria are complete.`, 'it is told to those who listen');
    assert.ok((await status.boundingBox())?.width === 1, 'and seen once');
  }
  await page.reload();
  for (const stage of ['first-call', 'technical-screen']) await unfold(page, stage);
  const card = page.locator('score-card[data-stage=technical-screen]');
  assert.equal(await card.locator('textarea').nth(2).inputValue(), 'Said 2 things, in order', 'a reload loses nothing');
  const json = await saved(page, card.locator('[data-do=json]'));
  const csv = await saved(page, card.locator('[data-do=csv]'));
  assert.match(json.name, /^scorecard-technical-screen-[a-z0-9]+\.json$/);
  const whole = JSON.parse(json.text);
  assert.deepEqual(whole.ratings.map((/** @type {any} */ one) => one.rating), [3, 3, 2, 4]);
  assert.deepEqual(Object.keys(whole).filter((key) => /name|candidate|interviewer|date/.test(key)), []);
  assert.equal(await page.locator('score-card :is(input, textarea)[name*=candidate], score-card input[type=text]').count(), 0);
  await card.locator('[data-do=clear]').press('Enter');
  assert.equal(await card.locator(':checked').count(), 0);
  const kept = await page.evaluate(() => Object.keys(localStorage).sort());
  assert.deepEqual(kept, ['architecture-deep-dive', 'first-call'].map((stage) => `rolebook-scorecard:ai-tech-lead:${stage}:lead`));
  for (const file of [json, csv]) {
    await card.locator('[data-do=clear]').press('Enter');
    await card.locator('input[type=file]').setInputFiles({ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) });
    await card.locator('[role=status]', { hasText: 'is filled in' }).waitFor();
    assert.equal(await card.locator('.score-sum li').first().innerText(), '4 of 4 criteria are complete.', file.name);
  }
  const other = page.locator('score-card[data-stage=first-call]');
  await other.locator('input[type=file]').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(json.text) });
  await other.locator('[role=status]', { hasText: 'holds no card for this' }).waitFor();
  assert.equal(await other.locator(':checked').count(), 2, 'a card of another stage changes nothing');
  const here = requests.filter((url) => !url.startsWith('blob:') && !url.startsWith(site.url));
  assert.deepEqual(here, [], 'nothing leaves the browser');
  assert.equal(new URL(page.url()).hash, '');
  assert.deepEqual(troubles, []);
  await close();
});

test('a kit is a list of its conversations, and each one is a press away at any time', async () => {
  for (const options of /** @type {const} */ ([{ viewport: { width: 1280, height: 800 } }, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }])) {
    const { page, troubles, close } = await open(KIT, options);
    assert.equal(await page.locator('.kit-part[open], score-card:visible').count(), 0);
    assert.ok(await page.locator('main').evaluate((main) => main.clientHeight) < 2 * options.viewport.height, 'no long way down');
    assert.match(await page.locator('.kit-part > summary').nth(2).innerText(), /Technical screen\s+45 minutes\s+One engineer/);
    await unfold(page, 'first-call');
    await page.locator('.kit-contents a', { hasText: 'Team fit and values' }).click();
    // Its first criterion is in sight, below the list, which stays.
    await page.waitForFunction(() => {
      const { top } = /** @type {Element} */ (document.querySelector('#kit-team-fit-and-values fieldset')).getBoundingClientRect();
      return top > 100 && top < innerHeight * 0.8;
    });
    assert.ok(await page.locator('.kit-contents').evaluate((list) => list.getBoundingClientRect().top < 70));
    assert.ok(await page.locator('.kit-contents a').first().isVisible());
    assert.deepEqual(await axeViolations(page), []);
    assert.equal(await sidewaysScroll(page), 0);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.kit-part :is(.sheet li, .score fieldset)').evaluateAll((all) => all.every((one) => one.checkVisibility())), 'paper has all of them, open or not');
    assert.equal(await page.locator('.kit-part .score .asks').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0, 'and each question once');
    assert.deepEqual(troubles, []);
    await close();
  }
  const { page, close } = await open(`${KIT}#kit-technical-screen`);
  await page.locator('score-card[data-stage=technical-screen] fieldset').first().waitFor({ state: 'visible' });
  await close();
});

test('the page of a stage leads to its scorecard from its top', async () => {
  const { page, close } = await open('interviews/technical-screen/');
  await page.locator('a.button', { hasText: 'Go to the scorecard' }).click();
  assert.ok(await page.locator('h2:has-text("Scorecard")').first().evaluate((heading) => {
    const { top } = heading.getBoundingClientRect();
    return top >= 0 && top < innerHeight / 2;
  }));
  await close();
  // What candidates read is folded, so that the first criterion is near for whoever came to mark it.
  const wide = await open('interviews/technical-screen/');
  await wide.page.setViewportSize({ width: 1280, height: 800 });
  assert.ok(await wide.page.locator('score-card fieldset').first().evaluate((one) => one.getBoundingClientRect().top + scrollY) < 1600);
  assert.ok(await wide.page.locator('details.part').count() > 3);
  assert.equal(await wide.page.locator('details.part score-card').count(), 0, 'the card itself stands open');
  await wide.close();
});

test('a scorecard keeps what goes deeper in its questions, and prints by the next key after its heading', async () => {
  const { page, close } = await open('interviews/technical-screen/#scorecard');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('score-card .ways button').first().waitFor({ state: 'visible' });
  await page.locator('#scorecard').evaluate((heading) => getSelection()?.collapse(heading, 0));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.do), 'print');
  const set = page.locator('score-card fieldset').first();
  assert.ok(await set.locator('.probes').count() > 0);
  assert.equal(await set.locator('.probes li:visible').count(), 0);
  assert.ok(await set.evaluate((one) => one.getBoundingClientRect().height) < 560, 'the marks stand near');
  await set.locator('.asks summary').first().click();
  assert.ok(await set.locator('.probes li:visible').count() > 0);
  await set.locator('.asks summary').first().click();
  await page.emulateMedia({ media: 'print' });
  assert.ok(await set.locator('.probes li').evaluateAll((all) => all.every((one) => one.checkVisibility())), 'paper holds them all');
  assert.equal(await page.locator('score-card').evaluate((card) => getComputedStyle(card).page), 'auto', 'with its page it begins no sheet');
  await close();
});

/** A saved card of the technical screen. @param {string} id @param {(number | string | null)[]} marks @param {object} more */
const file = (id, marks, more = {}) => ({
  name: `${id}.json`,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({
    format: 'rolebook-scorecard', version: 1, card: id, role: 'ai-tech-lead', level: 'lead', stage: 'technical-screen', scale: 4,
    recommendation: 'yes', takeaways: '',
    ratings: ['judgement', 'system-design', 'code', 'clarity'].map((criterion, at) => ({
      criterion, title: criterion, rating: marks[at], evidence: typeof marks[at] === 'number' ? `${id} heard <b>this</b>` : '',
    })),
    ...more,
  })),
});

test('cards of several interviewers stand side by side, the widest gap first', async () => {
  for (const options of /** @type {const} */ ([{}, { viewport: { width: 390, height: 800 }, colorScheme: 'dark' }])) {
    const { page, troubles, close } = await open('team/debrief/', options);
    const debrief = page.locator('score-debrief');
    const files = [
      file('one', [3, 1, 4, 'not-enough-evidence']),
      file('two', [3, 3, 1, null], { recommendation: 'no' }),
      file('one', [1, 1, 1, 1]),
      file('three', [1, 1, 1, 1], { role: 'head-of-ai' }),
      file('four', [5, 5, 5, 5], { scale: 5 }),
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('No card at all') },
    ];
    await debrief.locator('input[type=file]').setInputFiles(files);
    await debrief.locator('[role=status]', { hasText: '2 cards are here.' }).waitFor();
    const said = await debrief.locator('[role=status]').innerText();
    for (const words of ['one.json was there already', 'three.json is for another role', 'four.json has another scale', 'notes.txt is not a saved']) {
      assert.ok(said.includes(words), `${words}: ${said}`);
    }
    const rows = await debrief.locator('tbody tr').evaluateAll((all) => all.map((row) => row.children[0].firstChild?.textContent));
    assert.deepEqual(rows, ['Talk about these first', 'Code', 'System design', 'The rest', 'Judgement', 'Clarity']);
    const first = debrief.locator('tr.split').first();
    assert.match(await first.innerText(), /4\s+one heard <b>this<\/b>\s+1\s+two heard[\s\S]*3 marks apart/);
    const sum = await debrief.locator('.score-sum').innerText();
    assert.match(sum, /On 2 of 4 criteria marks differ by two or more\./);
    assert.match(sum, /Nobody has enough evidence: Clarity/);
    assert.match(sum, /Technical screen: Yes, No/);
    assert.deepEqual(await axeViolations(page), []);
    assert.equal(await sidewaysScroll(page), 0);
    const csv = await saved(page, debrief.locator('[data-do=csv]'));
    await debrief.locator('[data-do=clear]').press('Enter');
    assert.equal(await debrief.locator('tr.split').count(), 0);
    await debrief.locator('input[type=file]').setInputFiles({ name: csv.name, mimeType: 'text/csv', buffer: Buffer.from(csv.text) });
    await debrief.locator('tr.split').nth(1).waitFor();
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'a debrief keeps nothing');
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('without scripts the card is a form, and the debrief a table to fill in', async () => {
  const { page, close } = await open(KIT, { javaScriptEnabled: false });
  const card = page.locator('score-card').first();
  await card.locator('input[type=radio]').nth(2).check();
  await card.locator('textarea').first().fill('Said it');
  assert.equal(await page.locator('score-card .live:visible').count(), 0);
  assert.ok((await page.locator('score-card .rate:visible').count()) > 60);
  const table = await open('team/debrief/', { javaScriptEnabled: false });
  assert.equal(await table.page.locator('score-debrief [data-criterion]:visible').count(), 17);
  await table.close();
  await close();
});

/** Words that stand on more than one line, and rows that a page may cut. @returns {string[]} */
const brokenOnPaper = () => {
  const wrong = [];
  const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector('.panel-kit, score-debrief')), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = /** @type {string} */ (node.textContent).matchAll(/[\p{L}\p{N}]+/gu);
    for (const { 0: word, index } of words) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) wrong.push(word);
    }
  }
  for (const row of document.querySelectorAll('.rungs li, .score fieldset, .rated, .debrief tr')) {
    if (getComputedStyle(row).breakInside !== 'avoid') wrong.push(`${row.className} may be cut`);
  }
  return wrong;
};

test('a page with an interview kit prints whole, and so does its document', async () => {
  for (const path of ['interviews/head-of-ai/', 'print/interviews/']) {
    const { page, close } = await open(path);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('main h1').isVisible(), `/${path} loses its title`);
    assert.ok(await page.locator('.timeline text').first().isVisible(), `/${path} loses the numbers of its stages`);
    assert.ok(await page.locator('main p:visible').count() > 5, `/${path} loses its text`);
    await close();
  }
});

test('a whole kit prints on A4 and Letter: no word broken, no anchor parted from its box, a page for each stage', async () => {
  for (const [format, width] of /** @type {const} */ ([['A4', 658], ['Letter', 680]])) {
    for (const path of [KIT, 'team/debrief/']) {
      const { page, close } = await open(path, { viewport: { width, height: 900 } });
      await page.emulateMedia({ media: 'print' });
      assert.deepEqual(await page.evaluate(brokenOnPaper), [], `${path} on ${format}`);
      assert.equal(await page.locator('.live:visible, .score-hint:visible').count(), 0);
      if (path === KIT) {
        assert.equal(await page.locator('.kit-part').evaluateAll((parts) => parts.filter((part) => getComputedStyle(part).breakBefore !== 'page').length), 0);
        assert.ok(await page.locator('.kit-cover').isVisible());
        assert.equal(await page.locator('.kit-contents a').count(), 6);
        const pages = (await page.pdf({ format })).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
        assert.ok(pages > 12 && pages < 40, `${pages} pages of ${format}`);
      }
      await close();
    }
  }
});

test('each widget is at most 4 KB', () => {
  for (const name of ['score-card', 'score-debrief']) {
    const script = filesIn(site.folder).find((path) => path.includes(`${name}.`) && path.endsWith('.js'));
    assert.ok(script, name);
    const size = gzipSync(readFileSync(join(site.folder, script)), { level: 9 }).length;
    assert.ok(size <= 4 * 1024, `${name}: ${size} bytes gzipped`);
  }
});

test('parts of kits are titled by headings, no level left out', async () => {
  for (const [path, least] of /** @type {const} */ ([[KIT, 40], ['interviews/four-stages/', 6], ['interviews/technical-screen/', 2]])) {
    const { page, close } = await open(path);
    assert.ok((await page.locator(':is(.kit, .sheet, .score, .panel-kit) :is(h2, h3, h4, h5, h6)').count()) >= least, path);
    assert.equal(await page.locator('p:is(.kit-title, .stage-title, .sheet-title, .score-label)').count(), 0, path);
    const levels = await page.locator('main :is(h1, h2, h3, h4, h5, h6)').evaluateAll((all) => all.map((one) => Number(one.localName[1])));
    assert.ok(levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1), `${path}: ${levels}`);
    await close();
  }
});
