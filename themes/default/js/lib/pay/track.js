// @ts-check
// Ranges of pay drawn as lines above a scale.

/** @typedef {import('./figures.js').Figure} Figure */

/** An element with a class and what it holds. @param {string} tag @param {string} name @param {(Node | string)[]} inside */
export const el = (tag, name, ...inside) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside);
  return node;
};

/** A shape. @param {string} tag @param {Record<string, string | number>} attributes @param {Node[]} inside */
const shape = (tag, attributes, ...inside) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...inside);
  return node;
};

/** The fewest round steps that hold both ends. @param {number} low @param {number} high */
export const scaleOf = (low, high) => {
  for (let unit = 1; ; unit *= 10) {
    for (const step of [unit, unit * 2, unit * 5]) {
      const from = Math.floor(low / step) * step;
      const steps = Math.ceil((high - from) / step) || 1;
      if (steps <= 5) return { from, step, steps };
    }
  }
};

/**
 * Ranges on one line above its scale: what is published as a bar, what a source says as a line of its own, the offer as a
 * mark across all of them, with its name above.
 * @param {Pick<Figure, 'min' | 'max' | 'published'>[]} figures @param {ReturnType<typeof scaleOf>} scale @param {{amount: number, name: string} | null} offer @param {(amount: number) => string} text
 */
export const track = (figures, { from, step, steps }, offer, text) => {
  const share = (/** @type {number} */ amount) => Math.round((amount - from) * 1000 / (step * steps)) / 10;
  const at = (/** @type {number} */ amount) => `${share(amount)}%`;
  const line = (/** @type {string} */ name, /** @type {number} */ x1, /** @type {number} */ x2, /** @type {number | string} */ y1, y2 = y1) =>
    shape('line', { class: name, x1: at(x1), x2: at(x2), y1, y2 });
  const written = (/** @type {number} */ amount, /** @type {string} */ words, more = {}) => {
    const label = shape('text', { x: at(amount), y: 12, ...more });
    label.textContent = words;
    return label;
  };
  const ticks = Array.from({ length: steps + 1 }, (_, tick) => from + tick * step);
  const sources = figures.filter((figure) => !figure.published);
  const top = sources.length < figures.length ? 19 : 8;
  const height = top - 1 + 5 * sources.length;
  const drawn = ticks.map((tick) => line('grid', tick, tick, 0, height));
  for (const { min, max } of figures.filter((figure) => figure.published)) {
    drawn.push(shape('rect', { class: 'solid', x: at(min), y: 3, width: at(Math.max(max - min, step / 50) + from), height: 10 }));
  }
  sources.forEach(({ min, max }, place) => drawn.push(line(`hollow mark-${place % 4 + 1}`, min, max, top + place * 5)));
  if (offer) drawn.push(line('mine', offer.amount, offer.amount, -4, height));
  const svg = (/** @type {string} */ name, /** @type {number} */ tall, /** @type {Node[]} */ inside) => shape('svg', { class: name, width: '100%', height: tall, 'aria-hidden': 'true' }, ...inside);
  const labels = ticks.map((tick) => text(tick).replace(/,000$/, 'k'));
  // As `::pay-chart` has it: long amounts stand at every second line.
  const every = labels.length > 3 && labels.some((label) => label.length > 7) ? 2 : 1;
  const scale = labels.flatMap((label, place) => (place % every ? [] : [written(ticks[place], label)]));
  // At the edges the name stands beside its mark, where there is room.
  const side = offer && (share(offer.amount) < 15 ? 'start' : share(offer.amount) > 85 ? 'end' : 'middle');
  return el('div', '', ...(offer ? [svg('ticks offered', 21, [written(offer.amount, offer.name, { class: `at-${side}` })])] : []), svg('track', height, drawn), svg('ticks', 18, scale));
};
