// @ts-check
// <posting-laws>: what the posting of the form around it lacks, and what the laws of its places want of it. It adds to the
// event of the form how to find that out; <posting-check> shows what comes of it.

import { findings } from '../lib/posting/lines.js';

class PostingLaws extends HTMLElement {
  #stop = new AbortController();

  connectedCallback() {
    const laws = JSON.parse(this.dataset.laws ?? '{}');
    this.closest('posting-builder')?.addEventListener('posting', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      detail.lines = (/** @type {boolean} */ asks) => findings({ ...detail.posting, asks }, laws);
    }, { signal: this.#stop.signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }
}

customElements.define('posting-laws', PostingLaws);
