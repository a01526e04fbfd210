// Roles: picked and compared, and a ladder climbed, by keyboard alone; the same from the link; all of it without scripts.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeViolations, sidewaysScroll } from './browser.js';
import { filesIn, sampleSite } from './site.js';

const { site, open } = sampleSite('public');

/** Tabs until the focus is on what `selector` names. @param {import('playwright-core').Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`no key leads to ${selector}`);
}

/** How far what `selector` names scrolls sideways. @param {import('playwright-core').Page} page @param {string} selector */
const ownScroll = (page, selector) => page.locator(selector).evaluate((frame) => frame.scrollWidth - frame.clientWidth);

test('two roles are picked and set side by side by keyboard, and again from the link', async () => {
  const { page, troubles, close } = await open('compare/');
  await page.locator('role-compare form').waitFor({ state: 'visible' });
  const heads = () => page.locator('role-compare thead th:visible').allInnerTexts();
  assert.equal((await heads()).length, 3, 'two roles show at first');
  const skills = page.locator('role-compare tbody tr', { hasText: 'Skills needed' });
  const held = await skills.locator('td:visible').evaluateAll((cells) => cells.map((cell) => [...cell.querySelectorAll('li')].map((line) => [line.textContent, line.className])));
  const both = held[0].map(([line]) => line).filter((line) => held[1].some(([other]) => other === line));
  assert.equal(await skills.locator('.differ').innerText(), `differs, ${both.length} in common`);
  assert.deepEqual(held.map((lines) => lines.filter(([, mark]) => mark === 'shared').map(([line]) => line).sort()), [[...both].sort(), [...both].sort()]);
  assert.ok(both.length > 0);
  await tabTo(page, 'input[value=staff-ml-engineer]');
  await page.keyboard.press('Space');
  await tabTo(page, 'input[value=head-of-ai]');
  await page.keyboard.press('Space');
  assert.deepEqual(await heads(), ['Dimension', 'AI Tech Lead', 'Head of AI']);
  assert.match(await page.locator('role-compare [role=status]').innerText(), /^AI Tech Lead, Head of AI: \d+ dimensions differ\. Their own page: AI Tech Lead or Head of AI$/);
  // Only what shows is compared, and the difference is a word, not a colour.
  const row = page.locator('role-compare tbody tr', { hasText: 'Share of code' });
  assert.match(await row.locator('th').innerText(), /differs/);
  const ranks = await page.locator('role-compare tbody tr:visible').evaluateAll((rows) => rows.map((row) => {
    const word = row.querySelector('.differ')?.textContent ?? '';
    return word.startsWith('differs') ? 0 : word === '' ? 1 : 2;
  }));
  assert.deepEqual(ranks, [...ranks].sort(), 'what differs comes first, then what is told in sentences');
  assert.ok(new Set(ranks).size === 3, ranks.join());
  const duties = page.locator('role-compare tbody tr', { hasText: 'What you do' });
  assert.ok((await duties.locator('td:visible summary').allInnerTexts()).every((count) => /^\d+ items$/.test(count)), 'long lists are counts');
  for (const line of await page.locator('role-compare tbody tr:visible', { has: page.locator('td:visible .none') }).all()) {
    assert.doesNotMatch(await line.locator('.differ').innerText(), /differs/, 'where one says nothing, nothing differs');
  }
  // What is counted, marked, ruled off and left by the switch are the same rows.
  const marked = page.locator('role-compare tbody tr:visible', { has: page.locator('.differ', { hasText: /^differs/ }) });
  const ruled = () => page.locator('role-compare tbody tr:visible').evaluateAll((rows) => rows.filter((row) => parseFloat(getComputedStyle(/** @type {Element} */ (row.lastElementChild)).borderInlineStartWidth) > 0).length);
  const said = () => page.locator('role-compare [role=status]').innerText();
  const [count, every] = [await marked.count(), await page.locator('role-compare tbody tr:visible').count()];
  assert.ok(count > 2 && count < every);
  assert.equal(await ruled(), count);
  assert.ok((await said()).includes(`: ${count} dimensions differ.`), await said());
  await page.locator('[name=only]').check();
  assert.deepEqual([await page.locator('role-compare tbody tr:visible').count(), await marked.count(), await ruled()], [count, count, count]);
  assert.ok((await said()).includes(`: ${count} dimensions differ. ${every - count} other rows are hidden.`), await said());
  await page.locator('[name=only]').uncheck();
  await page.locator('role-compare tbody tr:visible').last().scrollIntoViewIfNeeded();
  const head = await page.locator('role-compare thead th').nth(1).boundingBox();
  assert.ok(head && head.y >= 0 && head.y < 200, 'the heads stay below the header');
  const hash = new URL(page.url()).hash;
  assert.equal(hash, '#compare=1&roles=ai-tech-lead,head-of-ai');
  const again = await open(`compare/${hash}`);
  await again.page.locator('role-compare form').waitFor({ state: 'visible' });
  assert.deepEqual(await again.page.locator('role-compare thead th:visible').allInnerTexts(), ['Dimension', 'AI Tech Lead', 'Head of AI']);
  assert.deepEqual([...troubles, ...again.troubles], []);
  await again.close();
  await close();
});

test('on a phone a comparison goes dimension by dimension, two roles to a line where there is room, and nothing scrolls sideways', async () => {
  for (const width of [390, 320]) {
    for (const path of ['compare/', 'compare/#compare=1&roles=ai-tech-lead,head-of-ai', 'compare/senior-ai-engineer-vs-staff-ml-engineer/']) {
      const { page, troubles, close } = await open(path, { viewport: { width, height: 700 } });
      await page.locator('.compare .folded').evaluateAll((all) => all.forEach((one) => { /** @type {HTMLDetailsElement} */ (one).open = true; }));
      await page.locator('.compare th button').evaluateAll((all) => all.forEach((one) => { /** @type {HTMLElement} */ (one).click(); }));
      const shown = await page.locator('.compare tbody tr').evaluateAll((rows) => rows.filter((row) => !(/** @type {HTMLElement} */ (row).hidden)).map((row) => {
        const [head, ...cells] = /** @type {HTMLElement[]} */ ([...row.children]).filter((cell) => cell.offsetParent);
        const boxes = [head, ...cells].map((cell) => cell.getBoundingClientRect());
        return {
          lines: new Set(boxes.map((box) => Math.round(box.top))).size,
          below: boxes.slice(1).every((box) => box.top >= boxes[0].bottom - 1),
          inside: boxes.every((box) => box.left >= 0 && box.right <= innerWidth),
          named: cells.every((cell) => getComputedStyle(cell, '::before').content === JSON.stringify(cell.dataset.name) && cell.dataset.name),
          word: row.querySelector('.differ')?.textContent?.split(',')[0],
          differs: row.classList.contains('differs'),
          told: 'told' in /** @type {HTMLElement} */ (row).dataset,
          cells: cells.length,
        };
      }));
      assert.ok(shown.length > 5, path);
      const columns = 2;
      for (const { lines, ...row } of shown) {
        // What both say alike stands there once.
        assert.equal(lines, width > 350 || row.cells < columns ? 2 : 3, `${path} ${width} ${row.word}`);
        assert.deepEqual({ ...row, named: Boolean(row.named) }, { below: true, inside: true, named: true, told: row.told, word: row.differs ? 'differs' : row.told && row.word === '' ? '' : row.word === 'same' ? 'same' : 'one side only', differs: row.differs, cells: row.word === 'same' ? row.cells : columns }, `${path} ${width}`);
      }
      const own = await page.locator('.compare .table-scroll').evaluateAll((all) => all.map((frame) => frame.scrollWidth - frame.clientWidth));
      assert.ok(own.length && Math.max(...own) <= 0, `${path} ${width}: the table scrolls by itself`);
      assert.equal(await sidewaysScroll(page), 0, path);
      assert.deepEqual(troubles, []);
      await close();
    }
    const { page, close } = await open('ladders/leading-ai/#ladder=leading-ai&at=lead', { viewport: { width, height: 700 } });
    assert.ok((await ownScroll(page, '.ladder .table-scroll')) <= 0, `the ladder scrolls by itself at ${width}`);
    assert.deepEqual([...new Set(await page.locator('.ladder .level').allInnerTexts())].filter((dots) => !/^[●○]{4}$/.test(dots)), [], 'levels of skills are dots');
    assert.ok(await page.locator('.ladder .level').count() > 5);
    const cells = await page.locator('.ladder td.asked').evaluateAll((all) => all.map((cell) => ({ box: cell.querySelector('input')?.getBoundingClientRect().toJSON(), cell: cell.getBoundingClientRect().toJSON() })));
    assert.ok(cells.length > 3 && cells.every(({ box, cell }) => box.width >= 24 && box.left >= cell.left && box.right <= cell.right && box.bottom <= cell.bottom + 1), 'each box stands in its cell');
    assert.deepEqual(await axeViolations(page, 'main'), []);
    await close();
  }
});

test('on a phone rows of lists in a comparison are folds that show the first line of each side, uncut', async () => {
  const { page, troubles, close } = await open('compare/', { viewport: { width: 390, height: 844 } });
  await page.locator('role-compare form').waitFor({ state: 'visible' });
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight) < 5000, 'the page is short');
  const row = page.locator('role-compare tbody tr', { hasText: 'Done after a year' });
  const height = () => row.evaluate((row) => row.getBoundingClientRect().height);
  const heads = page.locator('role-compare tbody th button');
  assert.deepEqual([...new Set(await heads.evaluateAll((all) => all.map((one) => one.ariaExpanded)))], ['false']);
  assert.equal(await row.locator('td:visible li:visible').count(), 2, 'closed, it shows a line of each');
  assert.equal(await page.locator('role-compare tbody tr', { hasText: 'Share of code' }).locator('th button').count(), 0, 'there is nothing more to open');
  const cells = page.locator('role-compare tbody .short td:visible');
  assert.ok(await cells.count() > 20);
  assert.equal(await cells.evaluateAll((all) => all.filter((cell) => getComputedStyle(cell).textOverflow === 'ellipsis' || cell.scrollHeight > cell.clientHeight + 2).length), 0, 'nothing is cut');
  await cells.last().scrollIntoViewIfNeeded();
  const names = await page.locator('role-compare thead th:visible').first().boundingBox();
  assert.ok(names && names.y >= 0 && names.y < 120, 'the names stay in sight');
  assert.match(await row.locator('td:visible').first().innerText(), /Within 90 days/);
  const closed = await height();
  await row.locator('th button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await row.locator('th button').getAttribute('aria-expanded'), 'true');
  assert.ok(await height() > closed + 100, 'open, it holds every line');
  assert.equal(await row.locator('td:visible li:visible').count(), await row.locator('td:visible li').count());
  assert.deepEqual(await axeViolations(page, 'role-compare'), []);
  // On a wide screen it is a table again, with nothing to press in its heads.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.waitForFunction(() => !document.querySelector('role-compare th button'));
  assert.equal(await row.locator('td:visible li:visible').count(), 0, 'long lists are counts again');
  assert.deepEqual(troubles, []);
  await close();
});

test('a comparison begins with pay at the place that was chosen before', async () => {
  const { page, troubles, close } = await open('pay/explore/');
  await page.locator('[name=place]').selectOption('London');
  const lines = async () => {
    await page.goto(`${site.url}compare/`, { waitUntil: 'load' });
    return page.locator('role-compare tr', { hasText: 'Base pay' }).locator('td').first().locator('ul').evaluateAll((lists) => lists.map((list) => [...list.children].map((line) => line.textContent)));
  };
  const [first, more] = await lines();
  assert.match(`${first[0]}`, /^London: £130,000/);
  assert.match(`${first[1]}`, /^San Francisco and New York: /);
  assert.deepEqual([first.length, more.length], [3, 3]);
  await page.evaluate(() => localStorage.clear());
  assert.match(`${(await lines())[0][0]}`, /^San Francisco and New York: /);
  assert.deepEqual(troubles, []);
  await close();
});

test('a written comparison says of its own rows that they differ, and folds what is told in sentences', async () => {
  const { page, troubles, close } = await open('compare/ai-tech-lead-vs-engineering-manager/', { viewport: { width: 390, height: 844 } });
  // Three things that differ stand above all prose, in rows across both.
  const facts = await page.locator('.sides').evaluate((sides) => [...sides.children].map((side) => [...side.querySelectorAll('.fact')].map((fact) => Math.round(fact.getBoundingClientRect().top))));
  assert.equal(facts[0].length, 3);
  assert.deepEqual(facts[0], facts[1]);
  const rows = page.locator('.compare > .table-scroll tbody tr');
  assert.ok((await rows.count()) > 6);
  assert.equal(await rows.filter({ has: page.locator('.differ:empty') }).count(), 0, 'every row in sight has its word');
  assert.equal(await rows.first().locator('.differ').innerText(), 'differs');
  const folded = page.locator('.compare .folded');
  assert.match(await folded.locator('summary').first().innerText(), /Mission.*What you do/);
  assert.ok(!(await folded.locator('table').isVisible()));
  await folded.locator('summary').first().click();
  assert.ok(await folded.locator('table').isVisible());
  assert.deepEqual(await axeViolations(page, '.compare'), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('the tool comes first: roles and what differs stand in the first screen of a phone', async () => {
  const { page, troubles, close } = await open('compare/', { viewport: { width: 390, height: 844 } });
  await page.locator('role-compare form').waitFor({ state: 'visible' });
  for (const part of ['input[value=senior-ai-engineer]', '[role=status]', 'tbody th']) {
    const box = await page.locator(`role-compare ${part}`).first().boundingBox();
    assert.ok(box && box.y + box.height <= 844, `${part}: ${box?.y}`);
  }
  assert.deepEqual(await axeViolations(page, 'role-compare'), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('a link that names one role begins with it, and leaves the other to be picked', async () => {
  const { page, close } = await open('compare/#compare=1&roles=head-of-ai');
  await page.locator('role-compare form').waitFor({ state: 'visible' });
  const heads = () => page.locator('role-compare thead th[data-role]:visible').allInnerTexts();
  const said = () => page.locator('role-compare [role=status]').innerText();
  assert.deepEqual(await heads(), ['Head of AI']);
  assert.equal(await said(), 'Head of AI: pick another role to set beside it.');
  assert.equal(await page.locator('role-compare .differs, role-compare .differ:not(:empty)').count(), 0, 'one alone differs from nothing');
  await page.locator('input[value=staff-ml-engineer]').check();
  assert.deepEqual(await heads(), ['Head of AI', 'Staff ML Engineer']);
  assert.match(await said(), /^Head of AI, Staff ML Engineer: \d+ dimensions differ/);
  const cells = await page.locator('role-compare tbody tr:visible').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].filter((cell) => !cell.hidden).map((cell) => cell.dataset.role).join()));
  assert.deepEqual([...new Set(cells)], ['head-of-ai,staff-ml-engineer'], 'each cell stands below its head');
  assert.equal(new URL(page.url()).hash, '#compare=1&roles=head-of-ai,staff-ml-engineer');
  await close();
});

test('a fifth role cannot be picked, and all come back', async () => {
  const { page, close } = await open('compare/#compare=1&roles=ai-tech-lead,head-of-ai,nobody,technical-lead,staff-ml-engineer,engineering-manager');
  await page.locator('role-compare form').waitFor({ state: 'visible' });
  assert.equal(await page.locator('role-compare input:checked').count(), 4);
  assert.ok(await page.locator('input[value=engineering-manager]').isDisabled());
  await tabTo(page, 'button[data-do=all]');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('role-compare thead th:visible').count(), 7);
  assert.equal(new URL(page.url()).hash, '');
  await close();
});

test('a candidate checks themselves against a level by keyboard; the fragment alone remembers', async () => {
  const { page, troubles, close } = await open('ladders/leading-ai/');
  /** @type {string[]} */
  const requests = [];
  await page.locator('ladder-check form').waitFor({ state: 'visible' });
  await tabTo(page, 'ladder-check select');
  // The search loads when the focus passes it; from here on it is the ladder alone.
  await page.waitForLoadState('networkidle');
  page.on('request', (request) => requests.push(request.url()));
  await page.keyboard.type('Lead');
  const status = page.locator('ladder-check [role=status]');
  assert.match(await status.innerText(), /^0 of (\d+) things that Lead expects\.$/);
  await tabTo(page, 'ladder-check input');
  await page.keyboard.press('Space');
  assert.match(await status.innerText(), /^1 of /);
  // Its count stays in sight on a phone, too.
  const head = page.locator('ladder-check thead .asked');
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 700 });
  await page.locator('ladder-check input').last().scrollIntoViewIfNeeded();
  const box = await head.boundingBox();
  assert.ok(box && box.y >= 0 && box.y < 200, `${box?.y}`);
  assert.match(await head.innerText(), /^Lead\s*1 of \d+\b/);
  await page.setViewportSize(size ?? { width: 1280, height: 800 });
  const ticked = page.locator('ladder-check td:has(input:checked)');
  assert.match(await ticked.innerText(), /Who decides|scope|systems|team|model|.{12}/, 'the box stands beside what it is about');
  const next = page.locator('ladder-check [data-next]');
  const after = await page.locator('ladder-check thead th').allInnerTexts();
  const at = after.findIndex((title) => title.startsWith('Lead'));
  assert.equal(await next.isVisible(), at + 1 < after.length, 'what the next level needs, where there is one');
  const hash = new URL(page.url()).hash;
  assert.equal(hash, '#ladder=leading-ai&at=lead&yes=scope');
  // A browser asks for the icon again when the address changes.
  assert.deepEqual(requests.filter((url) => !url.endsWith('/mark.svg')), [], 'nothing is sent');
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is stored');
  const again = await open(`ladders/leading-ai/${hash}`);
  await again.page.locator('ladder-check input').first().waitFor();
  assert.ok(await again.page.locator('ladder-check input').first().isChecked());
  const other = await open(`ladders/building-models/${hash}`);
  assert.equal(await other.page.locator('ladder-check select').inputValue(), '', 'a link for one ladder says nothing to another');
  assert.deepEqual([...troubles, ...again.troubles], []);
  await other.close();
  await again.close();
  await close();
});

test('without scripts every role, every declared pair and every level is there to read', async () => {
  const options = { javaScriptEnabled: false };
  const { page, troubles, close } = await open('compare/', options);
  assert.ok(!(await page.locator('role-compare form').isVisible()));
  assert.equal(await page.locator('role-compare thead th:visible').count(), 7);
  const pairs = page.locator('role-compare .own-pages a');
  assert.ok((await pairs.count()) >= 3);
  for (const href of await pairs.evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href))) {
    await page.goto(href);
    assert.ok((await page.locator('.compare tbody tr').count()) > 2, href);
  }
  await page.goto(`${site.url}ladders/building-models/`);
  assert.match(await page.locator('.ladder table').innerText(), /The hardest part of several systems/);
  assert.deepEqual(troubles, []);
  await close();
});

test('a career is a drawing of links, and on a phone a list of them', async () => {
  const { page, troubles, close } = await open('roles/ai-tech-lead/');
  const career = page.locator('.career');
  assert.ok(!(await career.locator('dl').isVisible()), 'nothing is said twice');
  const links = career.locator('svg a');
  assert.deepEqual(await links.evaluateAll((all) => all.map((link) => [link.parentElement?.getAttribute('aria-label'), link.getAttribute('aria-label') ?? link.textContent?.trim()])), [
    ['People come from', 'Senior AI Engineer'],
    ['People come from', 'Technical Lead'],
    ['Beside it', 'Staff ML Engineer'],
    ['Beside it', 'Engineering Manager'],
    ['What may come next', 'Head of AI'],
  ]);
  const width = () => links.first().locator('rect').evaluate((box) => getComputedStyle(box).strokeWidth);
  const before = await width();
  await tabTo(page, '.career svg a');
  assert.notEqual(await width(), before, 'the focus is seen');
  assert.deepEqual(await axeViolations(page, '.career'), []);
  await page.setViewportSize({ width: 390, height: 800 });
  assert.ok(!(await career.locator('svg').isVisible()));
  assert.equal(await career.locator('dd a:visible').count(), 5);
  await page.setViewportSize({ width: 1280, height: 900 });
  await links.last().click();
  await page.waitForURL(/roles\/head-of-ai\/$/);
  assert.deepEqual(troubles, []);
  await close();
});

test('the list of openings says which ranges are made up, and where each opening is', async () => {
  const { page, close } = await open('jobs/');
  const jobs = await page.locator('.jobs .list > li').allInnerTexts();
  assert.ok(jobs.length >= 5);
  for (const job of jobs) assert.match(job, /^AI Tech Lead, .+\n[^]*\d,\d{3} a year Example figure\n/);
  assert.equal(new Set(jobs.map((job) => job.split('\n')[0])).size, jobs.length, 'each has a name of its own');
  await close();
});

test('the widgets are small', () => {
  for (const name of ['role-compare', 'ladder-check']) {
    const script = filesIn(site.folder).find((file) => file.startsWith(`assets/${name}.`)) ?? '';
    const size = gzipSync(readFileSync(join(site.folder, script)), { level: 9 }).length;
    assert.ok(size <= 3 * 1024, `${name}: ${size} bytes gzipped`);
  }
});

test('pages about roles fit a window of 320 pixels, and axe finds nothing', async () => {
  const pages = [
    'compare/#compare=1&roles=ai-tech-lead,head-of-ai',
    'compare/senior-ai-engineer-vs-staff-ml-engineer/',
    'ladders/leading-ai/#ladder=leading-ai&at=lead&yes=scope',
    'roles/senior-ai-engineer/',
    'skills/',
    'skills/mentoring/',
  ];
  const views = [{}, { viewport: { width: 320, height: 640 } }, { colorScheme: /** @type {const} */ ('dark') }, { forcedColors: /** @type {const} */ ('active') }];
  for (const options of views) {
    for (const path of pages) {
      const { page, troubles, close } = await open(path, options);
      assert.deepEqual(await axeViolations(page), [], `${path} ${JSON.stringify(options)}`);
      assert.equal(await sidewaysScroll(page), 0, path);
      assert.deepEqual(troubles, [], path);
      await close();
    }
  }
});
