// @ts-check
// The state of a widget in the address: `#compare=1&roles=a,b`. Keyed, with a version; nothing in it names a person.

/**
 * What a fragment says to the widget of this name; null when it speaks to another, or in another version.
 * @param {string} hash  with its `#`, or empty
 * @param {string} name
 * @param {string} version
 * @returns {Record<string, string[]> | null}
 */
export const read = (hash, name, version) => {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  if (fields.get(name) !== version) return null;
  /** @type {Record<string, string[]>} */
  const state = {};
  for (const [key, value] of fields) if (key !== name) state[key] = value.split(',').filter(Boolean);
  return state;
};

/**
 * The fragment that says this, with its `#`; empty when there is nothing to say.
 * @param {string} name @param {string} version @param {Record<string, string[]>} state
 */
export const write = (name, version, state) => {
  const said = Object.entries(state).filter(([, values]) => values.length);
  if (!said.length) return '';
  return `#${name}=${version}${said.map(([key, values]) => `&${key}=${values.map(encodeURIComponent).join(',')}`).join('')}`;
};

/**
 * The roles to show of those that were asked for: the known ones, each once, four at most.
 * @param {string[]} asked @param {string[]} known
 */
export const columns = (asked, known) => [...new Set(asked)].filter((id) => known.includes(id)).slice(0, 4);

/** The lines that all of two or more lists hold. @param {string[][]} lists */
export const common = ([first, ...others]) => (others.length ? first.filter((line) => others.every((list) => list.includes(line))) : []);

/** Whether cells do not all say the same. @param {string[]} cells */
export const differs = (cells) => cells.some((cell) => cell !== cells[0]);
