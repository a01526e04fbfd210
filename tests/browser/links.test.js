// Every address in every page of both audiences leads somewhere, anchors included, under whatever path the site lies.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, startSite } from './site.js';

const text = (/** @type {string} */ html) => html.replaceAll('&amp;', '&').replaceAll('&#x2F;', '/').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

for (const audience of ['public', 'internal']) {
  test(`${audience}: every address leads somewhere`, async () => {
    const site = await startSite(audience);
    try {
      const files = new Set(filesIn(site.folder));
      const ids = (/** @type {string} */ file) => new Set([...readFileSync(join(site.folder, file), 'utf8').matchAll(/\sid="([^"]*)"/g)].map((found) => text(found[1])));
      /** @type {string[]} */
      const wrong = [];
      let seen = 0;
      for (const file of [...files].filter((file) => file.endsWith('.html') && file !== '404.html')) {
        const at = new URL(encodeURI(file), site.url);
        const html = readFileSync(join(site.folder, file), 'utf8');
        for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
          const url = new URL(text(address), at);
          if (!url.href.startsWith(site.url)) {
            if (url.origin === at.origin) wrong.push(`${file}: ${address} leaves the site's folder`);
            continue;
          }
          seen += 1;
          const path = decodeURIComponent(url.pathname.slice(new URL(site.url).pathname.length));
          const target = path === '' || path.endsWith('/') ? `${path}index.html` : path;
          if (!files.has(target)) wrong.push(`${file}: ${address} leads nowhere`);
          // `#compare=1&roles=…` is what a tool begins with, and names no place.
          else if (url.hash && !url.hash.startsWith('#compare=1&') && !ids(target).has(decodeURIComponent(url.hash.slice(1)))) wrong.push(`${file}: ${address} has no such place`);
        }
      }
      assert.ok(seen > 100, `${seen} addresses`);
      assert.deepEqual(wrong, []);
    } finally {
      site.stop();
    }
  });
}
