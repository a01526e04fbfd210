// Pages that people look something up on: the answer stands open, the rest is a line a section, and nothing is out of reach.
// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeViolations, sidewaysScroll } from './browser.js';
import { sampleSite } from './site.js';

const { site, open: openPage } = sampleSite('public');

const ROLE = 'roles/ai-tech-lead/';

/** @param {string} path @param {import('playwright-core').BrowserContextOptions} options */
const open = (path, options = {}) => openPage(path, { viewport: { width: 1280, height: 800 }, ...options });

test('a role, its pay and the explorer are at most so long', async () => {
  const most = { [ROLE]: [4425, 5375], 'pay/ai-tech-lead/': [2700, 3650], 'pay/explore/': [3350, 4000] };
  for (const [path, heights] of Object.entries(most)) {
    for (const [at, width] of [1280, 390].entries()) {
      const { page, close } = await open(path, { viewport: { width, height: 800 } });
      if (path === 'pay/explore/') await page.locator('.answers *').first().waitFor();
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height <= heights[at], `${path} at ${width}: ${height}`);
      assert.equal(await sidewaysScroll(page), 0, path);
      await close();
    }
  }
});

test('what answers stands open; every other section is a line with its heading and what is in it', async () => {
  const { page, troubles, close } = await open(ROLE);
  // What the work is and what it asks is read without opening anything.
  for (const shown of ['.strip', '#what-you-do', '#what-you-do ~ ul', '#what-you-need', '#what-you-need ~ p', '.career svg', '.text > p']) {
    assert.ok(await page.locator(shown).first().isVisible(), shown);
  }
  // Pay is said once, large; the places stand behind how many there are.
  assert.ok(!await page.locator('.chart').isVisible());
  const places = page.locator('summary:has(#frame-pay)');
  assert.equal(await places.innerText(), 'Base pay: 6 places');
  await places.press('Enter');
  assert.ok(await page.locator('.chart').isVisible());
  const parts = page.locator('.part');
  assert.ok((await parts.count()) >= 8);
  assert.equal(await page.locator('.part[open]').count(), 0);
  for (const part of await parts.all()) {
    assert.equal(await part.locator('> summary > h2[id]').count(), 1);
    assert.ok(await part.locator('> summary > .gist').isVisible());
    assert.ok(await part.locator('> summary > .gist').evaluate((one) => one.getBoundingClientRect().height < 1.9 * parseFloat(getComputedStyle(one).fontSize)), 'one line');
    assert.ok((await part.locator('> :not(summary)').first().textContent())?.trim());
  }
  const duties = parts.filter({ has: page.locator('#the-work-in-detail') });
  assert.match(await duties.locator('.gist').innerText(), /^Architecture and direction · Design and code review/);
  await duties.locator('> summary').press('Enter');
  assert.ok(await duties.locator('#mentoring').isVisible());
  assert.ok(!(await duties.locator('.gist').isVisible()), 'what is open is not said twice');
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('an address, the outline, a button and paper open what is folded', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(`${ROLE}#mentoring`, { javaScriptEnabled });
    await page.locator('#mentoring').waitFor({ state: 'visible' });
    const box = await page.locator('#mentoring').boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 800, `${javaScriptEnabled}: ${box?.y}`);
    await close();
  }
  const { page, close } = await open(ROLE);
  await page.locator('.outline a', { hasText: 'How success is measured' }).click();
  await page.locator('.part[open] #how-success-is-measured').waitFor();
  const all = page.locator('button.all');
  assert.equal(await all.innerText(), 'Open all sections');
  await all.press('Enter');
  assert.equal(await page.locator('.part:not([open])').count(), 0);
  assert.equal(await all.innerText(), 'Close all sections');
  await all.press('Enter');
  assert.equal(await page.locator('.part[open]').count(), 0);
  await page.emulateMedia({ media: 'print' });
  for (const part of await page.locator('.part').all()) {
    assert.ok(await part.locator('> :not(summary, .to-question)').first().isVisible());
    assert.ok(await part.locator('h2').isVisible() && !(await part.locator('.gist').isVisible()));
  }
  await close();
});
