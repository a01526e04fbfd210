// @ts-check
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { blocksOf, generateSite } from './corpus.js';
import { readPage, readPages } from './pages.js';
import { StaticServer, roundTrips } from './server.js';
import { tableOf } from './table.js';

const HTML = `<!doctype html><html><head><title>T · Site</title></head><body><header>no</header><main id="content"><article class="of-guide">
<nav><a href="/">Home</a></nav><h1>Promote &amp; hire</h1><aside class="margin"><p>outline</p></aside><div class="text"><p>Before <em>any</em><span id="n" popover><b>A note</b></span> heading.</p>
<h2 id="first">First <a class="anchor" href="#first">#</a></h2><ul><li>One<li>Two</ul><script>var x = '<p>no</p>';</script>
<table><tr><td>Left</td><td>Right</td></tr></table><h3 id="second">Second?</h3><p>After<br>all<img src="x.png" alt=""></p></div></article></main><footer>no</footer></body></html>`;

/** @param {(folder: string) => void | Promise<void>} body */
async function inFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), 'relevance-test-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a page is its title and its sections, without what surrounds them', () => {
  assert.deepEqual(readPage(HTML, '/g/'), {
    url: '/g/',
    title: 'Promote & hire',
    kind: 'guide',
    sections: [
      { anchor: '', heading: '', level: 1, blocks: ['Before any heading.'] },
      { anchor: 'first', heading: 'First', level: 2, blocks: ['One', 'Two', 'Left', 'Right'] },
      { anchor: 'second', heading: 'Second?', level: 3, blocks: ['After', 'all'] },
    ],
  });
});

test('redirects, and pages that a site makes of its own lists, are no pages', () =>
  inFolder((folder) => {
    for (const path of ['', 'guides/b/', 'guides/a/', 'search/', 'tags/pay/', 'old/']) {
      mkdirSync(join(folder, path), { recursive: true });
      writeFileSync(join(folder, path, 'index.html'), path === 'old/' ? '<meta http-equiv="refresh" content="0; url=../">' : HTML);
    }
    assert.deepEqual(
      readPages(folder).map((page) => page.url),
      ['/', '/guides/a/', '/guides/b/'],
    );
  }));

test('blocks keep what every generator understands', () => {
  const blocks = blocksOf([
    '---\ntitle: x\n---\n# No\n\nA [link](x.md) and ![pic](y.png) in a paragraph that is longer than sixty characters.\n\n- one\n- two\n\n{% no %}\n\n::no\n\nshort\n',
  ]);
  assert.deepEqual(blocks, [
    { kind: 'text', block: 'A link and  in a paragraph that is longer than sixty characters.' },
    { kind: 'list', block: '- one\n- two' },
  ]);
});

test('a generated site is the same every time, and refuses a folder with little in it', () =>
  inFolder((folder) => {
    const source = join(folder, 'source');
    mkdirSync(source);
    const paragraph = (/** @type {number} */ n) =>
      `Paragraph number${n} tells about hiring people with care, in words that are long enough to be kept.`;
    writeFileSync(join(source, 'a.md'), Array.from({ length: 60 }, (_, n) => paragraph(n)).join('\n\n'));
    const read = (/** @type {string} */ out) =>
      readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')]);
    generateSite(source, 12, join(folder, 'one'));
    generateSite(source, 12, join(folder, 'two'));
    assert.deepEqual(read(join(folder, 'one')), read(join(folder, 'two')));
    assert.equal(read(join(folder, 'one')).filter(([name]) => name.startsWith('page-')).length, 12);
    writeFileSync(join(source, 'a.md'), paragraph(1));
    assert.throws(() => generateSite(source, 12, join(folder, 'three')), /only 1 usable blocks/);
  }));

test('the server compresses text, sends the rest as it is, and counts bodies alone', () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'index.html'), HTML);
    writeFileSync(join(folder, 'shard.bin'), Buffer.alloc(5000, 1));
    const server = new StaticServer({ '/': folder });
    const origin = await server.start();
    try {
      assert.equal(await (await fetch(`${origin}/`)).text(), HTML);
      assert.equal((await (await fetch(`${origin}/shard.bin`)).arrayBuffer()).byteLength, 5000);
      assert.equal((await fetch(`${origin}/none.bin`)).status, 404);
      assert.equal((await fetch(`${origin}/%2e%2e/secret`)).status, 404);
      assert.equal(gunzipSync(server.bodyOf('/') ?? Buffer.alloc(0)).toString(), HTML);
      const sizes = server.log.map(({ path, bytes }) => [path, bytes]);
      assert.deepEqual(sizes.slice(0, 3), [
        ['/', server.bodyOf('/')?.length],
        ['/shard.bin', 5000],
        ['/none.bin', 0],
      ]);
    } finally {
      await server.stop();
    }
  }));

test('rounds are the longest chain of requests that waited for one another', () => {
  const sent = (/** @type {[number, number][]} */ ...times) => times.map(([from, to]) => ({ path: '/', bytes: 1, status: 200, from, to }));
  assert.equal(roundTrips(sent()), 0);
  assert.equal(roundTrips(sent([0, 10], [1, 11], [2, 9])), 1);
  assert.equal(roundTrips(sent([0, 10], [1, 11], [12, 20], [13, 22], [23, 30])), 3);
  assert.equal(roundTrips(sent([0, 30], [1, 10], [11, 20])), 2);
});

test('a table lines its columns up and marks what is missing', () => {
  assert.equal(
    tableOf(
      ['A', 'Long'],
      [
        { label: 'x', cells: ['1'], rule: true },
        { label: 'yy', cells: ['2', '3'] },
      ],
    ),
    '    A  Long\n--  -  ----\nx   1     –\nyy  2     3',
  );
});
