// @ts-check
/**
 * Numbers that look random and are the same on every machine: everything the benchmark draws comes from here.
 */

/** A 32-bit hash of a text (FNV-1a), to give every purpose a stream of its own. @param {string} text */
export function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** One stream of numbers. Two with the same seed and purpose are equal, and do not depend on what else was drawn. */
export class Random {
  #state;

  /** @param {number} seed @param {string} [purpose] */
  constructor(seed, purpose = '') {
    this.#state = (hash(purpose) ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0;
  }

  /** A number from 0 up to, and without, 1 (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to, and without, `count`. @param {number} count */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** A whole number from `least` to `most`, both included. @param {number} least @param {number} most */
  between(least, most) {
    return least + this.below(most - least + 1);
  }

  /** @template T @param {ArrayLike<T>} items @returns {T} */
  pick(items) {
    return items[this.below(items.length)];
  }

  /** A shuffled copy. @template T @param {readonly T[]} items @returns {T[]} */
  shuffled(items) {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [copy[last], copy[other]] = [copy[other], copy[last]];
    }
    return copy;
  }
}
