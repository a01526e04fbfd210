// @ts-check
// What a pay explorer shows, as the fragment of an address and back: `#pay=1&role=x&place=y`. Knows no page.

/** Goes up when a key changes its meaning; an older link then says so instead of showing something else. */
export const VERSION = '1';

/**
 * The fragment for these fields, without those that are empty.
 * @param {Iterable<[string, string]>} fields @returns {string}
 */
export const write = (fields) => {
  const state = new URLSearchParams({ pay: VERSION });
  for (const [name, value] of fields) if (value !== '') state.set(name, value);
  return `#${state}`;
};

/**
 * The fields of a fragment: nothing when it is not ours, `old` when it is of a version that this page does not read.
 * @param {string} hash @returns {{old?: string, fields: [string, string][]} | null}
 */
export const read = (hash) => {
  const state = new URLSearchParams(hash.slice(1));
  const version = state.get('pay');
  if (version === null) return null;
  state.delete('pay');
  return version === VERSION ? { fields: [...state] } : { old: version, fields: [] };
};
