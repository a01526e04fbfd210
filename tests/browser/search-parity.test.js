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

test('after the manifest a query takes two rounds: shards, then texts', async () => {
  for (const query of ['promote or hire', 'notice period ', 'compens', 'how much notice do peop', '"notice period"', '"notice period" -silence offer',
    'kind:guide offer', 'kind:role "tech lead" hiring']) {
    const [shards, texts, ...more] = await rounds(query);
    assert.deepEqual(more, [], query);
    assert.ok(shards.every((name) => /^[tpf]\d*\.bin$/.test(name)), `${query}: ${shards}`);
    assert.ok(texts.length <= 5 && texts.every((name) => /^d/.test(name)), `${query}: ${texts}`);
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
