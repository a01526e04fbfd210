// @ts-check
// The accent that another site asks for, changed until it can be read. Knows no page.

/** @typedef {[number, number, number]} Rgb  each from 0 to 255 */

/** `0b5d5a`, `#0b5d5a` or `#0bd`; null for all else. @param {string} text @returns {Rgb | null} */
export const parse = (text) => {
  const [, hex] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim()) ?? [];
  if (!hex) return null;
  const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return /** @type {Rgb} */ ([0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)));
};

/** @param {Rgb} color */
const luminance = (color) => {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The contrast of two colours, from 1 to 21. @param {Rgb} one @param {Rgb} other */
export const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** The nearest colour on the way to black or white that reads on this paper. @param {Rgb} color @param {Rgb} paper @returns {Rgb} */
export const readable = (color, paper) => {
  const end = luminance(paper) > 0.18 ? 0 : 255;
  for (let step = 0; step < 20; step += 1) {
    const mixed = /** @type {Rgb} */ (color.map((part) => Math.round(part + ((end - part) * step) / 20)));
    if (contrast(mixed, paper) >= 4.6) return mixed;
  }
  return [end, end, end];
};

/** @param {Rgb} color */
export const css = (color) => `rgb(${color.join(' ')})`;
