// Figures in prose and in charts: the source of each is a key press away, with and without scripts; and what the pay pages
// hold for those who have none.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeViolations, sidewaysScroll } from './browser.js';
import { sampleSite } from './site.js';

const { site, open } = sampleSite('public');

/** What pay.json says. */
const pay = () => JSON.parse(readFileSync(join(site.folder, 'data/pay.json'), 'utf8'));
const day = (/** @type {string} */ date) => new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

for (const javaScriptEnabled of [true, false]) {
  test(`the note of a figure opens and closes by keyboard, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const { page, troubles, close } = await open('pay/why-sources-differ/', { javaScriptEnabled });
    const note = page.locator('.figure-note').first();
    assert.ok(!(await note.isVisible()));
    for (let stop = 0; stop < 200 && !(await page.evaluate(() => document.activeElement?.matches('.figure-mark'))); stop += 1) await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(name, 'Source of $220,000 to $320,000');
    await page.keyboard.press('Enter');
    assert.ok(await note.isVisible());
    const text = await note.innerText();
    for (const words of ['Base pay a year, AI Tech Lead, San Francisco', 'VAMI', '21 November 2026']) assert.ok(text.includes(words), `${words} in ${text}`);
    await page.keyboard.press('Escape');
    assert.ok(!(await note.isVisible()));
    assert.ok(await page.evaluate(() => document.activeElement?.matches('.figure-mark')), 'the focus stays with the figure');
    await page.keyboard.press('Space');
    assert.ok(await note.isVisible());
    await page.keyboard.press('Space');
    assert.ok(!(await note.isVisible()));
    assert.deepEqual(troubles, []);
    await close();
  });
}

test('an open note fits a window of 320 pixels, and axe finds nothing', async () => {
  for (const options of [{ viewport: { width: 320, height: 640 } }, { colorScheme: /** @type {const} */ ('dark') }]) {
    const { page, close } = await open('pay/why-sources-differ/', options);
    await page.locator('.figure-mark').first().press('Enter');
    const box = await page.locator('.figure-note').first().boundingBox();
    const width = options.viewport?.width ?? 1280;
    assert.ok(box && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
    assert.deepEqual(await axeViolations(page), []);
    assert.equal(await sidewaysScroll(page), 0);
    await close();
  }
});

test('the contradictions between the sources stand beside each other', async () => {
  const { page, close } = await open('pay/why-sources-differ/', { javaScriptEnabled: false });
  const text = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
  for (const figures of [
    ['$220,000 to $320,000', '$250,000 to $340,000', '$220,000 to $340,000'],
    ['$200,000 to $320,000', '$280,000 to $500,000 or more'],
    ['£130,000 to £180,000', '£140,000 to £185,000', '£130,000 to £185,000', '£120,000 to £180,000'],
    ['4 to 9 months', '3 to 5 months', '8 to 16 weeks', '4 to 8 weeks'],
  ]) {
    for (const figure of figures) assert.ok(text.includes(figure), `${figure} is not on the page`);
  }
  await close();
});

test('a chart says each of its bars in words, with source and day, and needs no script', async () => {
  const { page, close } = await open('pay/ai-tech-lead/', { javaScriptEnabled: false });
  const chart = page.locator('figure.chart').first();
  const lines = (await chart.locator('.range-sum, .range-more li').allInnerTexts()).map((line) => line.replaceAll('\u00a0', ' '));
  const { figures } = pay();
  const shown = figures.filter((/** @type {any} */ figure) => figure.role === 'ai-tech-lead' && figure.measure === 'base' && !figure.level);
  assert.ok(shown.length > 10, `${shown.length} figures`);
  for (const figure of shown) {
    const amounts = new Intl.NumberFormat('en', { style: 'currency', currency: figure.currency, maximumFractionDigits: 0 });
    const range = `${amounts.format(figure.min)} to ${amounts.format(figure.max)}`;
    const whose = figure.kind === 'source' ? `${figure.publisher}, ${day(figure.as_of)}` : '';
    assert.ok(lines.some((line) => line.includes(range) && line.includes(whose)), `${range}, ${whose}, in ${lines.join('\n')}`);
  }
  assert.equal(await chart.locator('svg:not([aria-hidden=true])').count(), 0, 'what is drawn repeats the words');
  await close();
});

test('no two rows of a chart have the same name: where measures differ, each row says its own', async () => {
  const { page, close } = await open('pay/london/', { javaScriptEnabled: false });
  for (const chart of await page.locator('figure.chart').all()) {
    const names = await chart.locator('.range-name').allInnerTexts();
    assert.deepEqual([...new Set(names)], names);
  }
  assert.ok((await page.locator('.range-name small', { hasText: 'total, a year' }).count()) > 0);
  await close();
});

test('without scripts the explorer holds every rate, share and model, each model with a worked example', async () => {
  const { page, close } = await open('pay/explore/', { javaScriptEnabled: false });
  const text = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
  const { usual } = pay();
  const explorer = JSON.parse(readFileSync(join(site.folder, 'data/pay-explorer.json'), 'utf8'));
  assert.ok(text.includes(explorer.rates.text) && text.includes(day(explorer.rates.date)), explorer.rates.text);
  assert.ok(usual.length >= 4, `${usual.length} shares`);
  for (const share of usual) {
    const range = `${Number(share.min) * 100}% to ${Number(share.max) * 100}%`;
    assert.ok(text.includes(range) && text.includes(share.of) && text.includes(day(share.as_of)), JSON.stringify(share));
  }
  for (const stage of ['Series A', 'Series B/C']) assert.ok(text.includes(stage), stage);
  assert.ok(!/series-[a-z]/.test(text), 'an id is shown');
  for (const model of explorer.models) assert.ok(text.includes(model.title), model.title);
  const examples = await page.locator('.formulas ol').evaluateAll((lists) => lists.map((list) => list.children.length));
  assert.ok(examples.length >= explorer.models.length && examples.every((lines) => lines >= 1), examples.join());
  await close();
});

test('in a text that runs from right to left every bar stands where its axis says', async () => {
  for (const path of ['pay/ai-tech-lead/', 'roles/ai-tech-lead/']) {
    const { page, close } = await open(path);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    const wrong = await page.locator('.ranges').evaluateAll((all) => all.flatMap((ranges) => {
      const amount = (/** @type {string} */ text) => Number(text.replace(/[^\d.]/g, '')) * (text.includes('k') ? 1000 : 1);
      /** @type {string[]} */
      const off = [];
      let ticks = /** @type {{ amount: number, x: number }[]} */ ([]);
      for (const part of ranges.children) {
        if (part.matches('.ticks')) ticks = [...part.querySelectorAll('text')].map((text) => ({ amount: amount(text.textContent ?? ''), x: text.getBoundingClientRect().left + text.getBoundingClientRect().width / 2 }));
        const [first, last] = [ticks[0], ticks[ticks.length - 1]];
        for (const bar of part.matches('ul:not(.keys)') ? part.querySelectorAll('.track rect:not([class])') : []) {
          const text = bar.closest('li')?.querySelector('strong')?.textContent ?? '';
          const ends = text.split(' to ').map(amount);
          const box = bar.getBoundingClientRect();
          const at = ends.map((end) => first.x + (end - first.amount) / (last.amount - first.amount) * (last.x - first.x));
          // To the right is less: the lower end is the right one.
          if (first.x < last.x) off.push('the axis is not mirrored');
          if (Math.abs(box.right - at[0]) > 3 || Math.abs(box.left - at[1]) > 3) off.push(`${text}: ${box.left} to ${box.right} instead of ${at}`);
        }
      }
      return off;
    }));
    assert.deepEqual(wrong, [], path);
    assert.ok((await page.locator('.track rect').count()) > 4);
    await close();
  }
});

test('what the explorer draws stands where its axis says, in a text from right to left too', async () => {
  for (const dir of ['ltr', 'rtl']) {
    const { page, troubles, close } = await open('pay/explore/#pay=1&role=ai-tech-lead&place=uk-london&measure=base');
    await page.evaluate((dir) => { document.documentElement.dir = dir; }, dir);
    await page.locator('.answers .track .solid').waitFor();
    await page.locator('details:has([data-list=place]) > summary').click();
    await page.locator('[data-list=place] li').first().waitFor();
    const off = await page.locator('pay-explorer').evaluate((explorer, dir) => {
      const amount = (/** @type {string} */ text) => Number(text.replace(/[^\d.]/g, '')) * (text.includes('k') ? 1000 : 1);
      /** @type {string[]} */
      const off = [];
      let seen = 0;
      /** @param {Element} ticks @param {[Element, string][]} bars */
      const check = (ticks, bars) => {
        // The names at both ends stand inside; what they name is where they begin or end.
        const xOf = (/** @type {Element} */ text) => {
          const [{ left, right }, axis] = [text.getBoundingClientRect(), ticks.getBoundingClientRect()];
          return Math.abs(left - axis.left) < 2 ? left : Math.abs(right - axis.right) < 2 ? right : (left + right) / 2;
        };
        const named = [...ticks.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().width > 0);
        const [first, last] = [named[0], named[named.length - 1]].map((text) => ({ amount: amount(text.textContent ?? ''), x: xOf(text) }));
        if (first.x < last.x === (dir === 'rtl')) off.push('the axis runs the other way');
        for (const [bar, text] of bars) {
          const at = text.split(' to ').map(amount).map((end) => first.x + (end - first.amount) / (last.amount - first.amount) * (last.x - first.x)).sort((a, b) => a - b);
          const box = bar.getBoundingClientRect();
          seen += 1;
          if (Math.abs(box.left - at[0]) > 3 || Math.abs(box.right - at[1]) > 3) off.push(`${text}: ${box.left} to ${box.right} instead of ${at}`);
        }
      };
      const answer = /** @type {Element} */ (explorer.querySelector('.answer'));
      const said = [...answer.querySelectorAll('.lines-of')][0].querySelectorAll('strong');
      check(/** @type {Element} */ (answer.querySelector('.ticks')), [...answer.querySelectorAll('.track .solid, .track .hollow')].map((bar, at) => [bar, said[at].textContent ?? '']));
      const map = /** @type {Element} */ ([...explorer.querySelectorAll('[data-list=place] .scale-of')].find((scale) => scale.querySelector('strong')?.textContent?.startsWith('£')));
      const rows = [...map.querySelectorAll('li')].filter((row) => row.querySelector('.solid'));
      check(/** @type {Element} */ (map.querySelector('.ticks')), rows.map((row) => [/** @type {Element} */ (row.querySelector('.solid')), row.querySelector('strong')?.textContent ?? '']));
      return { off, seen };
    }, dir);
    assert.deepEqual(off.off, [], dir);
    assert.ok(off.seen >= 5, `${off.seen} bars`);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test('the pay of a role stands in the first screen, and no page of pay goes on for long', async () => {
  for (const [path, selector, within] of /** @type {[string, string, number][]} */ ([['roles/ai-tech-lead/', '.strip .answer dd', 800], ['pay/london/', '.range-sum strong', 844]])) {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
      const { page, close } = await open(path, { viewport });
      const box = await page.locator(selector).first().boundingBox();
      assert.ok(box && box.y + box.height <= within, `${path} at ${viewport.width}: ${box?.y}`);
      await close();
    }
  }
});

test('a track takes half of its row and more, and a row the whole column', async () => {
  for (const [width, share] of [[1280, 0.48], [1920, 0.5]]) {
    const { page, close } = await open('pay/ai-tech-lead/', { viewport: { width, height: 900 } });
    const [track, row, column] = await page.locator('.ranges > ul > li').first().evaluate((one) => {
      const parts = [one.querySelector('.track'), one, one.closest('main')];
      return parts.map((part) => /** @type {Element} */ (part).getBoundingClientRect().width);
    });
    assert.ok(track / row >= share && row >= column - 1, `${width}: ${track} of ${row} of ${column}`);
    await close();
  }
});

test('the page of pay draws the ranges of each role, and that of a place each measure once', async () => {
  const { page, troubles, close } = await open('pay/', { viewport: { width: 1280, height: 800 } });
  assert.deepEqual(await page.locator('main h2:has(+ .chart)').allInnerTexts(), ['Base pay: AI Tech Lead', 'Base pay: Technical Lead']);
  const place = page.locator('.chart').first().locator('.range-name a', { hasText: /^London$/ });
  assert.match(await place.getAttribute('href') ?? '', /pay\/london\/$/);
  await place.click();
  await page.waitForURL(/pay\/london\/$/);
  assert.equal(await page.locator('.chart').count(), 1);
  assert.deepEqual(await page.locator('.chart .range-name small').allInnerTexts(), ['base, a year', 'total, a year']);
  assert.equal(await page.locator('.overview').count(), 0, 'a table of one row says nothing more');
  assert.deepEqual(troubles, []);
  await close();
});
