// Pages whose authors try to run code in every place that takes text: Chromium opens each, and nothing runs.
// What the builder refuses is left out, piece by piece, so that everything is seen that could be published.
// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startBrowser } from './browser.js';
import { rolebook, startSite } from './site.js';

const SETTINGS = `title = "Hostile"
audiences = ["public"]
[check]
${['broken-link', 'broken-anchor', 'raw-html', 'unknown-block', 'limit', 'comment', 'front-matter'].map((rule) => `${rule} = "off"`).join('\n')}
`;

/** Each says \`alert\` when it runs. */
const TEXTS = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" x="',
  "x' onfocus='alert(1)' autofocus='",
  '</title><svg onload=alert(1)>',
  '</h1></main><iframe src=javascript:alert(1)></iframe>',
  '--><script>alert(1)</script><!--',
  '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;',
  ']]></script><style onload=alert(1)></style>',
  '<details open ontoggle=alert(1)>x</details>',
  '{{ 7 * 7 }}<object data="javascript:alert(1)"></object>',
  '<form name=documentElement><input name=attributes></form><a id=currentScript name=cookie>x</a>',
];

/** Where a text stands instead of \`@\`. */
const PLACES = [
  '@', '## @', '## H {#@}', '## H {.@}', '## H {@="1" onclick="@"}', '```@\ncode\n```', '```\n@\n```', '`@` and *@*',
  '[@](other.md)', '[a](other.md "@")', "[a](other.md '@')", '[a](<other.md?@>)', '![@](p.png "@")', '| @ | b |\n|---|---|\n| c | @ |',
  'Text[^n].\n\n[^n]: @', 'Term @\n: meaning @', '- [ ] @\n\n> [!NOTE]\n> @', ':::note[@]\ntext\n:::', ':::note{#@ .@}\ntext\n:::',
  ':::faq\n### @\nanswer\n:::', ':::tabs\n## @\ntext\n:::', '::table[@]{file="data/x.csv"}', '<div class="@" id=\'@\' title=@>@</div>',
  '<details open><summary>@</summary>\n\n@\n\n</details>', '<b>@</b> <a href="other.md?@">a</a>', '<https://example.org/@>', 'https://example.org/@',
];

const ADDRESSES = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', '\tjavascript:alert(1)', 'java\tscript:alert(1)', 'java&#10;script:alert(1)',
  '&#106;avascript:alert(1)', 'javascript&colon;alert(1)', '\u0001javascript:alert(1)', 'vbscript:msgbox(1)', 'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', 'data:image/svg+xml,<svg onload=alert(1)>', 'blob:https://example.org/1',
];

/** Where an address stands instead of \`@\`. */
const LINKS = [
  '[a](@)', '[a](<@>)', '[a][r]\n\n[r]: <@>', '<@>', '![a](<@>)', '<a href="@">a</a>', '<a href=@>a</a>', '<img src="@" srcset="@" alt="a">',
  '<form action="@"><button formaction="@">a</button></form><video src="@" poster="@"></video>', '<svg><a xlink:href="@"><text>a</text></a></svg>',
];

/** Front matter. */
const FRONT = [
  "title = '''@'''\nsummary = '''@'''\nowner = '''@'''", "title = \"T\"\ntags = ['''@''']", "title = \"T\"\n[extra]\nnote = '''@'''",
];

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)"><text y="9">a</text></a></svg>';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');

/**
 * Pages, each a list of pieces that stand on it.
 * @param {string} html
 */
function pages(html) {
  const fill = (/** @type {string} */ place, /** @type {string[]} */ texts) => texts.map((text) => place.replaceAll('@', text));
  const bodies = [...PLACES.map((place) => fill(place, TEXTS)), ...LINKS.map((place) => fill(place, ADDRESSES))];
  const fronts = FRONT.flatMap((front) => fill(front, TEXTS).map((filled) => [`+++\n${filled}\n+++\nText.`]));
  return [...bodies, ...fronts, [`![a](drawing.svg) for ${html}`]];
}

/** @param {string} folder @param {string[]} pieces @param {number} number */
function write(folder, pieces, number) {
  const text = pieces[0].startsWith('+++') ? pieces[0] : `# Page ${number}\n\n${pieces.join('\n\n')}\n`;
  writeFileSync(join(folder, `content/page-${number}.md`), text);
}

/**
 * Writes a site of these pages and takes out of them what is an error.
 * @param {string} folder @param {string[][]} all
 * @returns {number} how many pieces are left
 */
function publishable(folder, all) {
  let left = new Map(all.map((pieces, number) => [number, pieces]));
  let next = all.length;
  for (let round = 0; round < 12; round += 1) {
    const { stdout } = spawnSync(rolebook, ['check', '--format', 'json', '--root', folder, '--today', '2026-11-21'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const errors = JSON.parse(stdout).findings.filter((/** @type {{severity: string}} */ finding) => finding.severity === 'error');
    if (errors.length === 0) return [...left.values()].reduce((sum, pieces) => sum + pieces.length, 0);
    for (const file of new Set(errors.map((/** @type {{file: string}} */ finding) => finding.file))) {
      const number = Number(/page-(\d+)\.md$/.exec(file)?.[1]);
      const pieces = left.get(number);
      assert.ok(pieces, `an error in ${file}: ${JSON.stringify(errors[0])}`);
      left.delete(number);
      rmSync(join(folder, file));
      // Half of them each: what is in order is found in few rounds.
      for (const half of pieces.length === 1 ? [] : [pieces.slice(0, pieces.length / 2), pieces.slice(pieces.length / 2)]) {
        left.set(next, half);
        write(folder, half, next);
        next += 1;
      }
    }
  }
  throw new Error('there are errors left');
}

for (const html of ['forbid', 'sanitize']) {
  test(`nothing that authors write runs, html = "${html}"`, { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolebook-hostile-'));
    const browser = await startBrowser();
    /** @type {import('./site.js').Site | undefined} */
    let site;
    try {
      mkdirSync(join(folder, 'content/data'), { recursive: true });
      writeFileSync(join(folder, 'rolebook.toml'), `${SETTINGS}[markdown]\nhtml = "${html}"\n`);
      writeFileSync(join(folder, 'content/other.md'), '# Other\n\nA page.\n');
      writeFileSync(join(folder, 'content/p.png'), PNG);
      writeFileSync(join(folder, 'content/drawing.svg'), SVG);
      writeFileSync(join(folder, 'content/data/x.csv'), `a,b\n${TEXTS.map((text) => `"${text.replaceAll('"', '""')}",1`).join('\n')}\n`);
      const all = pages(html);
      all.forEach((pieces, number) => write(folder, pieces, number));
      const pieces = publishable(folder, all);
      site = await startSite('public', folder);
      const context = await browser.newContext();
      await context.addInitScript(() => {
        /** @type {string[]} */
        const broken = [];
        Object.assign(globalThis, { broken });
        addEventListener('securitypolicyviolation', (event) => broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      });
      const page = await context.newPage();
      /** @type {string[]} */
      const troubles = [];
      page.on('dialog', (dialog) => { troubles.push(`ran: ${dialog.message()}`); void dialog.dismiss(); });
      page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
      page.on('request', (request) => { if (!/^(http:\/\/127\.0\.0\.1:|data:image\/)/.test(request.url())) troubles.push(`leaves this machine: ${request.url()}`); });
      for (const path of site.pages) {
        await page.goto(site.url + path.split('/').map(encodeURIComponent).join('/'), { waitUntil: 'load' });
        const found = await page.evaluate(() => {
          // What waits for somebody to come near it.
          for (const element of document.querySelectorAll('main *')) {
            for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(kind));
          }
          const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes].map((attribute) => `${element.localName} ${attribute.name}=${attribute.value}`));
          const runs = attributes.filter((text) => /^\S+ on\w+=/i.test(text) || /^\S+ (href|src|action|formaction|data|poster|xlink:href|srcset)=\s*(javascript|vbscript|data:text|blob):?/i.test(text));
          const strange = [...document.links].filter((link) => !/^(https?|mailto|tel):$/.test(link.protocol)).map((link) => `link ${link.href}`);
          const scripts = [...document.scripts].filter((script) => !script.src && script.type !== 'application/ld+json').map((script) => `script ${script.text.slice(0, 80)}`);
          const frames = [...document.querySelectorAll('iframe, object, embed, base, style')].map((element) => element.outerHTML.slice(0, 80));
          // @ts-ignore: the script above put it there
          return [...runs, ...strange, ...scripts, ...frames, ...globalThis.broken];
        });
        troubles.push(...found.map((what) => `${path}: ${what}`));
      }
      assert.deepEqual(troubles, []);
      assert.ok(pieces > 200 && site.pages.length > 40, `only ${pieces} pieces on ${site.pages.length} pages could be published`);
      console.log(`${html}: ${pieces} pieces on ${site.pages.length} pages, 0 ran, 0 violations of the policy`);
    } finally {
      site?.stop();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
