// @ts-check
// The files of a search index, as `src/search/format` writes them: docs/content/reference/search-format.md describes
// each byte.

/** The version of the format. */
const VERSION = 4;

/**
 * Ends with a reason why there is no answer, "is damaged" if none is given; `gone` when the site has no file of that name.
 * @param {string} [why]  what the index is
 * @param {boolean} [gone]
 * @returns {never}
 */
export const fail = (why, gone) => {
  throw Object.assign(Error(), { why, gone });
};

/**
 * The payload of a file of a kind.
 * @param {Uint8Array} file
 * @param {string} kind  a letter
 * @returns {Promise<Uint8Array>}
 */
export const unpack = async (file, kind) => {
  // A shard is filled up with zeros before it.
  file = file.slice(file.findIndex(Boolean));
  if (file[0] !== VERSION) fail('is of another version');
  const stream = new Blob([/** @type {any} */ (file.subarray(6))]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const payload = new Uint8Array(await new Response(stream).arrayBuffer());
  let sum = 0x811c9dc5;
  for (const byte of payload) sum = Math.imul(sum ^ byte, 0x01000193);
  return file[1] === kind.charCodeAt(0) && sum === new DataView(file.buffer).getInt32(2, true) ? payload : fail();
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads numbers and texts one after the other. A payload is what was written, as its sum says, so that it is enough to ask
 * at the `end` whether all was read, and to believe no count that is greater than the bytes left.
 * @param {Uint8Array} bytes  with a buffer of their own
 * @param {number} [at]
 */
export const reader = (bytes, at = 0) => {
  const byte = () => bytes[at++];
  const int = () => {
    let [value, scale, next] = [0, 1, 0];
    do {
      next = byte();
      value += (next & 127) * scale;
      scale *= 128;
    } while (next > 127);
    return value;
  };
  const size = () => {
    const count = int();
    return count > bytes.length - at ? fail() : count;
  };
  const text = () => {
    const length = size();
    return decoder.decode(bytes.subarray(at, at += length));
  };
  /** @param {() => any} read @returns {any[]} */
  const list = (read) => Array.from({ length: size() }, read);
  return {
    byte, int, size, text, list,
    /** A text that shares its start with the one before it. @param {string} before @param {number} shared */
    after: (before, shared) => before.slice(0, shared) + text(),
    float: () => new DataView(bytes.buffer).getFloat32((at += 4) - 4, true),
    /** Sorted texts. @returns {string[]} */
    sorted: () => {
      const shared = list(int);
      const rests = text().split('\n');
      let last = '';
      return shared.map((units, n) => (last = last.slice(0, units) + rests[n]));
    },
    at: () => at,
    end: () => at === bytes.length || fail(),
  };
};

/**
 * @typedef {object} Manifest
 * @property {number} analysis
 * @property {string} language
 * @property {string} stemmer
 * @property {string} folder
 * @property {number[]} ranking   its constants, which `ranking.js` names
 * @property {number[]} words       of all titles, headings and texts
 * @property {string[]} common      stems that say little
 * @property {string[][][]} synonyms
 * @property {string[][]} starts    of the term, word and backward shards
 * @property {number[]} pages       the first section of each page, and one past the last
 * @property {number[]} pieces      the first section of each text piece, and one past the last
 * @property {Slot[][]} slots       where term, word and backward shards and text pieces lie
 */

/** A file's number, and where a shard begins and ends in it; nothing but the number stands for the whole file. @typedef {[number, number?, number?]} Slot */

/** @param {Uint8Array} payload @returns {Manifest} */
export const readManifest = (payload) => {
  const from = reader(payload);
  /** @type {Manifest} */
  const manifest = {
    analysis: from.int(),
    language: from.text(),
    stemmer: from.text(),
    folder: from.text(),
    ranking: from.list(from.float),
    words: [from.int(), from.int(), from.int()],
    common: from.sorted(),
    synonyms: from.list(() => from.list(() => from.list(from.text))),
    starts: [from.sorted(), from.sorted(), from.sorted()],
    pages: [0],
    pieces: [0],
    slots: [],
  };
  const { pages, pieces } = manifest;
  let [at, page] = [0, 0];
  from.list(() => pages.push(at += from.int()));
  at = 0;
  from.list(() => {
    while (pages[page + 1] <= at) page++;
    const last = from.int();
    at = last & 1 ? at + (last >>> 1) : pages[page + 1 + (last >>> 1)];
    pieces.push(at);
  });
  manifest.slots = Array.from({ length: 4 }, () => {
    const [unit, most] = [from.int(), from.int()];
    let [file, end] = [0, 0];
    return from.list(() => {
      const size = from.int();
      if (end && end + size > most) [file, end] = [file + 1, 0];
      return [file, end * unit, (end += size) * unit];
    });
  });
  from.end();
  return pages.at(-1) === at ? manifest : fail();
};

/**
 * The hits of a stem: which pages' titles hold it, and which sections.
 * @typedef {object} Hits
 * @property {{ page: number, count: number, words: number }[]} titles
 * @property {Uint32Array} sections  ascending
 * @property {Uint32Array} body      how often in the text of each
 * @property {Uint32Array} length    the code of that text's length
 * @property {Uint32Array} heading   how often in the heading of each
 * @property {Uint32Array} words     how many words with a meaning that heading has
 */

/**
 * The stems of a term shard, in order, with their hits, and where their places lie.
 * @param {Uint8Array} payload
 * @returns {{ stem: string, hits: Hits, slot: Slot, at: number }[]}
 */
export const readTerms = (payload) => {
  const from = reader(payload);
  let [stem, at] = ['', 0];
  /** @type {Slot} */
  const slot = [from.int(), from.int(), from.int()];
  /** @type {{ stem: string, hits: Hits, slot: Slot, at: number }[]} */
  const stems = from.list(() => {
    stem = from.after(stem, from.int());
    const [titles, count] = [from.size(), from.size()];
    const [sections, body, length, heading, words] = [0, 1, 0, 0, 0].map((value) => new Uint32Array(count).fill(value));
    return { stem, slot, at: at++, hits: { titles: Array(titles).fill(0), sections, body, length, heading, words } };
  });
  for (const { hits } of stems) {
    let page = 0;
    hits.titles = hits.titles.map(() => {
      page += from.int();
      const words = from.int();
      return { page, count: words & 1 ? from.int() : 1, words: words >>> 1 };
    });
  }
  /** @type {[Hits, number][]} */
  const complex = [];
  for (const { hits } of stems) {
    let last = 0;
    for (let n = 0; n < hits.sections.length; n++) {
      const step = from.int();
      hits.sections[n] = last += step >>> 1;
      if (step & 1) complex.push([hits, n]);
    }
  }
  for (const [hits, n] of complex) {
    const counts = from.int();
    hits.body[n] = counts >>> 1;
    if (counts & 1) {
      hits.heading[n] = from.int();
      hits.words[n] = from.byte();
    }
  }
  for (const { hits } of stems) {
    for (let n = 0; n < hits.body.length; n++) if (hits.body[n]) hits.length[n] = from.byte();
  }
  from.end();
  return stems;
};

/**
 * The places of the stem at `at` of a shard: for each of its section hits those in the text and those in the heading.
 * @param {Uint8Array} payload
 * @param {number} at
 * @param {Hits} hits
 * @returns {number[][][]}
 */
export const readPlaces = (payload, at, hits) => {
  const from = reader(payload);
  const sizes = from.list(from.size);
  const packed = reader(payload, sizes.slice(0, at).reduce((sum, size) => sum + size, from.at()));
  /** @param {number} count */
  const run = (count) => {
    let last = 0;
    return Array.from({ length: count }, () => (last += packed.int()));
  };
  return [...hits.sections].map((_, n) => [run(hits.body[n]), run(hits.heading[n])]);
};

/** The words of a word shard, and how often the site has them, in steps. @param {Uint8Array} payload */
export const readWords = (payload) => {
  const from = reader(payload);
  let word = '';
  return /** @type {{ word: string, step: number }[]} */ (from.list(() => {
    const head = from.int();
    word = from.after(word, head >>> 3);
    return { word, step: head & 7 };
  }));
};

/**
 * A section as results show it.
 * @typedef {{ url: string, title: string, section: string | null, anchor: string, text: string, tokens?: import('./analysis.js').Token[] }} Section
 */

/** The sections of a text piece. @param {Uint8Array} payload @returns {Section[]} */
export const readPiece = (payload) => {
  const from = reader(payload);
  const pages = from.list(() => ({ url: from.text(), title: from.text() }));
  return from.list(() => {
    const head = from.int();
    const form = head & 3;
    const section = form ? from.text() : null;
    const plain = () => section.replace(/[^\w -]/g, '').replace(/ /g, '-').toLowerCase();
    const anchor = form > 1 ? from.text() : form ? plain() : '';
    return { ...pages[head >>> 2], section, anchor, text: from.text() };
  });
};

/** The facets: for each a list of values and their pages. @param {Uint8Array} payload */
export const readFacets = (payload) => {
  const from = reader(payload);
  return Array.from({ length: 5 }, () => from.list(() => {
    const [value, title] = [from.text(), from.text()];
    let last = 0;
    return { value, title, pages: /** @type {Set<number>} */ (new Set(from.list(() => (last += from.int())))) };
  }));
};

/** The shard that holds a key. @param {string[]} starts @param {string} key */
export const shardOf = (starts, key) => starts.findLastIndex((start) => start <= key);

/** The shards that may hold keys with a beginning. @param {string[]} starts @param {string} prefix */
export const shardsOf = (starts, prefix) => {
  const first = shardOf(starts, prefix);
  return [...starts.keys()].filter((n) => n === first || starts[n].startsWith(prefix));
};
