// The JSON Schemas that `rolebook schema` prints, held by a validator that is not ours to all data, settings and pages here.
// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { parse } from 'smol-toml';
import { rolebook as program } from './site.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });

/** @param {...string} args */
const rolebook = (...args) => execFileSync(program, args, { cwd: root, encoding: 'utf8' });
/** @type {Map<string, import('ajv').ValidateFunction>} */
const compiled = new Map();
/** @param {string} name */
const schema = (name) => {
  const known = compiled.get(name) ?? ajv.compile(JSON.parse(rolebook('schema', name)));
  compiled.set(name, known);
  return known;
};
// As Taplo does it: a date is the text that was written.
/** @param {string} text */
const toml = (text) => JSON.parse(JSON.stringify(parse(text)));
/** What is wrong, as `/path: message`. @param {string} name @param {unknown} value */
const faults = (name, value) => {
  const validate = schema(name);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
};
/** @param {string} folder @param {string} ending */
const files = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.csv.toml'))
    .map((name) => join(folder, name))
    .sort();
/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8');

const sites = ['', 'docs', 'starter/full', 'starter/bare'];

test('all data and all settings here are as their schemas say', () => {
  let count = 0;
  for (const site of sites) {
    assert.deepEqual(faults('rolebook.toml', toml(read(join(site, 'rolebook.toml')))), [], `${site}/rolebook.toml`);
    for (const file of files(join(site, 'content'), '.toml')) {
      const text = toml(read(file));
      assert.deepEqual(faults('data', text), [], file);
      // Each record on its own, by the schema of its type.
      for (const [type, records] of Object.entries(text).filter(([type]) => type !== 'audience')) {
        for (const record of Object.values(records)) {
          assert.deepEqual(faults(type, record), [], `${file}: ${type}`);
          count += 1;
        }
      }
    }
  }
  assert.ok(count > 150, `${count} records`);
});

test('all front matter here is as its schema says', () => {
  let count = 0;
  for (const file of sites.flatMap((site) => files(join(site, 'content'), '.md'))) {
    const front = /^\+\+\+\n(.*?)^\+\+\+$/ms.exec(read(file));
    if (!front) continue;
    assert.deepEqual(faults('front-matter', toml(front[1])), [], file);
    count += 1;
  }
  assert.ok(count > 80, `${count} pages`);
});

test('every TOML block of the guide is as one of the schemas says', () => {
  let count = 0;
  /** @type {string[]} */
  const wrong = [];
  // Some pages show the settings of other programs, words of a theme, and what stands beside a CSV file.
  for (const file of files('docs/content', '.md').filter((file) => !/publishing|themes\.md|records\/tables\.md/.test(file))) {
    for (const [, block] of read(file).matchAll(/^```toml\n(.*?)^```$/gms)) {
      const value = toml(block);
      const found = [faults('data', value), faults('rolebook.toml', { title: 'A site', ...value }), faults('front-matter', value)];
      if (found.every((list) => list.length > 0)) wrong.push(`${file}:\n${block}\n${JSON.stringify(found)}`);
      count += 1;
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 40, `${count} blocks`);
});

test('what Rolebook refuses, the schemas refuse at its place', () => {
  const band = '[[band]]\nid = "a"\nrole = "b"\nplace = "c"\nmeasure = "base"\nmin = 1000\nmax = 2000\ncurrency = "EUR"\nperiod = "year"\n';
  /** @type {[string, string, string][]} */
  const wrong = [
    ['data', '[role.a]\ntitel = "A"\n', '/role/a'],
    ['data', '[rolle.a]\ntitle = "A"\n', ''],
    ['data', '[role.A]\ntitle = "A"\n', '/role'],
    ['data', '[role.a]\ntitle = ""\n', '/role/a/title'],
    ['data', '[role.a]\ntitle = "A"\nneeds = { rust = "guru" }\n', '/role/a/needs/rust'],
    ['data', band.replace('"base"', '"basis"'), '/band/0/measure'],
    ['data', band.replace('id = "a"\n', ''), '/band/0'],
    ['data', band.replace('1000', '"1000"'), '/band/0/min'],
    ['data', band.replace('1000', '-1'), '/band/0/min'],
    ['data', band.replace('EUR', 'Euro'), '/band/0/currency'],
    ['data', '[[stage]]\nid = "a"\ntitle = "A"\nrole = "b"\nminutes = 500\n', '/stage/0/minutes'],
    ['data', '[[stage]]\nid = "a"\ntitle = "A"\nrole = "b"\nminutes = 50\n[[stage.criterion]]\ntitle = "C"\n', '/stage/0/criterion/0'],
    ['data', '[benefit.a]\ntitle = "A"\nsince = 2026\n', '/benefit/a/since'],
    ['data', '[source.a]\npublisher = "P"\ntitle = "T"\nurl = "example.org"\n', '/source/a/url'],
    ['rolebook.toml', 'title = "A"\naudinces = ["public"]\n', ''],
    ['rolebook.toml', 'language = "en"\n', ''],
    ['rolebook.toml', 'title = "A"\n[check]\nbroken-link = "warn"\n', '/check/broken-link'],
    ['rolebook.toml', 'title = "A"\n[check]\nbroken-lnk = "off"\n', '/check'],
    ['rolebook.toml', 'title = "A"\n[check]\naudience-leak = "off"\n', '/check'],
    ['rolebook.toml', 'title = "A"\n[brand]\naccent = "teal"\n', '/brand/accent'],
    ['front-matter', 'kind = "rolle"\n', '/kind'],
    ['front-matter', 'weight = "first"\n', '/weight'],
    ['front-matter', '[cascade]\ntitle = "A"\n', '/cascade'],
  ];
  for (const [name, text, place] of wrong) {
    const found = faults(name, toml(text));
    assert.ok(found.some((fault) => fault.startsWith(`${place}: `)), `${text} should be refused at "${place}": ${JSON.stringify(found)}`);
  }
  assert.deepEqual(faults('data', toml(band)), []);
});

test('a new site names its schemas, and they are those of the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-schemas-'));
  try {
    const site = join(folder, 'site');
    rolebook('init', site);
    let count = 0;
    for (const name of readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.toml'))) {
      const file = join(site, name);
      const text = readFileSync(file, 'utf8');
      const named = /^#:schema (\S+)\n/.exec(text);
      assert.ok(named, `${name} names no schema in its first line`);
      const kept = readFileSync(resolve(dirname(file), named[1]), 'utf8');
      const type = name === 'rolebook.toml' ? 'rolebook.toml' : 'data';
      assert.equal(kept, rolebook('schema', type));
      assert.deepEqual(faults(type, toml(text)), [], name);
      count += 1;
    }
    assert.ok(count > 3, `${count} files`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
