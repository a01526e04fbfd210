// The form for a posting: filled in by keyboard, taken along, and held against what the command says of the same posting.
// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { axeViolations, sidewaysScroll, startBrowser, visit } from './browser.js';
import { filesIn, rolebook, startSite } from './site.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./site.js').Site} */
let site;
/** A copy of the sample's sources. */
let copy = '';
/** The copy with sets of places. @type {import('./site.js').Site | undefined} */
let other;
before(async () => {
  site = await startSite('internal');
  browser = await startBrowser();
  copy = mkdtempSync(join(tmpdir(), 'rolebook-posting-'));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const part of ['content', 'static', 'rolebook.toml']) cpSync(join(root, part), join(copy, part), { recursive: true });
});
after(async () => {
  await browser?.close();
  site?.stop();
  other?.stop();
  if (copy) rmSync(copy, { recursive: true, force: true });
});

const FORM = 'team/write-a-posting/';

/** @param {import('playwright-core').BrowserContextOptions} options */
const open = (options = {}, at = site) => visit(browser, at.url + FORM, { viewport: { width: 1280, height: 900 }, ...options });

/** @typedef {Record<string, string | string[] | true>} Values */
/** @typedef {import('playwright-core').Page} Page */

/** A posting that lacks nothing. @type {Values} */
const SOUND = {
  title: 'Support Engineer',
  summary: 'Find out why a clinic cannot see its files, and see to it that it does not happen twice.',
  places: ['us-colorado'],
  work_mode: 'hybrid',
  work_days: 'Two days a week in the office in Denver',
  text: 'We make software for small clinics. When a clinic cannot see the files of its patients, we find out why, tell the clinic in plain words, and see to it that it does not happen twice. That is this job.\n\n'
    + 'You join a team of six. The team answers forty calls a day, and about one in ten comes to you. You take it from the first question to the day on which the fault is gone, and you write down what you learned for those who come after you.',
  duties: ['You pick up calls that our first line could not solve', 'You read logs, reproduce the fault and write down what you found', 'You hand it to the developer who can repair it, and tell the clinic'],
  outcomes: ['Nine in ten urgent calls are answered within one hour', 'The ten guides that clinics ask for most are written', 'Faults that come back are down by a third'],
  musts: ['You can read the logs of a web application', 'You write queries in SQL', 'You can explain a fault to a person who is not an engineer'],
  min: '200000',
  max: '230000',
  other_pay: 'A yearly bonus of 4 percent; no commission',
  benefits: 'Health insurance, a retirement plan with 4 percent from us, 25 paid days off',
  process: 'A talk of half an hour, a task on paper that takes one hour, and a talk with two people from the team. You hear from us within five days of each.',
  apply: 'jobs@example.org',
  how_to_apply: 'Send a CV and half a page about a fault that you found. Please leave out a photograph and your date of birth.',
  opened: '2026-11-20',
  closes: '2027-01-31',
  equal_opportunity: 'We decide by the criteria that each talk publishes, regardless of age, disability, sex, origin, religion or family. Ask for adjustments at any step.',
};

/** Gives a field a value without the keyboard. @param {Page} page @param {Values} values */
async function fill(page, values) {
  for (const [key, value] of Object.entries(values)) {
    const field = page.locator(`[data-key="${key}"]`);
    if (key === 'places') for (const place of value === true ? [] : value) await field.locator(`input[value="${place}"]`).check();
    else if (value === true) await field.check();
    else if (['place_set', 'work_mode', 'reports_at', 'level', 'currency', 'period', 'engagement'].includes(key)) await field.selectOption(/** @type {string} */ (value));
    else await field.fill(Array.isArray(value) ? value.join('\n') : value);
  }
}

/** What stands in the result in a format. @param {Page} page @param {string} format */
async function taken(page, format) {
  await page.locator('[name=format]').selectOption(format);
  return page.locator('.result textarea').inputValue();
}

/** The rules that the form names, in their order by name. @param {Page} page */
async function named(page) {
  // Typing is looked at a moment after the last key.
  await page.waitForTimeout(400);
  return (await page.locator('.builder-found li').evaluateAll((all) => all.map((item) => /** @type {HTMLElement} */ (item).dataset.rule ?? ''))).sort();
}

/** What the command finds in the record and the page of a posting. @param {string} record @param {string} text */
function checked(record, text) {
  const files = [...record.matchAll(/^\[posting\.(.+)\]$/gm)].flatMap(([, id]) => [`content/data/posting-${id}.toml`, `content/jobs/${id}.md`]);
  assert.equal(files.length, 2, record);
  [record, text].forEach((whole, at) => writeFileSync(join(copy, files[at]), whole));
  /** @type {string} */
  let found;
  try {
    found = execFileSync(rolebook, ['check', '--root', copy, '--today', '2026-11-21', '--format', 'json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    found = /** @type {{stdout: string}} */ (error).stdout;
  }
  for (const file of files) rmSync(join(copy, file));
  /** @type {{findings: {rule: string, file: string, message: string}[]}} */
  const { findings } = JSON.parse(found);
  return findings.filter(({ file }) => files.includes(file));
}

/** @param {Page} page */
const check = async (page) => checked(await taken(page, 'record'), await taken(page, 'page'));

test('a posting is filled in by keyboard, copied, and clean for the command', async () => {
  const { page, context, troubles, close } = await open();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  /** @type {string[]} */
  const requests = [];
  await page.waitForLoadState('networkidle');
  page.on('request', (request) => requests.push(request.url()));
  assert.ok((await named(page)).includes('posting-incomplete'), 'an empty form lacks something');
  await page.locator('[data-key=title]').focus();
  const here = () => page.evaluate(() => {
    const at = /** @type {HTMLInputElement} */ (document.activeElement);
    return at.dataset.key ?? `${at.closest('fieldset')?.dataset.key}=${at.value}`;
  });
  for (const [key, value] of Object.entries(SOUND)) {
    const wanted = key === 'places' ? `places=${/** @type {string[]} */ (value)[0]}` : key;
    for (let step = 0; step < 60 && await here() !== wanted; step += 1) await page.keyboard.press('Tab');
    assert.equal(await here(), wanted, 'the Tab key leads there');
    if (key === 'places') await page.keyboard.press('Space');
    else if (key === 'work_mode') await page.keyboard.press('ArrowDown');
    else if (key === 'opened' || key === 'closes') await page.locator(`[data-key=${key}]`).fill(/** @type {string} */ (value));
    else await page.keyboard.type(Array.isArray(value) ? value.join('\n') : /** @type {string} */ (value));
  }
  assert.deepEqual(await named(page), []);
  assert.equal(await page.locator('posting-check [role=status]').innerText(), 'Nothing to change.');
  const copied = [];
  for (const format of ['record', 'page']) {
    await page.locator('[name=format]').selectOption(format);
    await page.locator('[data-do=copy]').press('Enter');
    await page.locator('.result [role=status]', { hasText: 'Copied.' }).waitFor();
    copied.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  assert.match(copied[0], /^\[posting\.support-engineer-us-colorado\]$/m);
  assert.match(await page.locator('.result-file').innerText(), /content\/jobs\/support-engineer-us-colorado\.md/);
  assert.deepEqual(checked(copied[0], copied[1]), []);
  await page.reload();
  assert.equal(await page.locator('[data-key=title]').inputValue(), 'Support Engineer', 'a reload loses nothing');
  assert.equal(new URL(page.url()).hash + new URL(page.url()).search, '');
  await page.locator('[data-do=clear]').press('Enter');
  assert.equal(await page.locator('[data-key=title]').inputValue(), '');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.deepEqual(requests.filter((url) => !url.startsWith(site.url)), [], 'nothing leaves the browser');
  assert.deepEqual(troubles, []);
  await close();
});

/** A posting with twelve faults, written from a list of what postings get wrong. @type {Values} */
const FAULTY = {
  ...SOUND,
  text: 'We make software for small clinics. When a clinic cannot see the files of its patients, somebody has to find out why, tell the clinic in plain words, and see to it that it does not happen twice. That is this job. You will join a young and energetic team of six.\n\n'
    + 'We want a rockstar who never drops a ticket. One week in six you are on call, and we pay for that week. You will visit a clinic now and then to see how people use what we build. He who joins will report to the head of support.',
  musts: ['5 years of work in technical support and 4 years with SQL', 'A bachelor’s degree in computer science', 'Reading logs of a web application', 'Writing SQL queries',
    'Using the command line of Linux', 'Explaining a fault to a person who is not an engineer', 'Writing short guides', 'Working with a ticket system', 'Knowing how HTTP works',
    'Reproducing a fault step by step', 'Handling patient data with care', 'Planning your own day', 'Speaking and writing English'],
  other_pay: 'The pay goes up to $230,000 a year; a yearly bonus comes on top',
  team: 'Your manager will be [NAME]',
  process: 'A talk of half an hour, a task on paper that takes one hour, and a talk with the team in which we look for culture fit.',
  how_to_apply: 'Please tell us your current salary when you apply.',
  closes: '',
  equal_opportunity: '',
};
const TWELVE = ['ageist', 'degree-only', 'eeo-line', 'gendered-word', 'inflated', 'musts-many', 'pay-history', 'pay-open-ended', 'placeholder', 'posting-line', 'vibe-fit', 'years-stacked'];

test('twelve faults are twelve findings in the form and for the command, and the rewritten posting has none', async () => {
  const { page, troubles, close } = await open();
  await fill(page, FAULTY);
  assert.deepEqual(await named(page), TWELVE);
  assert.deepEqual((await check(page)).map(({ rule }) => rule).sort(), TWELVE);
  const lasts = page.locator('[data-rule=posting-line]');
  assert.match(await lasts.innerText(), /Colorado .*in force since .*: it asks for the last day to apply\..*this is not legal advice/s);
  await lasts.locator('button').press('Enter');
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.key), 'closes', 'a finding leads to its field');
  await fill(page, { ...SOUND, team: '' });
  assert.deepEqual(await named(page), []);
  assert.deepEqual(await check(page), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('whatever is filled in, the form and the command find the same', async () => {
  /** @type {Values[]} */
  const postings = [
    { places: ['us-colorado', 'us-new-york'], work_mode: 'remote', benefits: '', other_pay: '' },
    { places: ['ca-toronto'], min: '150000', max: '230000', currency: 'CAD', how_to_apply: 'We ask for Canadian experience.' },
    { places: ['ca-toronto'], min: '210000', max: '230000', ai_use: 'We use no AI to screen applicants.', vacancy: 'This is a vacancy that we fill now.' },
    { places: ['at-vienna'], min: '', max: '', title: 'Entwickler' },
    { places: ['at-vienna'], min: '80000', max: '90000', pays_more: true },
    { places: ['us-san-francisco'], min: '100000', max: '900000', apply: 'somewhere' },
    { places: ['us-colorado'], min: '', max: '', closes: '2026-11-25', opened: '2026-12-20' },
    { places: ['us-colorado'], min: '200000', max: '' },
    { places: ['uk-london'], min: '', max: '', ongoing: true },
    { places: [], opened: '', apply: '', how_to_apply: '', min: '9', max: '3', fte: '120' },
  ];
  for (const posting of postings) {
    const { page, close } = await open();
    await fill(page, { ...SOUND, ...posting });
    const inForm = await named(page);
    const found = await check(page);
    assert.deepEqual(inForm, found.map(({ rule }) => rule).sort(), `${JSON.stringify(posting)}\n${found.map(({ rule, message }) => `${rule}: ${message}`).join('\n')}`);
    await close();
  }
});

/** Sets of places, which the sample does not need. */
const SETS = `audience = "public"

[place_set.two-states]
title = "Colorado and New York State"
places = ["us-colorado", "us-new-york"]

[place_set.not-colorado]
title = "United States, but not Colorado"
places = ["us"]
except = ["us-colorado"]
`;

test('sets of places and the office count for bands and laws as they do for the command', async () => {
  const sets = join(copy, 'content/data/place-sets.toml');
  writeFileSync(sets, SETS);
  const served = other = await startSite('internal', copy);
  const lines = async (/** @type {Page} */ page) => (await page.locator('.builder-found li').allInnerTexts()).join('\n');
  /** @type {[Values, (found: string, record: string) => void][]} */
  const postings = [
    [{ place_set: 'two-states', closes: '' }, (found, record) => {
      assert.match(found, /Colorado .*asks for the last day to apply/);
      assert.match(record, /^place_set = "two-states"$/m);
      assert.doesNotMatch(record, /^places/m);
    }],
    [{ place_set: 'not-colorado', closes: '' }, (found) => assert.doesNotMatch(found, /Colorado/)],
    [{ place_set: 'not-colorado', places: ['us-colorado', 'uk-london'] }, () => {}],
    [{ places: ['uk-london'], reports_at: 'us-new-york', max: '' }, (found) => assert.match(found, /New York/)],
    [{ places: ['uk-london'], max: '' }, (found) => assert.doesNotMatch(found, /New York/)],
  ];
  for (const [posting, holds] of postings) {
    const { page, close } = await open({}, served);
    await fill(page, { ...SOUND, places: [], work_mode: 'remote', ...posting });
    const inForm = await named(page);
    // What the settings do not say of the employer is no matter of the form.
    const found = (await check(page)).filter(({ rule }) => rule !== 'law-unknown');
    assert.deepEqual(inForm, found.map(({ rule }) => rule).sort(), `${JSON.stringify(posting)}\n${found.map(({ rule, message }) => `${rule}: ${message}`).join('\n')}`);
    holds(await lines(page), await taken(page, 'record'));
    if (posting.place_set === 'two-states') assert.match(await taken(page, 'plain'), /: Colorado and New York State\n/);
    await close();
  }
  rmSync(sets);
});

test('a posting is taken along as HTML and as plain text, with nothing that was not filled in', async () => {
  const { page, close } = await open();
  await fill(page, { ...SOUND, title: 'Support <b> & more', team: 'Six "engineers"' });
  await named(page);
  const html = await taken(page, 'html');
  assert.match(html, /^<h1>Support &lt;b&gt; &amp; more<\/h1>/);
  assert.match(html, /<dt>Pay<\/dt><dd>\$200,000 to \$230,000 a year, base pay<\/dd>/);
  assert.match(html, /<h2>What you do<\/h2>\n<ul>\n<li>You pick up calls/);
  assert.ok(!/\[|class=|style=/.test(html), html);
  const plain = await taken(page, 'plain');
  assert.match(plain, /^Support <b> & more\n\n/);
  assert.match(plain, /\nLast day to apply: 31 January 2027\n/);
  assert.match(plain, /\nWhat we ask for\n\n- You can read the logs/);
  assert.ok(!plain.includes('['), plain);
  const waiting = page.waitForEvent('download');
  await page.locator('[data-do=save]').press('Enter');
  const download = await waiting;
  assert.equal(download.suggestedFilename(), 'support-b-more-us-colorado.txt');
  assert.equal(readFileSync(await download.path(), 'utf8'), plain);
  await close();
});

test('without scripts the block is a template with its gaps', async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator('posting-builder :is(input, textarea, select, button):visible').count(), 0);
  const text = await page.locator('.sheet-of-posting').innerText();
  for (const words of ['AI Tech Lead', 'Last day to apply', '[what you expect to pay at the least]', 'What you do', 'Benefits: [health, retirement']) assert.ok(text.includes(words), `${words} in ${text}`);
  assert.ok(await page.locator('.still').isVisible());
  await close();
});

test('the form is sound for axe, and fits any width', async () => {
  for (const width of [1280, 390, 320]) {
    const { page, troubles, close } = await open({ viewport: { width, height: 900 }, colorScheme: width === 390 ? 'dark' : 'light' });
    await fill(page, { title: 'Rockstar', text: 'Look at https://example.org/a-very-long-address/that-goes-on-and-on-and-on-and-on/without-a-blank' });
    await named(page);
    assert.deepEqual(await axeViolations(page), []);
    assert.equal(await sidewaysScroll(page), 0, `${width}`);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('each script is at most 4 KB', () => {
  for (const name of ['posting-builder', 'posting-check', 'posting-laws']) {
    const script = filesIn(site.folder).find((path) => path.includes(`${name}.`) && path.endsWith('.js'));
    assert.ok(script, name);
    const size = gzipSync(readFileSync(join(site.folder, script)), { level: 9 }).length;
    assert.ok(size <= 4 * 1024, `${name}: ${size} bytes gzipped`);
  }
});
