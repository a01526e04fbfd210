// @ts-check
/**
 * Sites to measure on: a folder of Markdown with settings that let any handbook build, and larger sites made of its blocks. The blocks
 * are drawn with a fixed seed, so that words, tables, lists and code look like a real handbook at any size.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from './random.js';
import { synonymsFile } from './synonyms.js';

/** What a handbook written for another tool does, as warnings: the benchmark measures search, not how clean a text is. */
const LENIENT_RULES = [
  'front-matter',
  'address',
  'alias',
  'portability',
  'limit',
  'bad-record',
  'broken-reference',
  'unknown-key',
  'unknown-block',
  'broken-link',
  'broken-anchor',
  'raw-html',
  'comment',
];
const SETTINGS = `title = "Handbook"
base_url = "https://example.org/"
language = "en"
audiences = ["public"]
[markdown]
html = "sanitize"
[check]
${LENIENT_RULES.map((rule) => `${rule} = "warning"`).join('\n')}
`;
const CODE = {
  rust: 'fn band(base: u32, factor: f64) -> u32 {\n    // round to the nearest hundred\n    ((base as f64 * factor) / 100.0).round() as u32 * 100\n}\n',
  python: 'def percentile(offer, low, high):\n    """Where an offer sits in a band, 0 to 1."""\n    return (offer - low) / (high - low)\n',
  toml: '[[band]]\nrole = "ai-tech-lead"\nlocation = "london"\nbase = [130000, 180000]\n',
  json: '{"role": "ai-tech-lead", "base": [220000, 320000], "currency": "USD"}\n',
};

/** The Markdown files under a folder, sorted. @param {string} folder @returns {string[]} */
const markdownUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/**
 * The blocks of Markdown texts that mean the same to every generator: no headings, HTML, templates, images; links become their text.
 *
 * @param {string[]} texts @returns {{kind: 'text' | 'list' | 'table', block: string}[]}
 */
export function blocksOf(texts) {
  /** @type {{kind: 'text' | 'list' | 'table', block: string}[]} */
  const found = [];
  for (const text of texts) {
    const body = text.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, '');
    for (const raw of body.split(/\n\s*\n/)) {
      let block = raw.replace(/^\n+|\n+$/g, '');
      if (!block.trim() || /^\s*(#|<|\{|!|---|\+\+\+|\[\^|>|:::|::)/.test(block)) continue;
      if (/\{\{|\{%|\{#|<|```|:[a-z-]+\[/.test(block)) continue;
      block = block.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
      block = block
        .replace(/\[([^\]]*)\]\[[^\]]*\]/g, '$1')
        .replace(/\[\^[^\]]*\]/g, '')
        .replaceAll('{', '(')
        .replaceAll('}', ')');
      if ((block.match(/\|/g) ?? []).length > 6 && /\|\s*:?-{2,}/.test(block)) found.push({ kind: 'table', block });
      else if (/^\s*([-*+]|\d+\.)\s/.test(block)) found.push({ kind: 'list', block });
      else if (block.length > 60) found.push({ kind: 'text', block });
    }
  }
  return found;
}

/** First letter upper, the rest lower. @param {string} text */
const capitalized = (text) => text[0].toUpperCase() + text.slice(1).toLowerCase();

/**
 * Writes a site of `count` pages made of the blocks of `source` into `folder`, which is emptied first.
 *
 * @param {string} source @param {number} count @param {string} folder @param {number} [seed]
 * @throws when `source` holds fewer than 50 usable blocks
 */
export function generateSite(source, count, folder, seed = 7) {
  const pool = blocksOf(markdownUnder(source).map((path) => readFileSync(path, 'utf8').replaceAll('\r\n', '\n')));
  const tables = pool.filter((each) => each.kind === 'table').map((each) => each.block);
  const titles = pool
    .filter((each) => each.kind === 'text')
    .map((each) => (each.block.match(/[A-Za-z][a-z]{3,}/g) ?? []).slice(0, 4))
    .filter((words) => words.length === 4)
    .map((words) => words.join(' '));
  if (pool.length < 50 || !titles.length)
    throw new Error(`only ${pool.length} usable blocks under ${source}: name a larger folder of Markdown`);
  const random = new Random(seed, 'corpus');
  const sections = Math.max(4, Math.min(40, Math.floor(count / 25)));
  const name = (/** @type {number} */ n) => `section-${String(n).padStart(2, '0')}`;
  rmSync(folder, { recursive: true, force: true });
  for (let n = 0; n < sections; n++) {
    mkdirSync(join(folder, 'content', name(n)), { recursive: true });
    writeFileSync(join(folder, 'content', name(n), '_index.md'), `+++\ntitle = "Section ${n}"\n+++\n`);
  }
  writeFileSync(join(folder, 'content', '_index.md'), '+++\ntitle = "Handbook"\n+++\n\nThe handbook.\n');
  writeFileSync(join(folder, 'rolebook.toml'), SETTINGS);
  for (let n = 0; n < count; n++) {
    const parts = [];
    const title = `${capitalized(random.pick(titles))} ${n}`;
    for (let left = random.between(4, 7); left > 0; left--) {
      parts.push(`## ${capitalized(random.pick(titles))}`);
      for (let blocks = random.between(2, 5); blocks > 0; blocks--) parts.push(random.pick(pool).block);
    }
    if (tables.length && random.next() < 0.5) parts.push(random.pick(tables));
    if (random.next() < 0.3) {
      const language = random.pick(/** @type {(keyof typeof CODE)[]} */ (Object.keys(CODE)));
      parts.push(`\`\`\`${language}\n${CODE[language]}\`\`\``);
    }
    const file = join(folder, 'content', name(n % sections), `page-${String(n).padStart(5, '0')}.md`);
    writeFileSync(file, `+++\ntitle = "${title}"\n+++\n\n${parts.join('\n\n')}\n`);
  }
}

/** A site of its own for a folder of Markdown that has no settings. @param {string} source @param {string} folder */
export function wrapFolder(source, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(source, join(folder, 'content'), { recursive: true });
  writeFileSync(join(folder, 'rolebook.toml'), SETTINGS);
}

/** Gives a made site the synonyms of the site it was made from, or else those of the benchmark. @param {string} content @param {string} folder */
function addSynonyms(content, folder) {
  const [from, to] = [content, join(folder, 'content')].map((each) => join(each, 'data', 'synonyms.toml'));
  mkdirSync(join(folder, 'content', 'data'), { recursive: true });
  writeFileSync(to, existsSync(from) ? readFileSync(from, 'utf8') : synonymsFile());
}

/**
 * The folder to build: `root` itself when it is a site, a wrapped copy when it is a folder of Markdown, a generated site when `pages` is
 * given.
 *
 * @param {string} root @param {number | undefined} pages @param {string} work
 */
export function prepareSite(root, pages, work) {
  const isSite = existsSync(join(root, 'rolebook.toml'));
  if (isSite && !pages) return root;
  const content = isSite && existsSync(join(root, 'content')) ? join(root, 'content') : root;
  const folder = join(work, pages ? `pages-${pages}` : 'folder');
  if (pages) generateSite(content, pages, folder);
  else wrapFolder(root, folder);
  addSynonyms(content, folder);
  return folder;
}
