// SPDX-License-Identifier: MIT
// Opens the built page, filled with a document, from disk in the system's Chromium; keeps whatever the
// page complained about or asked the network for.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { render } from '../render.mjs';

const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
];
export const template = readFileSync(new URL('../../dist/index.html', import.meta.url), 'utf8');
const axeSource = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'dualflow-web-'));
let pages = 0;

export const widths = [1280, 400];

export function launch() {
    const executablePath = process.env.DUALFLOW_CHROMIUM ?? '/usr/bin/chromium';
    return chromium.launch({ executablePath, args: flags });
}

export async function open(browser, document, width) {
    const path = join(folder, `page-${pages++}.html`);
    writeFileSync(path, render(template, document));
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const complaints = [];
    const requests = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    const address = pathToFileURL(path).href;
    await page.goto(address);
    await page.waitForSelector('h1');
    return {
        page,
        complaints,
        foreign: () => requests.filter((url) => url !== address && !url.startsWith('data:'))
    };
}

/** Values of all <data> elements under a selector, as numbers, in page order. */
export const values = (page, selector) =>
    page.$$eval(`${selector} data`, (elements) => elements.map((element) => Number(element.value)));

/** Serious and critical findings of axe-core. */
export async function axe(page) {
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    return result.violations
        .filter((one) => one.impact === 'serious' || one.impact === 'critical')
        .map(
            (one) =>
                `${one.id}: ${one.nodes
                    .map((node) => node.html)
                    .slice(0, 3)
                    .join(' | ')}`
        );
}

/** Pairs of texts that lie over each other inside one picture. */
export const overlaps = (page) =>
    page.evaluate(() => {
        const found = [];
        let seen = 0;
        for (const picture of document.querySelectorAll('.map, .chart, .gantt .row')) {
            const texts = [...picture.querySelectorAll('text, .band-name, .year')].filter(
                (one) => one.textContent.trim() !== ''
            );
            seen += texts.length;
            const boxes = texts.map((one) => [one.textContent.trim(), one.getBoundingClientRect()]);
            boxes.forEach(([a, p], index) => {
                for (const [b, q] of boxes.slice(index + 1)) {
                    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
                    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                    if (wide > 1 && high > 3) found.push(`${a} over ${b}`);
                }
            });
        }
        return seen > 0 ? found : ['no text was found to compare'];
    });

export const overflow = (page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const showNumbers = async (page, figure) => {
    await page.click(`[data-figure="${figure}"] button:has-text("Show the numbers")`);
    await page.waitForSelector(`[data-figure="${figure}"] table.data`);
};
