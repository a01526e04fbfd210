// What people come for, in how many taps: pay in London, two roles set side by side, applying; and a scorecard on paper.
// Eight questions of role-fit are counted in fit.test.js.
// @ts-check
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBrowser, visit } from './browser.js';
import { startSite } from './site.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Record<string, import('./site.js').Site>} */
const sites = {};
before(async () => {
  for (const audience of ['public', 'internal']) sites[audience] = await startSite(audience);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) site.stop();
});

/** The home page on a phone; `tap` counts. */
async function onPhone() {
  const { page, troubles, close } = await visit(browser, sites.public.url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  let taps = 0;
  const tap = async (/** @type {import('playwright-core').Locator} */ what) => {
    taps += 1;
    const leads = await what.evaluate((one) => (one instanceof HTMLAnchorElement ? one.href : ''));
    await what.tap();
    if (leads) await page.waitForURL(leads, { waitUntil: 'load' });
  };
  return { page, troubles, close, tap, taps: () => taps };
}

/** Whether all of it is in the first screen, without scrolling. @param {import('playwright-core').Locator} what */
async function inFirstScreen(what) {
  await what.waitFor();
  const box = await what.boundingBox();
  const scrolled = await what.page().evaluate(() => scrollY);
  return scrolled === 0 && box !== null && box.y >= 0 && box.y + box.height <= 844;
}

test('the pay of a role in London is two taps away, and its figure in the first screen', async () => {
  const { page, troubles, close, tap, taps } = await onPhone();
  await tap(page.locator('.main-ways a', { hasText: 'Pay' }));
  await tap(page.locator('.ranges .range-name a', { hasText: /^London$/ }).first());
  assert.match(page.url(), /pay\/london\/$/);
  const figure = page.locator('main strong', { hasText: '£130,000 to £185,000' }).first();
  assert.ok(await inFirstScreen(figure), JSON.stringify(await figure.boundingBox()));
  assert.ok(taps() <= 2);
  assert.deepEqual(troubles, []);
  await close();
});

test('on the page of a role the pay in London is a choice from a list, and stands in the first screen', async () => {
  const { page, troubles, close, tap } = await onPhone();
  await tap(page.locator('.role-cards a', { hasText: 'AI Tech Lead' }).first());
  await page.locator('.strip select').selectOption('London');
  const figure = page.locator('.strip dd', { hasText: '£130,000 to £185,000' });
  assert.ok(await inFirstScreen(figure), JSON.stringify(await figure.boundingBox()));
  assert.deepEqual(troubles, []);
  await close();
});

for (const pair of [['AI Tech Lead', 'Engineering Manager'], ['Head of AI', 'Technical Lead']]) {
  test(`two roles stand side by side after three taps, and what differs is said: ${pair.join(' and ')}`, async () => {
    const { page, troubles, close, tap, taps } = await onPhone();
    await tap(page.locator('.role-cards a', { hasText: pair[0] }).first());
    await tap(page.locator('.buttons a', { hasText: 'Compare with another role' }));
    await tap(page.locator('role-compare form label', { hasText: pair[1] }).last());
    assert.deepEqual(await page.locator('role-compare thead th[data-role]:visible').allInnerTexts(), pair);
    assert.match(await page.locator('role-compare [role=status]').innerText(), new RegExp(`^${pair.join(', ')}: \\d+ dimensions differ`));
    assert.ok(taps() <= 3);
    assert.deepEqual(troubles, []);
    await close();
  });
}

test('applying takes two taps from the home page, and the button is in the first screen of the role', async () => {
  const { page, troubles, close, tap, taps } = await onPhone();
  await tap(page.locator('.role-cards a', { hasText: 'AI Tech Lead' }).first());
  const apply = page.locator('.buttons a', { hasText: /^Apply$/ });
  assert.ok(await inFirstScreen(apply), JSON.stringify(await apply.boundingBox()));
  assert.match(await apply.getAttribute('href') ?? '', /^(mailto:|https:|.*jobs\/)/);
  assert.ok(taps() + 1 <= 2);
  assert.deepEqual(troubles, []);
  await close();
});

test('a scorecard that was found is on paper with two keys: its button, and that of the browser', async () => {
  const { page, troubles, close } = await visit(browser, `${sites.internal.url}interviews/technical-screen/`, { viewport: { width: 1280, height: 800 } });
  const sheets = async () => (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const whole = await sheets();
  await page.evaluate(() => Object.assign(globalThis, { print: () => Object.assign(globalThis, { asked: true }) }));
  await page.locator('score-card [data-do=print]').first().press('Enter');
  assert.equal(await page.evaluate('globalThis.asked'), true);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('main h1, main .stage, score-card').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.localName));
  assert.deepEqual(shown, ['score-card']);
  const alone = await sheets();
  assert.ok(alone >= 1 && alone <= 2 && alone < whole && whole <= 4, `${alone} sheets instead of ${whole}`);
  assert.deepEqual(troubles, []);
  await close();
});
