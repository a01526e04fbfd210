// Takes the guide's pictures: blocks of the sample site, as the program draws them. `node docs/pictures.js SITE_ADDRESS`
//
// SITE_ADDRESS is where `rolebook serve --today 2026-11-21` of the sample has a folder for each audience. It must not know how a
// block is made.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** What each picture shows: the page with its audience, the block on it, and how much of that is enough, in pixels. */
const PICTURES = {
  pay: ['public/pay/ai-tech-lead/', '.pay', 527],
  comparison: ['public/compare/ai-tech-lead-vs-staff-ml-engineer/', '.compare', 486],
  ladder: ['public/ladders/building-models/', '.ladder', 531],
  kit: ['internal/interviews/four-stages/', '.kit', 622],
  fit: ['internal/guides/which-role-do-you-need/', '.fit', 512],
};

const [address] = process.argv.slice(2);
const folder = new URL('content/pictures/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', reducedMotion: 'reduce' });
for (const [name, [path, selector, enough]] of Object.entries(PICTURES)) {
  await page.goto(new URL(path, address).href, { waitUntil: 'networkidle' });
  await page.mouse.move(0, 0);
  const file = `${folder}${name}.png`;
  const block = page.locator(selector).first();
  // What a long page folds is what the picture is about.
  await block.evaluate((element) => {
    for (const fold of [element.closest('details'), ...element.querySelectorAll('.pay > details, details.pay')]) fold?.setAttribute('open', '');
  });
  const box = await block.boundingBox();
  if (box === null) throw new Error(`${path} has no ${selector}`);
  const clip = { x: Math.max(0, box.x - 16), y: Math.max(0, box.y - 16), width: box.width + 32, height: Math.min(box.height + 32, enough) };
  await page.screenshot({ path: file, clip, fullPage: true });
}
await browser.close();
