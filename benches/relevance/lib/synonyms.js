// @ts-check
/**
 * Words of hiring that mean the same: a table kept by hand for the benchmark, so that a site's own list is not the only judge of itself,
 * and a reader for the groups of a site's `content/data/synonyms.toml`.
 */
import { existsSync, readFileSync } from 'node:fs';

/** Groups of words and phrases, each in lower case. @type {string[][]} */
export const HIRING_SYNONYMS = [
  ['comp', 'compensation'],
  ['jd', 'job description'],
  ['pto', 'paid time off', 'leave'],
  ['salary', 'pay'],
  ['cv', 'resume'],
  ['perks', 'benefits'],
  ['hr', 'human resources'],
  ['em', 'engineering manager'],
  ['tl', 'tech lead'],
  ['ml', 'machine learning'],
  ['ai', 'artificial intelligence'],
  ['recruiting', 'hiring'],
  ['onboarding', 'induction'],
  ['wfh', 'remote work', 'telework'],
  ['boss', 'manager', 'supervisor'],
  ['stock', 'equity'],
  ['1 on 1', 'one on one'],
  ['holiday', 'vacation'],
  ['parental leave', 'maternity leave'],
  ['performance review', 'appraisal'],
  ['sf', 'san francisco'],
  ['nyc', 'new york'],
  ['uk', 'united kingdom'],
];

/**
 * The groups of a synonyms file: every list of texts in it is a group, and so is a key beside a list or a text of its own.
 *
 * @param {string} text TOML @returns {string[][]}
 */
export function synonymGroups(text) {
  const groups = [];
  const plain = text.replace(/^\s*#.*$/gm, '');
  for (const [, key, value] of plain.matchAll(/^\s*("[^"]*"|[\w-]+)\s*=\s*(\[[^\]]*\]|"[^"]*")/gm)) {
    const members = [...value.matchAll(/"([^"]*)"/g)].map(([, member]) => member.toLowerCase());
    const name = key.replaceAll('"', '').toLowerCase();
    if (!['words', 'same', 'group', 'terms', 'synonyms'].includes(name)) members.unshift(name);
    if (members.length > 1) groups.push([...new Set(members)]);
  }
  return groups;
}

/** The benchmark's own groups and those of a site. @param {string} [file] */
export const allSynonyms = (file) => [...HIRING_SYNONYMS, ...(file && existsSync(file) ? synonymGroups(readFileSync(file, 'utf8')) : [])];

/** The benchmark's groups as a site's file. */
export const synonymsFile = () => HIRING_SYNONYMS.map((words) => `[[synonym]]\nwords = ${JSON.stringify(words)}\n`).join('\n');
