// A site in another language, used: no English word of ours is shown or read aloud on any page, not in what widgets say either.
// @ts-check
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'smol-toml';
import { startBrowser, visit } from './browser.js';
import { startSite } from './site.js';

/** @param {string} path */
const text = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The words of a language in pieces between their gaps. @param {string} language */
function pieces(language) {
  /** @type {string[]} */
  const found = [];
  const gather = (/** @type {unknown} */ value) => {
    if (typeof value === 'string') found.push(...value.split(/\{\w+\}/).map((piece) => piece.trim()).filter((piece) => piece.length > 3));
    else if (value && typeof value === 'object') Object.values(value).forEach(gather);
  };
  gather(parse(text(`../../themes/default/strings/${language}.toml`)));
  return found;
}

/** Whether `piece` stands in `text` with no letter on either side. @param {string} piece @param {string} text */
const standsIn = (piece, text) => new RegExp(`(?<![\\p{L}\\p{N}])${piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** What only English says, beside a language. @param {string} language */
const foreign = (language) => {
  const own = pieces(language).join('\n');
  return [...new Set(pieces('en'))].filter((piece) => !standsIn(piece, own));
};

/** What a page shows or has read aloud now, folded parts too. */
function shown() {
  const lines = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node instanceof Element) {
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt', 'label', 'value']) lines.push(node.getAttribute(name) ?? '');
      // Names in addresses and in forms are not for readers.
      if (node.matches('option, input:not([type=button], [type=submit])')) lines.splice(-1);
    } else if (!node.parentElement?.matches('script, style')) lines.push(node.textContent ?? '');
  }
  return lines.filter((line) => line.trim()).join('\n').replaceAll('\u00a0', ' ');
}

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

/** The site of this file in a language, while `use` looks at it. @param {string} language @param {(site: import('./site.js').Site) => Promise<void>} use */
async function inLanguage(language, use) {
  const root = mkdtempSync(join(tmpdir(), `rolebook-${language}-`));
  const parts = text('../suite/german-site.txt').split(/^-- (.+) --\n/m).slice(1);
  for (let at = 0; at < parts.length; at += 2) {
    mkdirSync(dirname(join(root, parts[at])), { recursive: true });
    writeFileSync(join(root, parts[at]), parts[at + 1].replace('language = "de"', `language = "${language}"`));
  }
  // The theme as it is here now, not as it was when the command was built.
  cpSync(new URL('../../themes/default', import.meta.url), join(root, 'themes/default'), { recursive: true });
  const site = await startSite('internal', root);
  try {
    await use(site);
  } finally {
    site.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

/** What is done with a block, by its selector: all that makes it say something. @type {Record<string, (page: import('playwright-core').Page, look: (when: string) => Promise<void>) => Promise<void>>} */
const uses = {
  'pay-explorer': async (page, look) => {
    await page.locator('.answers *').first().waitFor();
    await page.locator('[name=base]').first().fill('sehr viel');
    await page.locator('[aria-invalid=true]').first().waitFor();
    await look('with an amount that nobody can read');
    await page.locator('[name=base]').first().fill('80000');
    await page.locator('[name=bonus]').first().fill('10 %');
    await page.locator('[name=signon]').first().fill('5000');
    await page.locator('[name=grant]').first().fill('0,1');
    await page.locator('[name=large]').first().fill('100000000');
    await page.locator('[data-result=offer] table').waitFor();
    await look('with an offer');
    for (const name of ['compare', 'offers']) await page.locator(`[name=${name}]`).first().check();
    await page.locator('[data-result=grant] tbody').waitFor();
    await page.locator('[data-list=place] li').first().waitFor();
    await page.locator('[data-do=copy]').first().click();
    for (const select of await page.locator('pay-explorer [data-side] select').all()) await select.selectOption({ index: 0 });
  },
  'role-compare': async (page) => {
    for (const box of await page.locator('role-compare form input:enabled').all()) await box.click();
  },
  'role-fit': async (page, look) => {
    await page.locator('.fit-mode').click();
    await page.locator('role-fit input[type=number]').fill('99');
    await page.locator('.fit-done').click();
    await look('with a number that is too large');
    await page.locator('role-fit input[type=number]').fill('4');
    await page.locator('role-fit input[type=radio]').first().check();
    await page.locator('.fit-done').click();
    await page.locator('.fit-head').waitFor();
  },
  'score-card': async (page) => {
    await page.locator('score-card input[type=radio]').first().check();
    await page.locator('score-card [data-do=copy]').first().click();
  },
  'posting-builder': async (page) => {
    await page.locator('posting-builder input:visible').first().fill('Leitung!');
    for (const button of await page.locator('posting-builder button:visible').all()) await button.click();
  },
  'ladder-check': async (page) => {
    await page.locator('ladder-check select').selectOption({ index: 1 });
    await page.locator('ladder-check input[type=checkbox]:visible').first().check();
  },
  '.task input': async (page) => { await page.locator('.task input').first().click(); },
  'th button': async (page) => { await page.locator('th button').first().click(); },
  '.shade': async (page) => { await page.locator('.shade').click(); },
  'h2 .anchor': async (page) => { await page.locator('h2 .anchor').first().click(); },
  '[data-twin] button, .meta button': async (page) => { await page.locator('.meta button').first().click(); },
};

for (const language of ['de', 'ar']) {
  const english = foreign(language);

  test(`a site in ${language}, used, says nothing in English`, () => inLanguage(language, async (site) => {
    assert.ok(english.length > 300, `${english.length} English pieces are looked for`);
    const { page, troubles, close } = await visit(browser, site.url, { viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
    /** @type {string[]} */
    const found = [];
    const used = new Set();
    for (const path of [...site.pages, 'gibt/es/nicht/']) {
      await page.goto(site.url + encodeURI(path), { waitUntil: 'load' });
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const look = async (/** @type {string} */ when) => {
        const now = await page.evaluate(shown);
        for (const piece of english.filter((piece) => now.includes(piece) && standsIn(piece, now))) found.push(`/${path}, ${when}: ${piece}`);
      };
      await look('as it comes');
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
      for (const [selector, use] of Object.entries(uses)) {
        if (!(await page.locator(selector).count())) continue;
        used.add(selector);
        await use(page, look);
        await look(`with ${selector} used`);
      }
    }
    assert.deepEqual(troubles.filter((line) => !/404/.test(line)), []);
    assert.deepEqual(found, []);
    assert.deepEqual([...used].sort(), Object.keys(uses).sort());
    await close();
  }));

  test(`the search of a site in ${language} says nothing in English`, () => inLanguage(language, async (site) => {
    const { page, close } = await visit(browser, site.url, { viewport: { width: 1280, height: 900 } });
    await page.keyboard.press('/');
    for (const query of ['', 'Merke', 'Merkee', 'xyzzy', '"Ein Satz"']) {
      await page.locator('dialog input').fill(query);
      if (query) await page.waitForFunction((query) => /\S/.test(document.querySelector('dialog')?.textContent?.replace(query, '') ?? ''), query);
      await page.locator('dialog').evaluate((box) => new Promise((quiet) => { let later = setTimeout(quiet, 400); new MutationObserver(() => { clearTimeout(later); later = setTimeout(quiet, 400); }).observe(box, { childList: true, subtree: true, characterData: true }); }));
      const now = await page.evaluate(shown);
      assert.deepEqual(english.filter((piece) => now.includes(piece) && standsIn(piece, now)), [], query);
    }
    await close();
  }));
}
