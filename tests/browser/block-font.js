// A font whose letters are all the same block, made here byte by byte: what is laid out with it stands at the same place
// on every machine, whichever fonts that machine has and however it draws them.
// @ts-check

const EM = 1000;
const [ASCENT, DESCENT] = [900, 250];
/** How wide each character is; near what letters of a system's font are in the mean. */
const ADVANCE = 520;
/** The block itself, as `[left, bottom, right, top]`. */
const BLOCK = [50, 0, 470, 620];

/** Numbers as bytes: `[bytes each, numbers]`. @param {...[1 | 2 | 4, ...number[]]} parts */
function bytes(...parts) {
  const made = Buffer.alloc(parts.reduce((all, [size, ...numbers]) => all + size * numbers.length, 0));
  let at = 0;
  for (const [size, ...numbers] of parts) {
    for (const number of numbers) {
      made.writeUIntBE(number < 0 ? number + 2 ** (8 * size) : number, at, size);
      at += size;
    }
  }
  return made;
}

/** Which characters are which glyph: 1 is the block, 2 the blank. */
const GROUPS = [
  [0x20, 0x20, 2], [0x21, 0x9f, 1], [0xa0, 0xa0, 2], [0xa1, 0x1fff, 1], [0x2000, 0x200f, 2],
  [0x2010, 0x2027, 1], [0x2028, 0x202f, 2], [0x2030, 0x10ffff, 1],
];

/** The tables, by name. */
function tables() {
  const [left, bottom, right, top] = BLOCK;
  const block = bytes([2, 1, left, bottom, right, top, 3, 0], [1, 1, 1, 1, 1], [2, left, 0, right - left, 0, bottom, top - bottom, 0, bottom - top]);
  const name = Buffer.from('Block', 'utf16le').swap16();
  const names = [1, 2, 4, 6];
  return {
    'OS/2': bytes(
      [2, 4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0], [1, ...Array(10).fill(0)], [4, 0xffffffff, 0, 0, 0, 0],
      [2, 0x40, 0x20, 0xffff, ASCENT, -DESCENT, 0, ASCENT, DESCENT], [4, 1, 0], [2, 500, 620, 0, 0x20, 2],
    ),
    cmap: Buffer.concat([bytes([2, 0, 1, 3, 10], [4, 12], [2, 13, 0], [4, 16 + 12 * GROUPS.length, 0, GROUPS.length]), ...GROUPS.map((group) => bytes([4, ...group]))]),
    glyf: Buffer.concat([block, block]),
    head: bytes([4, 0x10000, 0x10000, 0, 0x5f0f3cf5], [2, 0, EM], [4, 0, 0, 0, 0], [2, left, bottom, right, top, 0, 8, 2, 1, 0]),
    hhea: bytes([4, 0x10000], [2, ASCENT, -DESCENT, 0, ADVANCE, left, ADVANCE - right, right, 1, 0, 0, 0, 0, 0, 0, 0, 3]),
    hmtx: bytes([2, ADVANCE, left, ADVANCE, left, ADVANCE, 0]),
    loca: bytes([4, 0, block.length, 2 * block.length, 2 * block.length]),
    maxp: bytes([4, 0x10000], [2, 3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
    name: Buffer.concat([bytes([2, 0, names.length, 6 + 12 * names.length]), ...names.map((id) => bytes([2, 3, 1, 0x409, id, name.length, 0])), name]),
    post: bytes([4, 0x30000, 0], [2, -100, 50], [4, 1, 0, 0, 0, 0]),
  };
}

/** The font, as a TrueType file. */
export function blockFont() {
  const all = Object.entries(tables());
  const heads = [];
  const bodies = [];
  let at = 12 + 16 * all.length;
  for (const [tag, table] of all) {
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    let sum = 0;
    for (let word = 0; word < padded.length; word += 4) sum = (sum + padded.readUInt32BE(word)) >>> 0;
    heads.push(Buffer.from(tag, 'latin1'), bytes([4, sum, at, table.length]));
    bodies.push(padded);
    at += padded.length;
  }
  const power = 2 ** Math.floor(Math.log2(all.length));
  return Buffer.concat([bytes([4, 0x10000], [2, all.length, 16 * power, Math.log2(power), 16 * (all.length - power)]), ...heads, ...bodies]);
}
