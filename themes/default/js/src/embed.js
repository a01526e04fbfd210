// @ts-check
// A page in a frame of another site: takes its colours from the address, `?theme=dark&accent=0b5d5a`, and tells the page
// around it how tall it is, whenever that changes. Loaded in the head, so that no other colour shows first.

import { css, parse, readable } from '../lib/embed/accent.js';

const root = document.documentElement;
const asked = new URLSearchParams(location.search);
const theme = asked.get('theme') ?? '';
const accent = parse(asked.get('accent') ?? '');
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

addEventListener('DOMContentLoaded', () => {
  if (accent) {
    // The papers of this theme are those that the style sheet has.
    const papers = (/** @type {string} */ scheme) => {
      const probe = document.createElement('i');
      probe.style.cssText = `color-scheme: ${scheme}; color: var(--paper)`;
      document.body.append(probe);
      const color = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
      probe.remove();
      return /** @type {import('../lib/embed/accent.js').Rgb} */ (color.slice(0, 3).map(Number));
    };
    const [light, dark] = ['light', 'dark'].map((scheme) => css(readable(accent, papers(scheme))));
    root.style.setProperty('--accent', `light-dark(${light}, ${dark})`);
  }
  if (parent === window) return;
  new ResizeObserver(() => parent.postMessage({ rolebook: 'height', height: document.body.scrollHeight }, '*')).observe(document.body);
});
