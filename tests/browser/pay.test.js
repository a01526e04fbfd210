// The pay explorer: looked up, compared and reckoned with by keyboard alone; the same from its link; all of it without scripts.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeViolations, sidewaysScroll, watch } from './browser.js';
import { filesIn, sampleSite } from './site.js';

/** @type {{fn: string, in: any, out: any}[]} */
const vectors = JSON.parse(readFileSync(new URL('../vectors/pay-arithmetic.json', import.meta.url), 'utf8'));

const { site, newContext } = sampleSite('public');

/** The page of the sample that is about the explorer. */
const explorer = 'pay/explore/';
/** The same with what most of these stories begin with. */
const london = `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=base`;

/** @param {import('playwright-core').BrowserContextOptions} options */
async function open(options = {}, path = london) {
  const context = await newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const troubles = watch(page);
  /** @type {string[]} */
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(site.url + path, { waitUntil: 'load' });
  if (options.javaScriptEnabled !== false) await page.locator('pay-explorer form').waitFor({ state: 'visible' });
  return { context, page, troubles, requests, close: () => context.close() };
}

/** Presses Tab until the focus is there. @param {import('playwright-core').Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let stop = 0; stop < 300; stop += 1) {
    if (await page.evaluate((to) => document.activeElement?.matches(to), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

/** Opens the part of the explorer that holds a field, by keyboard. @param {import('playwright-core').Page} page @param {string} name */
async function unfold(page, name) {
  await tabTo(page, `pay-explorer details:has([name="${name}"]) > summary`);
  await page.keyboard.press('Enter');
}

/** @param {import('playwright-core').Page} page @param {string} name @param {string} keys */
async function type(page, name, keys) {
  await tabTo(page, `pay-explorer [name="${name}"]`);
  if (await page.evaluate(() => document.activeElement instanceof HTMLInputElement)) await page.keyboard.press('Control+a');
  await page.keyboard.type(keys, { delay: 5 });
}

const pounds = (/** @type {number} */ amount) => `£${amount.toLocaleString('en-GB')}`;
/** The one vector that fits. @param {string} fn @param {(input: any) => boolean} fits */
const vector = (fn, fits) => vectors.find((one) => one.fn === fn && fits(one.in)) ?? assert.fail(`no vector for ${fn}`);
const answers = (/** @type {import('playwright-core').Page} */ page) => page.locator('pay-explorer .answers').evaluate((all) => all.textContent?.replaceAll('\u00a0', ' ') ?? '');
const state = (/** @type {import('playwright-core').Page} */ page) =>
  page.locator('pay-explorer form').evaluate((form) => JSON.stringify([...new FormData(/** @type {HTMLFormElement} */ (form))]));

test('by keyboard alone: look up, compare, check an offer, weigh equity', async () => {
  const offer = vector('yearly', (input) => input.base === 150_000 && input.bonus === 150_000 && input.months === 48);
  const place = vector('position', (input) => input.amount === 150_000 && input.min === 130_000 && input.max === 185_000);
  const grant = vector('worth', (input) => input.share === 1000 && input.exit === 100_000_000 && input.served === 24 && input.strike === 20_000);
  const { page, troubles, close } = await open();
  await type(page, 'role', 'Technical Lead');
  await type(page, 'place', 'United States');
  assert.match(await answers(page), /\$170,000 to \$240,000/);
  await tabTo(page, '.skip');
  await type(page, 'role', 'AI Tech Lead');
  await type(page, 'place', 'London');
  await type(page, 'measure', 'Base');
  const text = await answers(page);
  for (const figure of ['£130,000 to £185,000', '£130,000 to £180,000', '£140,000 to £185,000', '23 March 2026', 'spans every source']) assert.ok(text.includes(figure), `${figure} in ${text}`);
  assert.equal(await page.locator('.answers svg .solid').count(), 1);
  assert.equal(await page.locator('.answers svg .hollow').count(), 2);

  await type(page, 'compare', ' ');
  assert.notEqual(await page.locator('[name=place2]').inputValue(), 'uk-london', 'nothing is compared with itself');
  await type(page, 'place2', 'UK outside');
  await type(page, 'measure2', 'Base');
  await page.locator('.answers .differ', { hasText: '£30,000 lower at the floor and £35,000 lower at the top' }).waitFor();

  await type(page, 'base', String(offer.in.base));
  await unfold(page, 'bonus');
  await type(page, 'bonus', '15');
  await type(page, 'signon', String(offer.in.sign_on));
  await type(page, 'months', String(offer.in.months));
  await page.locator('[data-result=offer] table').waitFor();
  const result = (await page.locator('[data-result=offer]').innerText()).replaceAll('\u00a0', ' ');
  const verdict = await page.locator('.answers .verdict').innerText();
  for (const amount of [offer.out.bonus, offer.out.sign_on, offer.out.total]) assert.ok(result.includes(pounds(amount)), `${amount} in ${result}`);
  assert.ok(verdict.includes(`${Math.round(place.out.by / 10)}% of the way up`), verdict);
  assert.match(verdict, /not a percentile/);

  await unfold(page, 'grant');
  await type(page, 'grant', '0.1');
  await type(page, 'strike', String(grant.in.strike));
  await type(page, 'large', String(grant.in.exit));
  await type(page, 'worked', String(grant.in.served));
  await page.locator('[data-result=grant] tbody tr').first().waitFor();
  const rows = await page.locator('[data-result=grant] tbody tr').allInnerTexts();
  assert.equal(rows.length, 3);
  assert.match(rows[0], /^It fails\s.*£0\s+£0$/s);
  for (const amount of [grant.out.gross, grant.out.cost, grant.out.net, grant.out.yearly]) assert.ok(rows[2].includes(pounds(amount)), `${amount} in ${rows[2]}`);
  assert.deepEqual(troubles, []);
  await close();
});

test('what the page reckons is what the vectors say', async () => {
  const { page, close } = await open();
  await page.locator('details:has([name=grant]) > summary').click();
  await page.locator('[name=grant]').fill('0.1');
  await page.locator('[data-result=grant] tbody').waitFor();
  const fits = (/** @type {any} */ one) => one.fn === 'worth' && one.out !== null && one.in.share % 100 === 0 && one.in.dilution % 100 === 0;
  const grants = vectors.filter(fits);
  assert.ok(grants.length > 15, `${grants.length} vectors`);
  for (const { in: given, out } of grants) {
    const fields = { grant: given.share / 10_000, dilution: given.dilution / 10_000, strike: given.strike, large: given.exit, vesting: given.vesting, cliff: given.cliff, worked: given.served };
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(String(value));
    const cells = await page.locator('[data-result=grant] tbody tr:last-child td').allInnerTexts();
    // The field takes thirteen digits.
    if (String(given.exit).length > 13) continue;
    assert.deepEqual(cells.slice(1), [out.gross, out.cost, out.net, out.yearly].map(pounds), JSON.stringify(given));
  }
  await close();
});

test('the copied link shows the same to somebody else, and what was typed only when asked', async () => {
  const { context, page, close } = await open();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('[name=place]').selectOption('us-sf-ny');
  await page.locator('[name=measure]').selectOption('total');
  await page.locator('[name=compare]').check();
  await page.locator('[name=place2]').selectOption('il-tel-aviv');
  await page.locator('details:has([name=bonus]) > summary').click();
  await page.locator('[name=base]').fill('250,000');
  await page.locator('[data-result=offer] table').waitFor();
  assert.ok(!page.url().includes('250000'), 'the offer is the reader\'s own');
  await page.locator('[name=mine]').check();
  await page.locator('[data-do=copy]').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Link copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await open({}, link.slice(site.url.length));
  await other.page.locator('[data-result=offer] table').waitFor();
  assert.equal(await state(other.page), await state(page));
  assert.equal(await other.page.locator('.answers').innerHTML(), await page.locator('.answers').innerHTML());
  assert.equal(await other.page.locator('[data-result=offer]').innerHTML(), await page.locator('[data-result=offer]').innerHTML());
  assert.deepEqual(other.troubles, []);
  await other.close();
  await close();
});

test('a link that is old or wrong says so and starts with the first choice', async () => {
  for (const [hash, words] of [
    ['#pay=9&role=technical-lead', /version 9/],
    ['#pay=1&colour=red&place=uk-london', /colour/],
    ['#pay=1&place=atlantis', /atlantis/],
    ['#pay=1&base=<b>x</b>', /write an amount/],
  ]) {
    const { page, troubles, close } = await open({}, explorer + hash);
    assert.match(await page.locator('pay-explorer form').innerText(), /** @type {RegExp} */ (words));
    assert.equal(await page.locator('[name=place]').inputValue(), hash.includes('uk-london') ? 'uk-london' : 'us-sf-ny');
    assert.equal(await page.locator('pay-explorer b').count(), 0);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('where nobody says anything the page says so', async () => {
  const { page, close } = await open({}, `${explorer}#pay=1&role=technical-lead&place=il-tel-aviv&measure=base`);
  assert.match(await answers(page), /No data/);
  assert.equal(await page.locator('.answers .line:not(:has(ol))').count(), 0);
  await close();
});

test('a computed model shows the same lines as the page without scripts', async () => {
  const plain = await open({ javaScriptEnabled: false });
  const worked = await plain.page.locator('.formulas ol').evaluateAll((lists) => lists.map((list) => [...list.children].map((line) => line.textContent)));
  await plain.close();
  assert.ok(worked.length >= 2, `${worked.length} models`);
  const { page, close } = await open({}, `${explorer}#pay=1&role=ai-tech-lead&place=us-sf-ny&measure=base`);
  const lines = await page.locator('.answers ol').evaluateAll((lists) => lists.map((list) => [...list.children].map((line) => line.textContent)));
  // A model that was replaced comes last.
  assert.deepEqual(lines.sort(), worked.sort());
  await close();
});

test('a percentile shows where a sample has percentiles, and none is made up between two', async () => {
  const context = await newContext();
  const page = await context.newPage();
  const points = [[10, 100_000], [25, 120_000], [50, 150_000], [75, 180_000]];
  await page.route('**/data/pay-explorer.json', async (route) => {
    const book = await (await route.fetch()).json();
    const row = book.figures.find((/** @type {any} */ row) => row[0].join() === 'ai-tech-lead,,uk-london,base' && typeof row[1] === 'number');
    row[8] = points;
    await route.fulfill({ json: book });
  });
  await page.goto(`${site.url}${explorer}#pay=1&place=uk-london&measure=base&base=150000`, { waitUntil: 'load' });
  for (const [base, words] of /** @type {[string, RegExp][]} */ ([
    ['150000', /at percentile 50 of the sample of VAMI/],
    ['149999', /between percentiles 25 and 50 of/],
    ['99999', /under the lowest known, percentile 10 of/],
    ['180001', /over the highest known, percentile 75 of/],
  ])) {
    await page.locator('[name=base]').fill(base);
    await page.locator('.answers .verdict', { hasText: words }).waitFor();
  }
  // Base alone is held against base, which stands above; what comes on top makes it a whole.
  assert.doesNotMatch(await page.locator('[data-result=offer]').innerText(), /The whole|way up/);
  await page.locator('details:has([name=bonus]) > summary').click();
  await page.locator('[name=bonus]').fill('10%');
  await page.locator('[data-result=offer]', { hasText: /The whole: .*not a percentile/ }).waitFor();
  await context.close();
});

test('amounts show in another currency with the day of the rate', async () => {
  const rate = vector('convert', (input) => input.amount === 130_000 && input.from === 1_000_000 && input.to === 1_300_000);
  const { page, close } = await open({}, `${explorer}#pay=1&place=uk-london&measure=base&in=USD`);
  const text = await answers(page);
  assert.ok(text.includes(`= $${rate.out.toLocaleString('en')} to `), text);
  assert.match(text, /£130,000 to £185,000/);
  assert.match(text, /GBP 1 = USD 1\.3, the rate of 1 November 2026, an example/);
  await close();
});

test('an amount is read as people write it, and what was understood stands below it', async () => {
  const { page, close } = await open();
  await page.locator('details:has([name=bonus]) > summary').click();
  const field = page.locator('[name=base]');
  for (const typed of ['150,000', '150 000', '150.000', '150k', '£150k', '150.000 £', 'GBP 150000']) {
    await field.fill(typed);
    assert.equal(await page.locator('#base-note').innerText(), '£150,000', typed);
    assert.equal(await field.getAttribute('aria-invalid'), null, typed);
    await page.locator('.verdict', { hasText: '36% of the way up' }).waitFor();
  }
  await field.fill('$195,000');
  assert.equal(await field.getAttribute('aria-invalid'), null, 'another currency is no mistake');
  await page.locator('.verdict', { hasText: '£150,000: 36% of the way up' }).waitFor();
  await page.locator('[name=bonus]').fill('10%');
  await page.locator('[data-result=offer]', { hasText: '£15,000' }).waitFor();
  await close();
});

test('what a company sells for is read in thousands, millions and billions, and in another currency it is converted', async () => {
  const { page, close } = await open();
  await page.locator('details:has([name=grant]) > summary').click();
  await page.locator('[name=grant]').fill('0.1');
  const [field, note] = [page.locator('[name=large]'), page.locator('#large-note')];
  for (const [typed, words] of [['50m', '£50,000,000'], ['£1m', '£1,000,000'], ['2bn', '£2,000,000,000'], ['50,000k', '£50,000,000'], ['1.5M', '£1,500,000'], ['1,5 Mio. £', '£1,500,000'], ['$65 million', '$65,000,000']]) {
    await field.fill(typed);
    assert.equal(await note.innerText(), words, typed);
    assert.equal(await field.getAttribute('aria-invalid'), null, typed);
  }
  assert.equal(await page.locator('[data-result=grant] tbody tr:last-child td').first().innerText(), '£50,000,000', 'at the rate of the page');
  for (const typed of ['50 lots', '1.250m', '50,0000k']) {
    await field.fill(typed);
    assert.match(await note.innerText(), /write an amount such as/, `${typed}: no word of exchange rates`);
  }
  await field.fill('50m zł');
  assert.match(await note.innerText(), /Write it in the currency of this place/);
  await close();
});

test('an offer in a currency that no rate converts is told which one to write', async () => {
  const { page, close } = await open();
  for (const typed of ['90.000 €', '90 000 ₺', 'PLN 90000']) {
    await page.locator('[name=base]').fill(typed);
    await page.locator('pay-explorer .mistake', { hasText: 'Write it in the currency of this place, such as £150,000.' }).first().waitFor();
    await page.locator('[name=base]').fill('');
  }
  await close();
});

test('a typing mistake is pointed out below its field and tied to it, and nothing is guessed', async () => {
  const { page, close } = await open();
  await page.locator('details:has([name=bonus]) > summary').click();
  const field = page.locator('[name=base]');
  // What reckons with offers comes when the fold is opened.
  await page.locator('#base-note').waitFor({ state: 'attached' });
  for (const typed of ['130-180', '1e5', '-5', '1,23', 'a lot']) {
    await field.fill(typed);
    assert.equal(await field.getAttribute('aria-invalid'), 'true', typed);
    assert.match(await page.locator(`#${await field.getAttribute('aria-describedby')}`).innerText(), /Base offer, a year: write an amount such as 150,000/);
    assert.equal(await page.locator('[data-result=offer] table, .verdict').count(), 0);
  }
  await close();
});

test('how far the sources are apart stands below the range, until an offer has a place in it', async () => {
  const { page, close } = await open();
  assert.equal(await page.locator('.answer .apart').innerText(), 'The 2 sources differ by £10,000 at the floor and £5,000 at the top.');
  await page.locator('summary', { hasText: 'The whole of an offer' }).click();
  await page.locator('[name=base]').fill('150,000');
  await page.locator('.verdict').first().waitFor();
  assert.equal(await page.locator('.answer .apart').count(), 0, 'one verdict');
  await page.locator('[name=base]').fill('');
  await page.locator('pay-explorer [name=place]').selectOption('uk-other');
  assert.equal(await page.locator('.answer .apart').count(), 0, 'one source differs from nobody');
  await close();
});

test('the ring around a field in focus stays clear of its label', async () => {
  const { page, close } = await open();
  for (const name of ['role', 'place', 'measure']) {
    const field = page.locator(`pay-explorer [name=${name}]`);
    await field.focus();
    const room = await field.evaluate((/** @type {HTMLElement} */ one) => {
      const range = document.createRange();
      range.selectNode(/** @type {Node} */ (one.labels[0].firstChild));
      const { outlineOffset, outlineWidth } = getComputedStyle(one);
      return one.getBoundingClientRect().top - parseFloat(outlineOffset) - parseFloat(outlineWidth) - range.getBoundingClientRect().bottom;
    });
    assert.ok(room >= 0, `${name}: ${room}`);
  }
  await close();
});

test('every change is said aloud, in a sentence', async () => {
  const { page, close } = await open();
  const status = page.locator('pay-explorer [role=status]');
  await page.locator('[name=place]').selectOption('us-other');
  assert.match(await status.innerText(), /AI Tech Lead, Other US metros, Base: \$180,000 to \$280,000, 2 sources\./);
  await page.locator('[name=measure]').selectOption('total');
  assert.match(await status.innerText(), /Total: \$220,000 to \$380,000/);
  await page.locator('[name=measure]').selectOption('base');
  await page.locator('details:has([name=bonus]) > summary').click();
  await page.locator('[name=base]').fill('230k');
  await page.locator('pay-explorer [role=status]', { hasText: '50% of the way up' }).waitFor({ state: 'attached' });
  await close();
});

test('only what leads somewhere can be chosen, and no known figure is called missing', async () => {
  const { page, close } = await open();
  const { figures } = JSON.parse(readFileSync(join(site.folder, 'data/pay.json'), 'utf8'));
  for (const role of ['ai-tech-lead', 'technical-lead']) {
    await page.locator('[name=role]').selectOption(role);
    assert.doesNotMatch(await answers(page), /No data/, role);
    const open = await page.locator('[name=place] option:not(:disabled)').evaluateAll((all) => all.map((one) => /** @type {HTMLOptionElement} */ (one).value));
    for (const figure of figures.filter((/** @type {any} */ one) => one.role === role)) assert.ok(open.includes(figure.place), `${role} in ${figure.place}`);
    for (const place of open) {
      await page.locator('[name=place]').selectOption(place);
      for (const measure of await page.locator('[name=measure] option:not(:disabled)').evaluateAll((all) => all.map((one) => /** @type {HTMLOptionElement} */ (one).value))) {
        await page.locator('[name=measure]').selectOption(measure);
        assert.doesNotMatch(await answers(page), /No data/, `${role} ${place} ${measure}`);
      }
      await page.locator('[name=measure]').selectOption({ index: await page.locator('[name=measure] option:not(:disabled)').first().evaluate((one) => /** @type {HTMLOptionElement} */ (one).index) });
    }
  }
  await page.locator('[name=role]').selectOption('ai-tech-lead');
  await page.locator('[name=measure]').selectOption('equity');
  assert.match(await answers(page), /0\.1% to 0\.5%/);
  await close();
});

test('the page has a heading for each of its parts', async () => {
  const { page, close } = await open();
  const headings = await page.locator('main :is(h2, h3)').allTextContents();
  for (const words of ['Look up a figure', 'All places of this role', 'The whole of an offer', 'Equity in three outcomes', 'Exchange rates', 'Pay models', 'How it is worked out', 'Usual bonus']) assert.ok(headings.some((heading) => heading.includes(words)), `${words} in ${headings.join('; ')}`);
  const outline = await page.locator('.outline a').allTextContents();
  for (const words of ['Look up a figure', 'Exchange rates', 'Pay models', 'An example']) assert.ok(outline.some((line) => line.includes(words)), `${words} in the outline: ${outline.join('; ')}`);
  const only = await page.locator('main').evaluate((main) => {
    main.querySelectorAll('details').forEach((one) => { one.open = true; });
    return [...main.querySelectorAll('*')].filter((one) => {
      const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent?.trim()).join('');
      const { fontSize, fontWeight } = getComputedStyle(one);
      return own && !/\d/.test(own) && parseFloat(fontSize) > 17.5 && Number(fontWeight) >= 600 && !one.closest('h1, h2, h3, h4, h5, h6');
    }).map((one) => one.textContent);
  });
  assert.deepEqual(only, [], 'what looks like a heading is one');
  await close();
});

test('without scripts the page holds every figure with its source and date', async () => {
  const { page, troubles, close } = await open({ javaScriptEnabled: false });
  assert.ok(!(await page.locator('pay-explorer form').isVisible()));
  const text = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
  const { figures } = JSON.parse(readFileSync(join(site.folder, 'data/pay.json'), 'utf8'));
  assert.ok(figures.length > 30, `${figures.length} figures`);
  for (const figure of figures) {
    const amounts = new Intl.NumberFormat('en', { style: 'currency', currency: figure.currency, maximumFractionDigits: 0 });
    for (const words of [amounts.format(figure.min), amounts.format(figure.max), figure.place_title, figure.publisher ?? '']) {
      assert.ok(text.includes(words), `${figure.id}: ${words}`);
    }
    const date = new Date(figure.as_of).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    if (figure.kind === 'source') assert.ok(text.includes(date), `${figure.id}: ${date}`);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('it asks for one file, and both are small', async () => {
  const { requests, close } = await open();
  const asked = requests.filter((url) => !/\.(css|svg)$|\/$|\/site\.[^/]*\.js$/.test(url)).map((url) => url.slice(site.url.length));
  const own = asked.filter((path) => /pay/.test(path));
  assert.deepEqual(own.map((path) => path.replace(/\.[0-9a-f]{10}/, '')).sort(), ['assets/pay-explorer.js', 'data/pay-explorer.json']);
  const script = filesIn(site.folder).find((file) => /^assets\/pay-explorer\..*\.js$/.test(file)) ?? '';
  const sizes = [gzipSync(readFileSync(join(site.folder, script)), { level: 9 }).length, readFileSync(join(site.folder, 'data/pay-explorer.json')).length];
  assert.ok(sizes[0] <= 6 * 1024 && sizes[1] <= 8 * 1024, `script ${sizes[0]} bytes gzipped, data ${sizes[1]} bytes`);
  await close();
});

test('everything open it fits a window of 320 pixels, and axe finds nothing', async () => {
  const hash = '#pay=1&place=uk-london&compare=yes&place2=us-sf-ny&base=150000&signon=40000&bonus=x&grant=0.1&large=100000000';
  for (const options of [{ viewport: { width: 320, height: 640 } }, { colorScheme: /** @type {const} */ ('dark') }, { forcedColors: /** @type {const} */ ('active') }]) {
    for (const path of [explorer, 'embed/pay-explorer/ai-tech-lead/']) {
      const { page, troubles, close } = await open(options, path + hash);
      assert.deepEqual(await axeViolations(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(troubles, []);
      await close();
    }
  }
});

/** The rows of a list with where their bars and the lines of their scale are drawn. @param {import('playwright-core').Page} page */
const drawn = (page) => page.locator('[data-list=place] .scale-of').evaluateAll((groups) => groups.map((group) => ({
  unit: group.querySelector('.unit')?.textContent ?? '',
  ticks: [...group.querySelectorAll('.ticks text')].filter((tick) => tick.getBoundingClientRect().width > 0).map((tick) => ({ text: tick.textContent ?? '', at: tick.getBoundingClientRect().x + tick.getBoundingClientRect().width / 2 })),
  rows: [...group.querySelectorAll('li')].map((row) => {
    const bar = row.querySelector('.solid, .hollow');
    return { name: row.querySelector('button')?.textContent ?? '', amount: row.querySelector('.amount')?.textContent ?? '', at: bar ? bar.getBoundingClientRect().left : NaN };
  }),
})));

test('places are set on one scale for each currency, which it names', async () => {
  const { page, requests, troubles, close } = await open({}, `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=base`);
  assert.equal(requests.filter((url) => /pay-map/.test(url)).length, 0, 'the list comes when it is asked for');
  await page.locator('summary', { hasText: 'All places of this role' }).click();
  const rows = page.locator('[data-list=place] li');
  await rows.first().waitFor();
  assert.equal(requests.filter((url) => /pay-map/.test(url)).length, 1);
  const groups = await drawn(page);
  assert.deepEqual(groups.map(({ unit }) => unit), ['US dollars, a year', 'British pounds, a year']);
  for (const { unit, ticks, rows: own } of groups) {
    const sign = unit.startsWith('US') ? '$' : '£';
    assert.ok(own.length > 1 && ticks.length > 1, unit);
    for (const { amount } of own) assert.ok(amount.startsWith(sign) && !amount.includes('='), `${amount} on a scale of ${unit}`);
    for (const { text } of ticks) assert.ok(text.startsWith(sign), `${text} on a scale of ${unit}`);
    // The bar begins where the scale says what the row says.
    const worth = (/** @type {string} */ text) => Number(text.replace(/\D*([\d,]+).*/s, '$1').replaceAll(',', '')) * (/^\D\d+k/.test(text) ? 1000 : 1);
    const [first, last] = [ticks[0], ticks[ticks.length - 1]];
    for (const { name, amount, at } of own) {
      const expected = first.at + (worth(amount) - worth(first.text)) * (last.at - first.at) / (worth(last.text) - worth(first.text));
      assert.ok(Math.abs(at - expected) < 3, `${name}: ${at}, ${expected}`);
    }
  }
  assert.equal(await rows.and(page.locator('[aria-current=true]')).getByRole('button').innerText(), 'London');
  const other = rows.getByRole('button', { name: 'Tel Aviv' });
  await other.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('[name=place]').inputValue(), 'il-tel-aviv');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Tel Aviv', 'the focus stays on what was pressed');
  assert.match(await page.locator('pay-explorer [role=status]').innerText(), /Tel Aviv/);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('in a currency that was asked for all places stand on one scale, each with what it is there', async () => {
  const { page, close } = await open({}, `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=base&in=USD`);
  await page.locator('summary', { hasText: 'All places of this role' }).click();
  await page.locator('[data-list=place] li').first().waitFor();
  const [{ unit, rows }, ...more] = await drawn(page);
  assert.deepEqual([unit, more], ['US dollars, a year', []]);
  assert.match(rows.find(({ name }) => name === 'London')?.amount ?? '', /^£130,000 to £185,000 = \$[\d,]+ to \$[\d,]+/);
  const starts = rows.map(({ amount, at }) => ({ at, min: Number((/\$([\d,]+)/.exec(amount)?.[1] ?? '').replaceAll(',', '')) })).sort((a, b) => a.min - b.min);
  for (const [at, row] of starts.slice(1).entries()) assert.ok(row.at >= starts[at].at - 1, JSON.stringify(starts));
  await close();
});

test('an offer is a named mark on the track of the answer, and the sentence below says how far it is from both ends', async () => {
  for (const [base, anchor] of [['150k', 'middle'], ['131,000', 'start'], ['200k', 'end']]) {
    const { page, close } = await open({}, `${explorer}#pay=1&place=uk-london&measure=base&base=${base}`);
    const name = page.locator('.answers .offered text');
    await name.waitFor();
    const [mark, words] = [await page.locator('.answers .mine').boundingBox(), await name.boundingBox()];
    assert.ok(mark && words && mark.x >= words.x - 2 && mark.x <= words.x + words.width + 2, `${base}: the name stands at its mark`);
    const panel = await page.locator('.answers').boundingBox();
    assert.ok(panel && words && words.x >= panel.x && words.x + words.width <= panel.x + panel.width, `${base}: inside the panel`);
    if (anchor === 'middle') assert.match(await page.locator('.verdict').innerText(), /36% of the way up .*, £20,000 above its floor and £35,000 below its top\./);
    await close();
  }
});

test('an offer of base alone is held against base, whatever is looked up', async () => {
  const { page, close } = await open({}, `${explorer}#pay=1&place=uk-london&measure=total&base=150000`);
  await page.locator('.verdict', { hasText: 'Base, £150,000: 36% of the way up the published range, £130,000 to £185,000' }).waitFor();
  assert.equal(await page.locator('.answers .mine').count(), 0, 'no mark of base on the scale of a total');
  await page.locator('details:has([name=bonus]) > summary').click();
  await page.locator('[name=bonus]').fill('20%');
  await page.locator('.verdict', { hasText: 'The whole, £180,000:' }).waitFor();
  assert.equal(await page.locator('.answers .mine').count(), 1);
  await close();
});

test('a pay model is said in the currency of the answer, and those that were replaced are folded', async () => {
  const { page, close } = await open({}, `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=base`);
  const folds = (await page.locator('.answers summary').allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
  assert.equal(folds.filter((text) => /^Pay model: .*£[\d,]+ to £[\d,]+/.test(text)).length, 1, folds.join('; '));
  assert.ok(!folds.some((text) => text.includes('$')), folds.join('; '));
  assert.ok(folds.some((text) => text === '1 pay model that was replaced'), folds.join('; '));
  await page.locator('.answers summary', { hasText: 'Pay model:' }).click();
  assert.match(await page.locator('.answers details[open]').innerText(), /Converted at GBP 1 = USD 1\.3/);
  await close();
});

test('what is usual has a track of its own, and leaves no empty room', async () => {
  const { page, close } = await open({}, `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=bonus`);
  assert.equal(await page.locator('.answers .sum strong').innerText(), '10% to 20%');
  await page.locator('.answers .track .hollow').first().waitFor({ state: 'attached' });
  await page.locator('.answers .apart', { hasText: 'On the base pay here, £130,000 to £185,000, that is £13,000 to £37,000 a year.' }).waitFor();
  for (const measure of ['bonus', 'equity', 'base']) {
    await page.locator('[name=measure]').selectOption(measure);
    const [panel, last] = [await page.locator('.answers').boundingBox(), await page.locator('.answers > :last-child > :last-child').boundingBox()];
    assert.ok(panel && last && panel.y + panel.height - last.y - last.height < 40, `${measure}: ${JSON.stringify([panel, last])}`);
  }
  await close();
});

test('of two the difference comes first, then both on one axis, then what stands behind them', async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    const { page, close } = await open({ viewport }, `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=base&compare=yes&role2=ai-tech-lead&place2=us-sf-ny&measure2=base`);
    const headline = page.locator('.answers .differ');
    await headline.waitFor();
    assert.equal(await headline.innerText(), 'San Francisco and New York: £39,000 higher at the floor and £77,000 higher at the top.');
    const box = await page.locator('.answers').evaluate((answers) => ({
      first: answers.firstElementChild?.className,
      large: parseFloat(getComputedStyle(/** @type {Element} */ (answers.firstElementChild)).fontSize),
      scales: answers.querySelectorAll('.ticks').length,
      tracks: [...answers.querySelectorAll('.track')].map((track) => { const { left, right, top } = track.getBoundingClientRect(); return { left, right, top }; }),
      folds: [...answers.querySelectorAll('details')].map((one) => one.getBoundingClientRect().top),
    }));
    assert.equal(box.first, 'differ');
    assert.ok(box.large >= 20, `${box.large}`);
    assert.equal(box.scales, 1, 'one axis');
    const [one, other] = box.tracks;
    assert.deepEqual([one.left, one.right], [other.left, other.right]);
    assert.ok(box.folds.length > 2 && box.folds.every((top) => top > other.top), 'what stands behind comes below both');
    assert.ok((await answers(page)).includes('= £169,000 to £262,000'), 'converted to the thousand');
    const names = ['London', 'San Francisco and New York'];
    assert.deepEqual(await page.locator('.answers .pay-label').allInnerTexts(), ['AI Tech Lead, Base', ...names, ...names], 'what both share is said once');
    await close();
  }
});

test('an amount of the axis stands below its line, and what is ticked stays where it is', async () => {
  for (const width of [1280, 390]) {
    const { page, close } = await open({ viewport: { width, height: 900 } }, explorer);
    await page.locator('.answers .ticks text').first().waitFor();
    const apart = await page.locator('.answers').evaluate((answers) => {
      const middle = (/** @type {Element} */ node) => { const { left, right } = node.getBoundingClientRect(); return (left + right) / 2; };
      const lines = [...answers.querySelectorAll('.track .grid')].map(middle);
      return [...answers.querySelectorAll('.ticks text')].map((text) => Math.min(...lines.map((line) => Math.abs(line - middle(text)))));
    });
    assert.ok(apart.length > 3 && apart.every((by) => by < 2), `${width}: ${apart}`);
    const box = page.locator('[name=compare]');
    const before = await box.boundingBox();
    await box.check();
    await page.locator('[name=place2]').waitFor();
    assert.deepEqual(await box.boundingBox(), before);
    await close();
  }
});

test('two offers stand side by side, with what lies between them', async () => {
  const { page, troubles, close } = await open({}, `${explorer}#pay=1&role=ai-tech-lead&place=uk-london&measure=base`);
  await page.locator('details:has([name=bonus]) > summary').click();
  await page.locator('[name=base]').fill('£150,000');
  await page.locator('[name=base2]').waitFor({ state: 'attached' });
  assert.ok(!await page.locator('[name=base2]').isVisible());
  await page.locator('[name=offers]').check();
  await page.locator('[name=base2]').fill('140k');
  await page.locator('[name=bonus2]').fill('10%');
  await page.locator('[name=signon2]').fill('24,000');
  const table = page.locator('[data-result=offer] table');
  await table.locator('tbody tr').last().getByText('£160,000').waitFor();
  const rows = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.deepEqual(rows.map(([, first, second, apart]) => [first, second, apart]), [
    ['£150,000', '£140,000', '-£10,000'], ['£0', '£14,000', '+£14,000'], ['£0', '£6,000', '+£6,000'], ['£0', '£0', '£0'], ['£150,000', '£160,000', '+£10,000'],
  ]);
  assert.match(await page.locator('pay-explorer [role=status]').innerText(), /The other offer comes to £10,000 more a year\./);
  await page.locator('[name=base2]').fill('a lot');
  assert.equal(await page.locator('[name=base2]').getAttribute('aria-invalid'), 'true');
  await page.locator('[name=base2]').fill('140k');
  await page.locator('[name=mine]').check();
  const again = await open({}, explorer + new URL(page.url()).hash);
  await again.page.locator('[data-result=offer]').getByText('£160,000').first().waitFor();
  assert.deepEqual(await axeViolations(again.page), []);
  assert.deepEqual([...troubles, ...again.troubles], []);
  await again.close();
  await close();
});

test('a frame takes its colours from the address, and none that cannot be read', async () => {
  const embed = 'embed/pay-explorer/ai-tech-lead/';
  const look = async (/** @type {string} */ query, /** @type {import('playwright-core').BrowserContextOptions} */ options = {}) => {
    const { page, troubles, close } = await open(options, `${embed}${query}`);
    const colors = await page.locator('main p.quiet a').evaluate((link) => [getComputedStyle(link).color, getComputedStyle(document.body).backgroundColor]);
    const violations = await axeViolations(page);
    assert.deepEqual(troubles, []);
    await close();
    return { colors, violations };
  };
  assert.deepEqual((await look('?theme=dark')).colors[1], 'rgb(21, 23, 27)');
  assert.deepEqual((await look('?theme=light', { colorScheme: 'dark' })).colors[1], 'rgb(251, 250, 247)');
  assert.deepEqual((await look('?theme=pink')).colors[1], 'rgb(251, 250, 247)', 'no other theme is known');
  assert.deepEqual((await look('?accent=7a1fa2')).colors[0], 'rgb(122, 31, 162)');
  const plain = (await look('')).colors[0];
  for (const wrong of ['?accent=red', '?accent=0b5d5a;color:red', '?accent=']) assert.equal((await look(wrong)).colors[0], plain, wrong);
  for (const query of ['?accent=ffe600', '?accent=ffffff&theme=light', '?accent=000000&theme=dark']) assert.deepEqual((await look(query)).violations, [], query);
});

test('in a frame no table stands open', async () => {
  const { page, close } = await open({}, 'embed/pay-explorer/ai-tech-lead/');
  assert.equal(await page.locator('main table:visible').count(), 0);
  assert.ok(await page.locator('main table').count() > 0);
  const data = page.locator('summary', { hasText: 'All data' });
  assert.equal(await page.locator('pay-explorer > details:visible').count(), 1, 'all of them are one line');
  await data.click();
  assert.ok(await page.locator('summary:visible', { hasText: 'Exchange rates' }).count());
  await close();
});

test('in a frame it works and tells its height', async () => {
  const context = await newContext();
  const page = await context.newPage();
  const troubles = watch(page);
  await page.setContent('<iframe title="Pay" width="700" height="900"></iframe>');
  const height = page.evaluate(() => new Promise((done) => addEventListener('message', ({ data }) => { if (data.rolebook === 'height') done(data.height); })));
  await page.locator('iframe').evaluate((frame, url) => { /** @type {HTMLIFrameElement} */ (frame).src = url; }, `${site.url}embed/pay-explorer/ai-tech-lead/`);
  assert.ok(Number(await height) > 500);
  const frame = page.frameLocator('iframe');
  await frame.locator('[name=place]').selectOption('us-other');
  assert.match(await frame.locator('.answers').innerText(), /\$180,000 to \$280,000/);
  assert.equal(await frame.locator('meta[name=robots]').getAttribute('content'), 'noindex');
  assert.deepEqual(troubles, []);
  await context.close();
});
