// The place whose pay somebody looks at: chosen once, it is the one that every page begins with.
// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeViolations, sidewaysScroll } from './browser.js';
import { sampleSite } from './site.js';

const { site, open } = sampleSite('public');

const ROLE = 'roles/ai-tech-lead/';
const PAY = 'pay/ai-tech-lead/';
const EXPLORER = 'pay/explore/';

/** @param {import('playwright-core').Page} page @param {string} path */
const go = async (page, path) => {
  // Only the fragment may differ, which loads nothing.
  await page.goto('about:blank');
  await page.goto(site.url + path, { waitUntil: 'load' });
  if (path.startsWith(EXPLORER)) await page.locator('.answers strong, .answers .none').first().waitFor();
};

/** What a page begins with. @param {import('playwright-core').Page} page */
const place = (page) => page.locator('.strip select, pay-explorer [name=place]').first().evaluate((list) => /** @type {HTMLSelectElement} */ (list).selectedOptions[0].text);
/** @param {import('playwright-core').Page} page */
const amount = async (page) => (await page.locator('.strip .answer dd, .answers .sum strong').first().innerText()).replaceAll('\u00a0', ' ');

test('before any choice all pages begin with the first place', async () => {
  const { page, troubles, close } = await open(ROLE);
  for (const path of [ROLE, PAY, EXPLORER]) {
    await go(page, path);
    assert.deepEqual([await place(page), await amount(page)], ['San Francisco and New York', '$220,000 to $340,000'], path);
  }
  await go(page, 'embed/pay-explorer/ai-tech-lead/');
  await page.locator('.answers strong').first().waitFor();
  assert.equal(await amount(page), '$220,000 to $340,000');
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is kept that nobody chose');
  assert.deepEqual(troubles, []);
  await close();
});

test('a place that was chosen anywhere is where the others begin', async () => {
  /** @type {[string, (page: import('playwright-core').Page) => Promise<unknown>][]} */
  const ways = [
    [ROLE, (page) => page.locator('.strip select').selectOption('London')],
    [PAY, (page) => page.locator('.range-name [role=button]', { hasText: /^London$/ }).click()],
    [EXPLORER, (page) => page.locator('[name=place]').selectOption('London')],
  ];
  for (const [from, choose] of ways) {
    const { page, troubles, close } = await open('');
    await go(page, from);
    await choose(page);
    for (const path of [ROLE, PAY, EXPLORER]) {
      await go(page, path);
      assert.deepEqual([await place(page), await amount(page)], ['London', '£130,000 to £185,000'], `${from}, then ${path}`);
    }
    // A role without pay there begins with its own first place, and says nothing else.
    await go(page, 'roles/technical-lead/');
    assert.deepEqual([await place(page), await amount(page)], ['United States, no city named', '$170,000 to $240,000']);
    await go(page, `${EXPLORER}#pay=1&role=technical-lead`);
    assert.equal(await amount(page), '$170,000 to $240,000');
    assert.deepEqual(await page.evaluate(() => Object.entries(localStorage)), [['place', 'uk-london']]);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('an address that names a place goes before the choice, and one that names none that is there changes nothing', async () => {
  const { page, troubles, close } = await open(ROLE);
  await page.evaluate(() => localStorage.setItem('place', 'uk-london'));
  for (const path of [`${ROLE}?place=il-tel-aviv`, `${PAY}?place=il-tel-aviv`, `${EXPLORER}#pay=1&place=il-tel-aviv`]) {
    await go(page, path);
    assert.equal(await place(page), 'Tel Aviv', path);
  }
  for (const path of [`${ROLE}?place=atlantis`, `${PAY}?place=`]) {
    await go(page, path);
    assert.equal(await place(page), 'London', path);
  }
  assert.equal(await page.evaluate(() => localStorage.getItem('place')), 'uk-london', 'to follow a link is no choice');
  assert.deepEqual(troubles, []);
  await close();
});

test('where the browser keeps nothing a choice holds on its page', async () => {
  const { page, troubles, close } = await open(ROLE);
  await page.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', { get: () => { throw new Error('no storage'); } }));
  await go(page, PAY);
  await page.locator('.strip select').selectOption('London');
  assert.equal(await amount(page), '£130,000 to £185,000');
  await go(page, EXPLORER);
  await page.locator('[name=place]').selectOption('London');
  assert.equal(await amount(page), '£130,000 to £185,000');
  assert.deepEqual(troubles, []);
  await close();
});

test('on a page of pay a name of the list is the answer above after a press, its row is marked, and a sentence says so', async () => {
  const { page, troubles, close } = await open(PAY);
  const chosen = page.locator('.ranges [data-chosen]');
  assert.match(await chosen.innerText(), /San Francisco and New York/);
  const london = page.locator('.range-name [role=button]', { hasText: /^London$/ });
  await page.locator('.range-name [role=button]', { hasText: /^Tel Aviv$/ }).press(' ');
  assert.equal(await amount(page), '$130,000 to $210,000');
  await london.press('Enter');
  assert.equal(await amount(page), '£130,000 to £185,000');
  assert.equal(await chosen.count(), 1);
  assert.match(await chosen.innerText(), /^London/);
  assert.equal(await london.getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('.range-name [aria-pressed=true]').count(), 1);
  assert.ok(await london.evaluate((one) => one === document.activeElement), 'the focus stays where it was');
  assert.equal(new URL(page.url()).search, '?place=uk-london');
  assert.equal(await page.locator('article > [role=status], .text > [role=status]').innerText(), 'Base pay a year, London: £130,000 to £185,000');
  // The answer says more than its row: how far the sources are apart, and where there is more.
  assert.match(await page.locator('.strip').innerText(), /differ by £10,000/);
  assert.deepEqual(await axeViolations(page), []);
  assert.match(await page.locator('.strip a').getAttribute('href') ?? '', /^\.\.\//, 'no address of another site, which has a number on paper');
  await page.locator('.strip a', { hasText: 'Details: London' }).click();
  await page.waitForURL(/pay\/london\/$/);
  assert.deepEqual(troubles, []);
  await close();
});

test('without scripts every name of the list leads to the page of its place', async () => {
  const { page, close } = await open(PAY, { javaScriptEnabled: false });
  assert.equal(await page.locator('.range-name [role=button]').count(), 0);
  assert.match(await page.locator('.range-name a', { hasText: /^London$/ }).getAttribute('href') ?? '', /pay\/london\/$/);
  await close();
});

test('a marked row is seen in every light, on a phone and from right to left', async () => {
  for (const options of [{ colorScheme: /** @type {const} */ ('dark') }, { forcedColors: /** @type {const} */ ('active') }, { viewport: { width: 320, height: 640 } }]) {
    const { page, close } = await open(`${PAY}?place=uk-london`, options);
    const [own, other] = await page.locator('.ranges > ul > li').evaluateAll((all) => ['[data-chosen]', ':not([data-chosen])'].map((which) => {
      const { backgroundColor, outlineStyle } = getComputedStyle(/** @type {Element} */ (all.find((row) => row.matches(which))));
      return backgroundColor + outlineStyle;
    }));
    assert.notEqual(own, other, JSON.stringify(options));
    assert.equal(await sidewaysScroll(page), 0);
    await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
    assert.equal(await sidewaysScroll(page), 0);
    assert.deepEqual(await axeViolations(page), []);
    await close();
  }
});

test('what is set beside another is the same of another place, whatever is looked up', async () => {
  const { page, close } = await open('');
  for (const [role, measure] of [['ai-tech-lead', 'base'], ['ai-tech-lead', 'bonus'], ['ai-tech-lead', 'total']]) {
    await go(page, `${EXPLORER}#pay=1&role=${role}&place=uk-london&measure=${measure}`);
    await page.locator('[name=compare]').check();
    const second = await page.evaluate(() => ['role2', 'place2', 'measure2'].map((name) => /** @type {HTMLSelectElement} */ (document.querySelector(`[name=${name}]`)).value));
    assert.deepEqual([second[0], second[2]], [role, measure]);
    assert.notEqual(second[1], 'uk-london');
    assert.equal(await page.locator('.answers .none').count(), 0, 'both answer');
  }
  await close();
});

test('below the answer of a role stands its range, drawn to the scale of its place', async () => {
  const { page, troubles, close } = await open(ROLE);
  await go(page, ROLE);
  /** What is drawn, in the words of its scale: the first tick, the last one, and both ends of the bar by them. */
  const drawn = () => page.locator('.strip .plot').evaluate((plot) => {
    const ticks = [...plot.querySelectorAll('.ticks text')].map((text) => text.textContent ?? '');
    const bar = /** @type {SVGRectElement} */ (plot.querySelector('.track rect'));
    const [from, wide] = ['x', 'width'].map((name) => parseFloat(bar.getAttribute(name) ?? ''));
    const [least, most] = [ticks[0], ticks[ticks.length - 1]].map((tick) => Number(tick.replace(/\D/g, '')));
    return [from, from + wide].map((share) => `${ticks[0][0]}${Math.round(least + (most - least) * share / 100)}k`);
  });
  assert.deepEqual(await drawn(), ['$220k', '$340k']);
  await page.locator('.strip select').selectOption('London');
  assert.deepEqual(await drawn(), ['£130k', '£185k']);
  for (const width of [320, 390, 768, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    assert.equal(await sidewaysScroll(page), 0, `${width} pixels`);
  }
  assert.deepEqual(troubles, []);
  await close();
});
