// @ts-check
// Makes the scripts that pages load, `default/js/NAME.js`, from their sources, `src/NAME.js`: each with the modules of
// `lib/` that it imports, in one small file. With `--check` it writes nothing and says which of them are stale.
//
// The made files are kept beside the sources, so that Rolebook itself needs no Node.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { build } from 'esbuild';
import { INNER } from './inner-names.js';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'default/js');
const check = process.argv.includes('--check');
const sources = (await readdir(path.join(folder, 'src'))).filter((name) => /^[a-z-]+\.js$/.test(name)).sort();
/** @type {import('esbuild').BuildOptions} */
const options = {
  outdir: folder,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
};
/** @param {string[]} names @param {import('esbuild').BuildOptions} [more] */
const make = async (names, more) => {
  const entryPoints = names.map((name) => path.join(folder, 'src', name));
  return (await build({ ...options, ...more, entryPoints, write: false })).outputFiles;
};
const made = [
  ...await make(sources.filter((name) => name !== 'search.js')),
  ...await make(['search.js'], { mangleProps: new RegExp(`^(${INNER.join('|')})$`) }),
];

const stale = [];
for (const { path: file, contents } of made) {
  const before = await readFile(file).catch(() => null);
  if (before?.equals(contents)) continue;
  stale.push(path.relative(process.cwd(), file));
  if (!check) await writeFile(file, contents);
}
const orphans = (await readdir(folder)).filter((name) => name.endsWith('.js') && !sources.includes(name));
for (const name of orphans) stale.push(`${name} (has no source in src/)`);

if (check && stale.length > 0) {
  console.error(`scripts: not what their sources make: ${stale.join(', ')}. Run \`npm run scripts\` and commit what it writes`);
  process.exit(1);
}
console.log(check ? 'scripts: up to date' : `scripts: wrote ${stale.length} of ${sources.length}`);
