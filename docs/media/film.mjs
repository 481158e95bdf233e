// Films the demo for the README: a booking, the thief, and the ledger's answer, as PNG frames with their times.
// Usage: node film.mjs ADDRESS FRAMES-DIRECTORY light|dark (needs playwright-core and /usr/bin/chromium); see make.sh.
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const [address, frames, colorScheme] = process.argv.slice(2);
await mkdir(frames, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
page.setDefaultTimeout(120_000);
await page.goto(address);
await page.locator('.side.tour').waitFor();

const times = [];
async function frame(milliseconds) {
  const name = `${frames}/${String(times.length).padStart(3, '0')}.png`;
  await page.screenshot({ path: name });
  times.push(`-d ${milliseconds} ${name}`);
}

async function film(seconds, until) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end && !(until && await until())) {
    await frame(250);
    await page.waitForTimeout(200);
  }
}

async function take(step, seconds) {
  const item = page.locator(`[data-step=${step}]`);
  if (await item.locator('.body').isHidden()) await item.locator('h3 button').click();
  await frame(900);
  await item.locator('.body > .button').click();
  await film(seconds, async () => await item.getAttribute('data-state') === 'done');
  await page.waitForTimeout(300);
  await frame(3000);
}

await frame(1500);
await take('book', 30);
await take('thief', 20);
await take('history', 20);
await browser.close();
await writeFile(`${frames}/list`, times.join('\n'));
