// The script and the command answer alike: the same pages, the same order, the same scores to the last bit.
// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

import { createSearch } from '../../themes/default/js/lib/search/engine.js';
import { rolebook } from './site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'rolebook-parity-'));
after(() => rmSync(out, { recursive: true }));
execFileSync(rolebook, ['build', '--root', root, '--out', out, '--today', '2026-11-21', '--quiet'], { stdio: 'ignore' });
const site = join(out, 'internal');

/** The files of the site, as a server gives them. @param {string} path */
const fetch = async (path) => {
  try {
    return new Response(readFileSync(path));
  } catch {
    return new Response('', { status: 404 });
  }
};

/** The files of the site, as a host gives them that knows ranges; counts the bytes. @param {{ bytes: number }} sent */
const ranged = (sent) => async (/** @type {string} */ path, /** @type {RequestInit | undefined} */ init) => {
  const whole = readFileSync(path);
  const range = /^bytes=(\d+)-(\d+)$/.exec(/** @type {any} */ (init?.headers)?.range ?? '');
  const part = range ? whole.subarray(Number(range[1]), Number(range[2]) + 1) : whole;
  sent.bytes += part.length;
  return new Response(part, { status: range ? 206 : 200 });
};

/** Numbers that look random and are the same every time. @param {number} seed */
const dice = (seed) => (/** @type {number} */ sides) => {
  seed = Math.imul(seed ^ seed >>> 15, 0x2c1b3c6d) + 0x9e3779b9 | 0;
  return (seed >>> 8) % sides;
};

/** Queries made of the site's own words: plain, begun, misspelt, in quotes, unwanted, with facets. @param {number} count */
const queries = (count) => {
  const roll = dice(42);
  const pages = readdirSync(join(root, 'content'), { recursive: true }).map(String).filter((name) => name.endsWith('.md')).sort();
  const lines = pages.flatMap((name) => readFileSync(join(root, 'content', name), 'utf8').split('\n'))
    .map((line) => line.match(/[\p{L}\p{N}'-]+/gu) ?? []).filter((words) => words.length > 3);
  return Array.from({ length: count }, (_, n) => {
    const words = lines[roll(lines.length)];
    const from = roll(words.length);
    const some = words.slice(from, from + 1 + roll(4));
    const last = some.length - 1;
    const at = roll(some.length);
    const letters = [...some[at]];
    const slip = roll(letters.length);
    switch (n % 8) {
      case 1: some[last] = some[last].slice(0, 2 + roll(some[last].length)); break;
      case 2: letters.splice(slip, 1); some[at] = letters.join(''); break;
      case 3: letters.splice(slip, 0, 'e'); some[at] = letters.join(''); break;
      case 4: [letters[slip], letters[slip - 1]] = [letters[slip - 1] ?? '', letters[slip]]; some[at] = letters.join(''); break;
      case 5: return `"${words.slice(from, from + 2).join(' ')}" ${words[roll(words.length)]}`;
      case 6: return `${some.join(' ')} -${words[roll(words.length)]} `;
      case 7: return `kind:${['role', 'guide', 'faq', 'pay'][roll(4)]} ${some.join(' ')}`;
      default:
    }
    return some.join(' ');
  });
};

test('600 queries have the same answers in Rust and in JavaScript', async () => {
  const asked = queries(600);
  assert.ok(new Set(asked).size > 550, `${new Set(asked).size} different ones`);
  const options = ['search', '-', '--root', root, '--out', out, '--audience', 'internal', '--limit', '10'];
  const lines = execFileSync(rolebook, options, { input: `${asked.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'ignore'] });
  const theirs = lines.trimEnd().split('\n').map((line) => JSON.parse(line));
  const { search } = createSearch({ base: `${site}/`, fetch });
  let found = 0;
  for (const [n, query] of asked.entries()) {
    const { total, results, error } = await search(query, { limit: 10 });
    assert.equal(error, undefined, query);
    const ours = results.map(({ url, title, section, score, snippet }) => (
      { url, title, section, score, snippet: snippet.map(({ text }) => text).join('') }));
    assert.deepEqual({ query, total, results: ours }, theirs[n]);
    found += ours.length;
  }
  assert.ok(found > 2_000, `${found} pages found`);
});

test('a host that sends parts of files gives the same answers, with fewer bytes', async () => {
  const [parts, files] = [{ bytes: 0 }, { bytes: 0 }];
  const counted = async (/** @type {string} */ path) => ranged(files)(path, undefined);
  const [some, all] = [ranged(parts), counted].map((from) => createSearch({ base: `${site}/`, fetch: from }));
  for (const query of ['notice period', '"notice period" offer', 'compens', 'compesnation', 'kind:guide offer']) {
    assert.deepEqual(await some.search(query), await all.search(query), query);
  }
  assert.ok(parts.bytes > 0 && parts.bytes * 2 < files.bytes, `${parts.bytes} of ${files.bytes}`);
});

test('a word that is cut finds its page, wherever it is cut', async () => {
  const { search } = createSearch({ base: `${site}/`, fetch });
  for (const word of ['evidence', 'decision', 'question']) {
    const whole = await search(`${word} `, { limit: 500 });
    assert.ok(whole.total > 0, word);
    const least = whole.results.map(({ url }) => url.split('#')[0]);
    for (let letters = 3; letters < word.length; letters++) {
      const cut = await search(word.slice(0, letters), { limit: 500 });
      const found = new Set(cut.results.map(({ url }) => url.split('#')[0]));
      assert.deepEqual(least.filter((url) => !found.has(url)), [], word.slice(0, letters));
    }
  }
});

test('facets are counted, each without its own choice', async () => {
  const { search } = createSearch({ base: `${site}/`, fetch });
  const all = await search('pay', { limit: 1, facets: true });
  const some = await search('kind:guide pay', { limit: 1, facets: true });
  assert.deepEqual(some.facets.kind, all.facets.kind);
  assert.equal(all.facets.kind.reduce((sum, { count }) => sum + count, 0), all.total);
  assert.equal(some.facets.kind.find(({ value }) => value === 'guide')?.count, some.total);
});

/** A copy of the site's search files that can be harmed. */
const copy = () => {
  const files = new Map(readdirSync(join(site, 'search'), { recursive: true }).map(String).filter((name) => name.endsWith('.bin'))
    .map((name) => [`/search/${name}`, readFileSync(join(site, 'search', name))]));
  const { search } = createSearch({ base: '/', fetch: async (path) => new Response(/** @type {any} */ (files.get(path) ?? ''), { status: files.has(path) ? 200 : 404 }) });
  return { files, ask: () => search('"notice period" compesnation', { facets: true }) };
};

test('a damaged, short or missing file is an answer with a message, and never an exception', async () => {
  const roll = dice(7);
  const names = [...copy().files.keys()];
  const whole = await copy().ask();
  assert.ok(whole.total > 0 && !whole.error);
  let errors = 0;
  for (const name of names) {
    for (const kind of ['gone', 'short', 'flipped', 'empty']) {
      const { files, ask } = copy();
      const bytes = Buffer.from(/** @type {Buffer} */ (files.get(name)));
      if (kind === 'gone') files.delete(name);
      else if (kind === 'short') files.set(name, bytes.subarray(0, roll(bytes.length)));
      else if (kind === 'empty') files.set(name, Buffer.alloc(0));
      else {
        bytes[roll(bytes.length)] ^= 1 << roll(8);
        files.set(name, bytes);
      }
      const answer = await ask();
      if (answer.error) {
        errors++;
        assert.deepEqual({ total: answer.total, results: answer.results }, { total: 0, results: [] });
      } else assert.deepEqual(answer, whole, `${kind} ${name}`);
    }
  }
  assert.ok(errors >= 20, `${errors} answers with an error`);
});

/** How many rounds of requests a first query takes after the manifest, and what it fetches. @param {string} query */
const rounds = async (query) => {
  /** @type {string[][]} */
  const asked = [];
  /** @type {(() => void)[]} */
  let held = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const { load, search } = createSearch({
    base: `${site}/`,
    // Answers are held back until nothing more is asked for.
    fetch: (path) => new Promise((answer) => {
      if (!held.length) asked.push([]);
      asked.at(-1)?.push(/** @type {string} */ (path.split('/').pop()));
      held.push(() => answer(fetch(path)));
      clearTimeout(pause);
      pause = setTimeout(() => {
        const now = held;
        held = [];
        now.forEach((give) => give());
      }, 25);
    }),
  });
  await load();
  asked.length = 0;
  const { total, error } = await search(query, { limit: 5 });
  assert.deepEqual({ error, found: total > 0 }, { error: undefined, found: true }, query);
  return asked;
};

test('after the manifest a query takes two rounds: shards, then texts; a phrase or an unfinished word may take one more', async () => {
  for (const [query, between] of /** @type {[string, RegExp | null][]} */ ([
    ['promote or hire ', null], ['notice period ', null], ['kind:guide offer ', null], ['"notice period"', /^p/],
    ['"notice period" -silence offer', /^[pt]/], ['kind:role "tech lead" hiring ', /^p/], ['compens', /^t/], ['how much notice do peop', /^t/],
  ])) {
    const all = await rounds(query);
    const [first, last, ...more] = [all.shift() ?? [], all.pop() ?? [], ...all];
    assert.ok(first.every((name) => /^[tvf]\d+\.bin$/.test(name)), `${query}: ${first}`);
    assert.ok(more.length <= (between ? 1 : 0) && more.flat().every((name) => between?.test(name)), `${query}: ${more}`);
    assert.ok(last.length <= 5 && last.every((name) => /^d/.test(name)), `${query}: ${last}`);
  }
});

test('a slip adds the words near it, and at most their shard', async () => {
  for (const query of ['compesnation', 'ocmpensation bands', 'interveiw questions', 'hirring']) {
    const all = await rounds(query);
    assert.ok(all.length <= 4, `${query}: ${all.length} rounds`);
    assert.ok(all[1].every((name) => /^[vw]/.test(name)), `${query}: ${all[1]}`);
    assert.ok(all.slice(0, 3).some((names) => names.some((name) => /^t/.test(name))), query);
  }
});

test('a site that was built anew is read again', async () => {
  const old = copy();
  const folder = /** @type {string} */ ([...old.files.keys()].find((name) => /t0\.bin$/.test(name))).split('/')[2];
  const { search } = createSearch({
    base: '/',
    fetch: async (path, init) => {
      const stale = path.endsWith('manifest.bin') && init?.cache !== 'reload';
      const bytes = stale ? readFileSync(join(out, 'public', path)) : old.files.get(path);
      return new Response(/** @type {any} */ (bytes ?? ''), { status: bytes ? 200 : 404 });
    },
  });
  assert.notEqual(folder, undefined);
  const { error, total } = await search('notice period');
  assert.equal(error, undefined);
  assert.ok(total > 0);
});
