// What hostile authors write runs nowhere: whatever of it the builder lets through is opened in a browser, which must run
// nothing, refuse nothing by the page's policy, and still find and search.
// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser, watch } from './browser.js';
import { filesIn, rolebook, startSite } from './site.js';

/** Texts that try to leave the place they are printed in. */
const BREAKOUTS = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
  '</title><svg onload=alert(1)>',
  '</h1></main><iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '--><script>alert(1)</script><!--',
  '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;',
  ']]><style>*{background:url(//evil.example)}</style>',
  '`"><base href=//evil.example>',
  '{{ 7 * 7 }}{% raw %}<object data=javascript:alert(1)>',
];

/** Where such a text may stand; `@` is replaced. */
const PLACES = [
  '@', '# @', '# T\n\n## @', '# T\n\n## H {#@}', '# T\n\n```@\ncode\n```', '# T\n\n```\n@\n```', '# T\n\n`@` and *@*',
  '# T\n\n[@](https://example.org/)', "# T\n\n[a](https://example.org/ '@')", '# T\n\n[a](https://example.org/?q=@#@)',
  '# T\n\n| @ | b |\n|---|---|\n| c | @ |', '# T\n\nText[^n].\n\n[^n]: @', '# T\n\nTerm @\n: definition @', '# T\n\n- [ ] @\n\n> [!NOTE]\n> @',
  '# T\n\n:::note[@]\ntext\n:::', '# T\n\n:::faq\n### @\nanswer\n:::', '# T\n\n<div class="@" title=@>@</div>',
  '# T\n\n<details open><summary>@</summary>\n\n@\n\n</details>', "+++\ntitle = '''@'''\nsummary = '''@'''\nowner = '''@'''\n+++\nText.", "+++\ntitle = 'T'\ntags = ['''@''']\n+++\nText.",
];

/** Raw HTML that has got past sanitisers. */
const VECTORS = [
  '<a href="java&#10;script:alert(1)">a</a>', '<a href="&#x6A&#x61vascript:alert(1)">a</a>', '<a href="javascript&colon;alert(1)">a</a>', '<a href="//evil.example">a</a>',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="">', '<img srcset="x 1x, javascript:alert(1) 2x" alt="">', '<svg><set attributeName=onmouseover to=alert(1)></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', '<xmp><p title="</xmp><img src=x onerror=alert(1)>">', '<title><a title="</title><img src=x onerror=alert(1)>">',
  '<textarea><b title="</textarea><img src=x onerror=alert(1)>">', '<select><option><img src=x onerror=alert(1)></select>', '<plaintext><script>alert(1)</script>',
  '<iframe src="javascript:alert(1)"></iframe>', '<embed src="javascript:alert(1)">', '<object data="data:text/html,<script>alert(1)</script>"></object>', '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel="stylesheet" href="//evil.example/x.css">', '<base href="//evil.example/">', '<style>@import "//evil.example/x.css";</style>', '<p style="background:url(//evil.example/x.png)">p</p>',
  '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">go</button></form>', '<input type="image" src="x" onerror="alert(1)">', '<video><source onerror="alert(1)"></video>',
  '<details ontoggle="alert(1)" open>x</details>', '<body onload="alert(1)">', '<marquee onstart="alert(1)">x</marquee>', '<a href="https://example.org" ping="//evil.example">a</a>', '<a target="_blank" href="https://example.org">a</a>',
  '<b <script>alert(1)</script>>x</b>', '<<script>alert(1);//<</script>', '<scr<script>ipt>alert(1)</scr</script>ipt>', '<img """><script>alert(1)</script>">', '<p id="x" id="y" onclick=alert(1)>p</p>',
  '<div is="pay-explorer" data-x="1">x</div>', '<pay-explorer onconnected="alert(1)"></pay-explorer>', '<site-search></site-search>', '<slot name="x"></slot>', '<dialog open>x</dialog>', '<portal src="https://example.org"></portal>',
];

/** Ids and names that hide what scripts look for, if they look in the wrong place. */
const CLOBBERS = [
  'search', 'document', 'window', 'location', 'body', 'head', 'cookie', 'forms', 'links', 'images', 'scripts', 'currentScript', 'getElementById', 'querySelector', 'createElement', 'documentElement',
  'defaultView', 'addEventListener', 'rolebookSearch', 'customElements', 'localStorage', 'fetch', 'caches', 'history', 'parent', 'top', 'self', 'main', 'menu', '__proto__', 'constructor', 'toString',
];

/** @type {string} */ let root;
/** @type {import('./site.js').Site} */ let site;
/** @type {import('playwright-core').Browser} */ let browser;
let refused = 0;

/** @param {string} path @param {string} text */
const write = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

/** The files that the builder refuses. @returns {Set<string>} */
const wrongFiles = () => {
  const checked = spawnSync(rolebook, ['check', '--format', 'json', '--today', '2026-11-21', '--root', root], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const errors = JSON.parse(checked.stdout).findings.filter((/** @type {any} */ found) => found.severity === 'error');
  return new Set(errors.map((/** @type {any} */ found) => found.file));
};

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'rolebook-hostile-'));
  write('rolebook.toml', `title = '''T"><script>alert(1)</script>'''\n[markdown]\nhtml = "sanitize"\n[footer]\ntext = ['''"><img src=x onerror=alert(1)>''']\n`);
  write('content/_index.md', '# Home\n\nOpen words of the home page.\n');
  const pages = PLACES.flatMap((place) => BREAKOUTS.map((text) => place.replaceAll('@', text)));
  pages.push(...VECTORS.map((html) => `# T\n\n${html}\n\nand ${html} in a line\n`));
  pages.forEach((page, number) => write(`content/p${number}.md`, page));
  const ids = CLOBBERS.map((id) => `<a id="${id}" name="${id}" href="https://example.org/${id}">${id}</a>`).join('\n');
  write('content/clobbered.md', `# Clobbered\n\n${ids}\n\n${CLOBBERS.map((id) => `## ${id}\n\nText.\n`).join('\n')}`);
  write('content/cells.md', '# Cells\n\n::table{file="data/cells.csv"}\n');
  write('content/data/cells.csv', `a,b\n${BREAKOUTS.map((text) => `"${text.replaceAll('"', '""')}","=HYPERLINK(""//evil.example"")"`).join('\n')}\n`);
  // What the builder refuses is never published; the rest is what a browser gets.
  for (let round = 0; round < 4; round += 1) {
    const wrong = wrongFiles();
    if (wrong.size === 0) break;
    for (const file of wrong) {
      assert.match(String(file), /^content\/p\d+\.md$/, `${file} is refused`);
      rmSync(join(root, file));
      refused += 1;
    }
  }
  site = await startSite('public', root);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  site?.stop();
  if (root) rmSync(root, { recursive: true, force: true });
});

/** A page that notes what runs and what the policy refuses. */
async function guarded() {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const troubles = watch(page);
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.addInitScript(() => {
    /** @type {string[]} */
    const noted = [];
    Object.assign(globalThis, { noted });
    document.addEventListener('securitypolicyviolation', (event) => noted.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
  });
  return { page, troubles, close: () => context.close() };
}

/** What a page has run or holds that would run. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
const inspect = (page) => page.evaluate(async () => {
  for (const element of document.querySelectorAll('details, a, summary, p')) {
    for (const type of ['mouseover', 'focus', 'toggle', 'click']) element.dispatchEvent(new Event(type));
  }
  await new Promise((ready) => setTimeout(ready, 0));
  const found = [.../** @type {any} */ (globalThis).noted];
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const isAddress = /^(href|src|action|xlink:href)$/.test(name);
      if (/^on|^style$|^srcdoc$|^formaction$|^ping$|^is$/.test(name)) found.push(`${name}="${value}" on ${element.localName}`);
      if (isAddress && !/^(https?|mailto|tel):$/.test(new URL(value, location.href).protocol)) found.push(`${name}="${value}" on ${element.localName}`);
    }
    if (/^(iframe|object|embed|base|math|portal|frame)$/.test(element.localName)) found.push(`<${element.localName}>`);
    const isOurs = /assets\//.test(element.getAttribute('src') ?? '') || element.getAttribute('type') === 'application/ld+json';
    if (element.localName === 'script' && !isOurs) found.push(`script: ${element.textContent}`);
  }
  return found;
});

test('nothing that hostile authors write runs in a browser', async () => {
  const { page, troubles, close } = await guarded();
  const wrong = [];
  for (const path of site.pages) {
    await page.goto(site.url + path, { waitUntil: 'load' });
    const found = [...await inspect(page), ...troubles.splice(0)];
    if (found.length > 0) wrong.push(`${path}: ${found.join('; ')}`);
  }
  await close();
  assert.ok(site.pages.length > 120, `${site.pages.length} pages were let through, ${refused} refused`);
  assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} pages`);
});

test('the same would be seen if it ran', async () => {
  const { page, close } = await guarded();
  await page.route(`${site.url}planted/`, (route) => route.fulfill({
    contentType: 'text/html', headers: { 'content-security-policy': "script-src 'self'" }, body: '<!doctype html><p onclick="alert(1)" style="color:red">x</p><script>alert(1)</script><a href="javascript:alert(1)">a</a>',
  }));
  await page.goto(`${site.url}planted/`);
  const found = await inspect(page);
  for (const kind of [/^script-src/, /^onclick/, /^style/, /^href/, /^script:/]) assert.ok(found.some((text) => kind.test(text)), `${kind}: ${found}`);
  await close();
});

test('ids that authors choose take nothing away from the page', async () => {
  const { page, troubles, close } = await guarded();
  await page.goto(`${site.url}clobbered/`, { waitUntil: 'load' });
  await page.keyboard.press('Control+k');
  await page.locator('dialog.box[open]').waitFor({ timeout: 10_000 });
  await page.locator('dialog.box input').fill('home page');
  await page.locator('dialog.box [role=option]').first().waitFor({ timeout: 10_000 });
  assert.deepEqual(await inspect(page), []);
  assert.deepEqual(troubles, []);
  await close();
});

test('queries are text, whatever they say', async () => {
  const { page, troubles, close } = await guarded();
  for (const query of [...BREAKOUTS, '__proto__', 'constructor', 'hasOwnProperty', 'x'.repeat(2_000)]) {
    await page.goto(`${site.url}search/?q=${encodeURIComponent(query)}`, { waitUntil: 'load' });
    await page.waitForTimeout(50);
    assert.deepEqual(await inspect(page), [], query);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test('a cell of a download starts no formula', () => {
  const sheets = filesIn(site.folder).filter((file) => file.endsWith('.csv'));
  const formulas = sheets.filter((file) => /(^|,)"?[=+@\t\r]/m.test(readFileSync(join(site.folder, file), 'utf8')));
  assert.deepEqual(formulas, []);
});
