// Pages that lead to others, and what is drawn in other languages: the first page, lists, tags, skills, openings, the search
// page, the axes of charts.
// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser, visit } from './browser.js';
import { startSite } from './site.js';

const phone = { width: 390, height: 844 };
const wide = { width: 1280, height: 800 };
const folder = mkdtempSync(join(tmpdir(), 'rolebook-leading-'));
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Record<string, import('./site.js').Site>} */
const sites = {};

/** A site in another language: one role with ranges, and a question. @param {string} language */
function write(language) {
  /** @type {[string, string, number, number][]} */
  const bands = [['a', 'USD', 220, 340], ['b', 'USD', 130, 210], ['c', 'EUR', 100, 150]];
  const files = {
    'rolebook.toml': `title = "T"\nlanguage = "${language}"\naudiences = ["public"]\n`,
    'content/_index.md': '+++\ntitle = "T"\n+++\nT\n',
    'content/pay.md': '+++\ntitle = "P"\nkind = "pay"\nrole = "lead"\n+++\n\n## P\n\n::pay-chart{role="lead"}\n',
    'content/data/all.toml': `[role.lead]\ntitle = "Lead"\n[source.own]\ntitle = "Own"\npublisher = "Own"\npublished = 2026-11-01\n${bands.map(([id, currency, min, max]) => `[place.${id}]\ntitle = "Place ${id}"\ncurrency = "${currency}"\n[[band]]\nid = "${id}"\nrole = "lead"\nplace = "${id}"\nmeasure = "base"\nmin = ${min}000\nmax = ${max}000\ncurrency = "${currency}"\nperiod = "year"\nsource = "own"\nas_of = 2026-11-01\n`).join('')}`,
  };
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, language, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(folder, language);
}

before(async () => {
  for (const language of ['de', 'fr', 'ar']) sites[language] = await startSite('public', write(language));
  for (const audience of ['public', 'internal']) sites[audience] = await startSite(audience);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) site.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} path @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (path, options = {}, site = 'public') => visit(browser, sites[site].url + path, { viewport: wide, ...options });

for (const language of ['de', 'fr', 'ar']) {
  test(`the amounts of an axis stand apart, inside the page, and no range is torn, ${language}`, async () => {
    for (const viewport of [wide, phone, { width: 320, height: 640 }]) {
      const { page, close } = await open('pay/', { viewport }, language);
      const seen = await page.evaluate(() => [...document.querySelectorAll('.ticks')].map((axis) => (
        [...axis.querySelectorAll('text')].map((label) => label.getBoundingClientRect()).filter(({ width }) => width).sort((a, b) => a.left - b.left).map(({ left, right }) => ({ left, right })))));
      assert.equal(seen.length, 4, 'one for each currency, twice on the page');
      for (const labels of seen) {
        assert.ok(labels.length > 1, 'an axis has two amounts at least');
        labels.forEach(({ left, right }, at) => {
          assert.ok(left >= 0 && right <= viewport.width, `${viewport.width}: cut from ${left} to ${right}`);
          assert.ok(at === 0 || left > labels[at - 1].right + 4, `${viewport.width}: ${left} after ${labels[at - 1]?.right}`);
        });
      }
      const lines = await page.locator('.range-sum strong').evaluateAll((all) => all.map((one) => new Set([...one.getClientRects()].map(({ top }) => Math.round(top))).size));
      if (viewport.width > 320) assert.deepEqual([...new Set(lines)], [1], `${viewport.width}`);
      await close();
    }
  });
}

test('the first page has one filled button, and openings with their ranges in the first screen', async () => {
  for (const viewport of [wide, phone]) {
    const { page, close } = await open('', { viewport });
    const main = page.locator('.button.main');
    assert.equal(await main.count(), 1);
    assert.match(await main.innerText(), /^\d+ jobs$/);
    const first = await page.locator('.home-openings li').first();
    assert.match(await first.innerText(), /\$190,000 to \$235,000 a year/);
    const box = await first.boundingBox();
    assert.ok(box && box.y + box.height < viewport.height, `${viewport.width}: ${box?.y}`);
    const ways = page.locator('.main-ways a');
    for (const name of ['Roles', 'Pay', 'Interviews']) {
      const way = await ways.filter({ hasText: name }).boundingBox();
      assert.ok(way && way.y + way.height < viewport.height, `${viewport.width}: ${name} at ${way?.y}`);
    }
    assert.equal(await page.locator('.role-cards', { hasText: 'No range' }).count(), 0);
    const facts = await page.locator('.role-cards .fact').allInnerTexts();
    assert.ok(facts.every((fact) => /\d{3}/.test(fact) || fact.includes('Pay is not published here')), `each says what is paid, or that it is not said: ${facts.join('; ')}`);
    assert.ok(facts.some((fact) => fact.includes('Pay is not')));
    const large = await page.locator('.role-cards .fact strong').allInnerTexts();
    assert.ok(large.length === facts.length && large.every((fact) => !/pay/i.test(fact)), `what is there is set large, never what is not: ${large.join('; ')}`);
    assert.deepEqual(await page.locator('.role-cards .fact small', { hasText: 'Pay is not' }).evaluateAll((all) => [...new Set(all.map((one) => `${getComputedStyle(one).fontWeight} ${parseFloat(getComputedStyle(one).fontSize) < 15}`))]), ['400 true']);
    assert.equal(await ways.count(), 6);
    assert.match(await ways.last().getAttribute('href') ?? '', /candidates\/which-role-fits-you\/$/, 'the questionnaire has a door');
    await close();
  }
});

test('the first page leads to each section once beside its menu', async () => {
  for (const site of ['public', 'internal']) {
    const { page, close } = await open('', {}, site);
    const links = await page.locator('main :is(.main-ways, .doors) a').evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
    assert.ok(links.length > 8, links.join('\n'));
    assert.equal(new Set(links).size, links.length, links.join('\n'));
    await close();
  }
});

test('a card leads where its title does, wherever it is pressed, and says something of its page', async () => {
  const { page, close } = await open('pay/');
  const card = page.locator('.cards > li').first();
  assert.match(await card.locator('.fact').innerText(), /^\$220,000 to \$340,000/);
  await card.scrollIntoViewIfNeeded();
  const box = await card.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width - 8, box.y + box.height - 8);
  await page.waitForURL(/pay\/ai-tech-lead\/$/);
  await close();
});

test('tags say how many pages they have, of which kinds', async () => {
  const { page, close } = await open('tags/');
  const tag = page.locator('.tagged > li', { hasText: 'interviewing' });
  assert.match((await tag.innerText()).replace(/\s+/g, ' '), /^Interviewing \d+ pages Interviews \d+ Guides \d+/);
  const sizes = (await tag.locator('li .count').allInnerTexts()).map(Number);
  assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a), 'the most first');
  await tag.locator('li a', { hasText: 'Guides' }).click();
  await page.waitForURL(/tags\/interviewing\/#frame-guide$/);
  assert.equal(await page.locator('h1').innerText(), 'Interviewing');
  const heads = await page.locator('article h2:has(.count)').allInnerTexts();
  assert.ok(heads.some((head) => /^Guides \d+$/.test(head)) && heads.some((head) => /^Interviews \d+$/.test(head)), heads.join());
  assert.deepEqual(heads.map((head) => Number(head.replace(/\D/g, ''))), await page.locator('article .rows').evaluateAll((all) => all.map((list) => list.children.length)), 'each heading counts the rows below it');
  const [row, next] = await page.locator('.rows > li').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  assert.ok(next.top >= row.bottom - 1 && next.left === row.left && row.width > 600, 'one page a row');
  assert.deepEqual(await page.locator('.outline li a').evaluateAll((all) => all.slice(1).map((link) => link.textContent)), heads.map((head) => head.replace(/ \d+$/, '')));
  assert.match(await page.locator('.rows > li', { hasText: 'Architecture deep-dive' }).locator('.fact').innerText(), /^90 minutes$/);
  assert.ok(await page.locator('.tags a[href$="tags/leadership/"]').count(), 'other tags of its pages');
  await page.locator('.trail a', { hasText: 'Tags' }).click();
  assert.equal(await page.locator('.page-footer a[href$="tags/"]').count(), 0, 'no link to the page that it is on');
  await close();
});

test('the matrix of skills is drawn, is told in words, and leaves the outline where it is', async () => {
  const { page, close } = await open('skills/');
  const cells = await page.locator('.skills td').evaluateAll((all) => all.map((cell) => [cell.querySelector('[aria-hidden]')?.textContent ?? '', cell.querySelector('.unseen')?.textContent ?? '']));
  assert.ok(cells.length > 60);
  for (const [drawn, told] of cells) assert.match(`${drawn} ${told}`, /^(●○○○ Awareness|●●○○ Working|●●●○ Practitioner|●●●● Expert)(, Welcome)?$|^– Not named$/);
  assert.match(await page.locator('.levels').innerText(), /●○○○ Awareness[^]*Expert[^]*●●○○ Welcome, not required \(in brackets\)[^]*– Not named/);
  const [outline, heading] = await Promise.all(['.outline nav', 'h1'].map((part) => page.locator(part).boundingBox()));
  assert.ok(outline && heading && outline.x > heading.x + 500, 'it stands beside the text');
  await page.setViewportSize(phone);
  await page.locator('.role-pick select').selectOption('All roles');
  const [head] = await page.locator('.skills tbody th').all();
  const before = await head.boundingBox();
  await page.locator('.skills').evaluate((scrolls) => { scrolls.scrollLeft = 200; });
  const after = await head.boundingBox();
  assert.ok(before && after && Math.abs(before.x - after.x) < 20, 'the skill stays in sight while the roles go by');
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`on a phone skills are shown for one role at a time, in words, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const { page, close } = await open('skills/', { viewport: phone, javaScriptEnabled });
    const choice = page.locator('.role-pick select');
    const shown = () => page.locator('.skills tbody tr:visible').evaluateAll((rows) => rows.map((row) => [...row.children].filter((cell) => cell.checkVisibility()).map((cell) => /** @type {HTMLElement} */ (cell).innerText.trim())));
    const roles = await page.locator('.skills thead th').evaluateAll((all) => all.slice(1).map((head) => head.textContent?.trim() ?? ''));
    assert.deepEqual(await choice.locator('option').allInnerTexts(), [...roles, 'All roles']);
    for (const role of roles) {
      await choice.selectOption(role);
      assert.deepEqual(await page.locator('.skills thead th:visible').allInnerTexts(), ['Skill', role]);
      const rows = await shown();
      assert.ok(rows.length > 2 && rows.every((row) => row.length === 2 && /(Awareness|Working|Practitioner|Expert)(, Welcome)?$/.test(row[1])), JSON.stringify(rows));
      assert.ok(await page.locator('.skills').evaluate((box) => box.scrollWidth <= box.clientWidth), 'nothing scrolls sideways');
    }
    await choice.selectOption('All roles');
    const rows = await shown();
    assert.ok(rows.length > 10 && rows.every((row) => row.length === roles.length + 1));
    await page.setViewportSize(wide);
    assert.ok(!(await choice.isVisible()));
    assert.equal(await page.locator('.skills thead th:visible').count(), roles.length + 1);
    await close();
  });
}

test('on a phone an opening can be applied for from the first screen, by a message with its name', async () => {
  const { page, close } = await open('jobs/ai-tech-lead-london/', { viewport: phone });
  const apply = page.locator('.button.main').first();
  const box = await apply.boundingBox();
  assert.ok(box && box.y + box.height < 600, `${box?.y}`);
  const answer = page.locator('.answer dd').first();
  assert.equal(await answer.innerText(), '£150,000 to £175,000');
  assert.ok(parseFloat(await answer.evaluate((one) => getComputedStyle(one).fontSize)) >= 30, 'the range is set large');
  assert.equal(await apply.getAttribute('href'), 'mailto:jobs@example.org?subject=AI%20Tech%20Lead%2C%20London');
  await close();
});

test('an opening is applied for from its end too, and on a phone from anywhere below its first screen', async () => {
  const { page, close } = await open('jobs/ai-tech-lead-london/', { viewport: phone });
  const [first, last] = [page.locator('.button.main').first(), page.locator('.apply .button')];
  assert.equal(await last.getAttribute('href'), await first.getAttribute('href'));
  const inSight = () => last.evaluate((link) => {
    const { top, bottom } = link.getBoundingClientRect();
    return top > innerHeight / 2 && bottom <= innerHeight && link.contains(document.elementFromPoint(innerWidth / 2, (top + bottom) / 2));
  });
  await page.evaluate(() => scrollTo({ top: 1200, behavior: 'instant' }));
  await page.waitForFunction(() => scrollY === 1200);
  assert.ok(await inSight(), 'it stays at the foot of the window');
  // What has the focus is never below it.
  for (const link of await page.locator('.text a:visible').all()) {
    await link.focus();
    assert.ok(await link.evaluate((one) => one.getBoundingClientRect().bottom <= Math.max(/** @type {Element} */ (document.querySelector('.apply')).getBoundingClientRect().top, 0) + 1));
  }
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await last.isVisible()), 'paper has nothing to press');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(wide);
  assert.equal(await page.locator('.apply').evaluate((bar) => getComputedStyle(bar).position), 'static');
  await close();
  const other = await open('candidates/how-we-hire/');
  assert.equal(await other.page.locator('.apply').count(), 0);
  await other.close();
});

test('the page of a stage draws its minutes to scale above their list', async () => {
  const { page, close } = await open('interviews/technical-screen/', { viewport: wide });
  assert.equal(await page.locator('details.part').count(), 0, 'candidates read it through');
  const parts = await page.locator('.timeline > svg > rect').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  const minutes = (await page.locator('.kit-time + ol > li > strong').allInnerTexts()).map((text) => parseInt(text, 10));
  assert.ok(minutes.length > 2 && parts.length === minutes.length);
  const [wider, sum] = [parts.reduce((all, one) => all + one), minutes.reduce((all, one) => all + one)];
  for (const [at, part] of parts.entries()) assert.ok(Math.abs(part / wider - minutes[at] / sum) < .01, `${parts} ${minutes}`);
  await close();
});

test('letters lead to the terms of a glossary, and each term has a link to itself', async () => {
  const { page, close } = await open('glossary/');
  const letters = await page.locator('.letters dt').allInnerTexts();
  assert.ok(letters.length > 8, letters.join());
  assert.deepEqual(letters, [...letters].sort());
  const named = await page.locator('.letters dd').allInnerTexts();
  const terms = await page.locator('.text dt').evaluateAll((all) => all.map((term) => term.firstChild?.textContent?.trim()));
  assert.deepEqual([...named].sort(), [...terms].sort());
  await page.locator('.letters dt a', { hasText: 'L' }).first().click();
  const [, id] = page.url().split('#');
  assert.match(await page.locator(`[id="${id}"]`).innerText(), /^L/);
  assert.equal(await page.locator(`[id="${id}"] .anchor`).getAttribute('href'), `#${id}`);
  await page.setViewportSize(phone);
  assert.equal(await page.locator('.letters dd:visible').count(), 0);
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`openings are narrowed by lists to choose from, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const { page, close } = await open('jobs/', { viewport: phone, javaScriptEnabled });
    const shown = () => page.locator('.jobs .list > li:visible');
    const all = await shown().count();
    const [place, mode] = [page.getByLabel('Place'), page.getByLabel('Where you work')];
    for (const [list, name] of /** @type {const} */ ([[place, 'London'], [mode, 'Remote']])) {
      const [value] = (await list.locator('option').allInnerTexts()).filter((text) => text.startsWith(name));
      await list.selectOption(value);
      assert.equal(await shown().count(), Number(value.match(/\((\d+)\)/)?.[1]), value);
      await list.selectOption('All');
    }
    assert.equal(await shown().count(), all);
    await page.setViewportSize(wide);
    const [title, sum] = await Promise.all(['a', '.sum'].map((part) => shown().first().locator(part).boundingBox()));
    assert.ok(title && sum && sum.x > title.x + 300 && Math.abs(sum.y - title.y) < 12, 'the range stands beside the title');
    await close();
  });
}

test('pages for those who apply lead to the jobs and to the page to ask', async () => {
  const { page, close } = await open();
  for (const [path, contact] of [['candidates/', 1], ['candidates/privacy/', 1], ['candidates/contact/', 0], ['guides/', 0], ['guides/hiring-time/', 0]]) {
    await page.goto(sites.public.url + path, { waitUntil: 'load' });
    const steps = page.locator('main .buttons');
    assert.equal(await steps.locator('a', { hasText: 'Ask us' }).count(), contact, `${path}`);
    assert.equal(await steps.locator('.main', { hasText: 'Jobs' }).count(), contact, `${path}`);
  }
  await close();
});

test('a section has a button to its questionnaire, and leads to each of its pages once', async () => {
  for (const viewport of [wide, phone]) {
    const { page, close } = await open('candidates/', { viewport });
    const button = page.locator('main .buttons a', { hasText: 'Which role fits you?' });
    const box = await button.boundingBox();
    assert.ok(box && box.y + box.height < viewport.height, 'in the first screen');
    for (const path of ['candidates/', 'guides/', 'interviews/']) {
      await page.goto(sites.public.url + path, { waitUntil: 'load' });
      const all = await page.locator('main :is(dd li, .list li) > a:first-child').evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
      assert.ok(all.length > 6, path);
      assert.equal(new Set(all).size, all.length, `/${path}: ${all.filter((one, at) => all.indexOf(one) !== at)}`);
    }
    await page.goto(`${sites.public.url}pay/`, { waitUntil: 'load' });
    assert.ok(await page.locator('.cards .fact strong').count() > 6, 'cards with amounts stay');
    await close();
  }
});

test('a page that lists openings calls each as its own page does', async () => {
  const { page, close } = await open('jobs/');
  const names = await page.locator('.jobs .list a').allInnerTexts();
  assert.ok(names.includes('AI Tech Lead, Colorado or New York State'), names.join('\n'));
  await page.locator('.jobs .list a', { hasText: 'Colorado' }).click();
  assert.equal(await page.locator('h1').innerText(), 'AI Tech Lead, Colorado or New York State');
  await close();
});

test('a table scrolls when it has more to show, not by the room of a mark', async () => {
  const { page, close } = await open();
  for (const path of sites.public.pages) {
    await page.goto(sites.public.url + path, { waitUntil: 'load' });
    const little = await page.locator('.table-scroll').evaluateAll((all) => all.map((box) => box.scrollWidth - box.clientWidth).filter((more) => more > 0 && more < 16));
    assert.deepEqual(little, [], `/${path}`);
  }
  await close();
});

test('minutes of a timeline stand apart on a phone, and each stage leads to its page', async () => {
  const { page, close } = await open('interviews/four-stages/', { viewport: phone });
  const labels = await page.locator('.timeline .min').evaluateAll((all) => all.filter((label) => getComputedStyle(label).display !== 'none').map((label) => label.getBoundingClientRect()).map(({ left, right }) => [left, right]));
  assert.equal(labels.length, 5);
  for (const viewport of [wide, phone, { width: 700, height: 800 }]) {
    await page.setViewportSize(viewport);
    const units = await page.locator('.timeline .min').evaluateAll((all) => all.filter((label) => getComputedStyle(label).display !== 'none').map((label) => / min$/.test(label.textContent ?? '')));
    assert.equal(new Set(units).size, 1, `${viewport.width}: ${units}`);
  }
  await page.setViewportSize(phone);
  labels.slice(1).forEach(([left], at) => assert.ok(left > labels[at][1] + 4, `${left} after ${labels[at][1]}`));
  // From right to left the first stage is the one on the right, and its number stands in it.
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  const boxes = await page.locator('.timeline svg').evaluateAll((all) => all.map((stage) => ['rect', 'text'].map((part) => stage.querySelector(part)?.getBoundingClientRect())).map(([box, number]) => [box?.left ?? 0, box?.right ?? 0, number?.left ?? 0, number?.right ?? 0]));
  boxes.forEach(([left, right, from, to], at) => assert.ok(from > left && to < right && (at === 0 || right < boxes[at - 1][1]), `${at}: ${boxes[at]}`));
  const links = await page.locator('.stage-title a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  assert.deepEqual(links, ['first-call', 'technical-screen', 'architecture-deep-dive', 'leadership-and-stakeholders', 'team-fit-and-values'].map((name) => `../../interviews/${name}/`));
  await close();
});

test('the sign of a source keeps the word before it and the full stop behind it', async () => {
  const { page, close } = await open('team/walk-away/', {}, 'internal');
  let seen = 0;
  for (let width = 320; width <= 480; width += 8) {
    await page.setViewportSize({ width, height: 800 });
    const alone = await page.locator('.held').evaluateAll((all) => all.map((held) => {
      const tops = [...held.childNodes].filter((node) => !(node instanceof Element && node.matches('.figure-note'))).flatMap((node) => {
        const range = document.createRange();
        range.selectNode(node);
        return [...range.getClientRects()].map(({ top, bottom }) => (top + bottom) / 2);
      });
      return { text: held.textContent, apart: Math.max(...tops) - Math.min(...tops) };
    }));
    seen += alone.length;
    assert.deepEqual(alone.filter(({ apart }) => apart > 16), [], `${width}`);
    assert.match(alone[0].text ?? '', /†.*\.$/s);
  }
  assert.ok(seen >= 20);
  await close();
});

test('an opened answer ends in a link that says what it is', async () => {
  const { page, close } = await open('faq/');
  await page.locator('.question summary').first().click();
  assert.equal(await page.locator('.to-question').first().innerText(), 'Link to this section');
  await close();
});

test('results say where their page lies and what it is for; what narrows them stands beside them', async () => {
  const { page, close } = await open('search/?q=evidence');
  await page.locator('.hits .hit').first().waitFor();
  const places = await page.locator('.hits .place').allInnerTexts();
  assert.ok(places.some((place) => /^Guide · Guides|^Interview · Interviews|^Guides|^Role · Roles/.test(place)), places.join('\n'));
  const [list, narrow] = await Promise.all(['.hits', '.facets'].map((part) => page.locator(part).boundingBox()));
  assert.ok(list && narrow && list.y < 320 && narrow.x > list.x + list.width, `${list?.y}`);
  await page.setViewportSize(phone);
  await page.reload();
  await page.locator('.hits .hit').first().waitFor();
  assert.ok(await page.locator('.facets:not([open])').count());
  await close();
});

test('a large screen is used: the frame takes most of it, and a column is wider than on others', async () => {
  const { page, close } = await open('pay/ai-tech-lead/', { viewport: { width: 1920, height: 1080 } });
  const box = async (/** @type {string} */ part) => /** @type {{ x: number, width: number }} */ (await page.locator(part).first().boundingBox());
  const [menu, outline, chart, text] = await Promise.all(['.menu nav', '.margin', '.chart', '.standfirst'].map(box));
  assert.ok(outline.x + outline.width - menu.x > 1600, `${outline.x + outline.width - menu.x}`);
  assert.ok(chart.width > 780 && Math.abs(chart.width - text.width) < 1, `${chart.width}, ${text.width}`);
  await close();
});
