// SPDX-License-Identifier: MIT
// What the page says of a plan in ten futures, against the rows of its nodes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeFuturesPlan, twentieths, levels } from '../fixtures/futures.mjs';
import { makePlan } from '../fixtures/plan.mjs';
import { axe, launch, open, overflow, overlaps, showNumbers, values, widths } from './browser.mjs';

const plan = makeFuturesPlan();
const buckets = plan.calendar.length;
const close = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
const allClose = (shown, expected) => {
    assert.equal(shown.length, expected.length);
    shown.forEach((value, index) => close(value, expected[index]));
};
// Every future as often as it has twentieths, in order of its figure: a percentile is then a place.
const replicated = (figures) => figures.flatMap((figure, k) => Array(twentieths[k]).fill(figure));
const percentiles = (figures) => {
    const sorted = replicated(figures).sort((a, b) => a - b);
    return Object.values(levels).map((place) => sorted[place - 1]);
};
const average = (figures) => replicated(figures).reduce((sum, one) => sum + one, 0) / 20;
const futureOf = (row) => Math.floor(row.node / buckets);
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const width of widths) {
    test(`futures render at ${width} px without complaint, and their tables are accessible`, async () => {
        const { page, complaints } = await open(browser, plan, width);
        assert.deepEqual(await overlaps(page), []);
        for (const figure of ['outcomes', 'futures', 'regimes', 'disruptions', 'near-share'])
            await showNumbers(page, figure);
        assert.deepEqual(await axe(page), []);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(complaints, []);
        await page.close();
    });
}

test('a plan of one future says nothing of futures', async () => {
    const { page } = await open(browser, makePlan(), 1280);
    assert.equal(await page.locator('#futures').count(), 0);
    assert.equal(await page.locator('[data-figure="near-share"]').count(), 0);
    await page.close();
});

test('the bands of demand are percentiles of the futures by their probability', async () => {
    const { page } = await open(browser, plan, 1280);
    await showNumbers(page, 'futures');
    const expected = plan.calendar.flatMap(({ bucket, days }) => {
        const figures = twentieths.map((_, k) => {
            const rows = plan.sales.filter(
                (row) => futureOf(row) === k && row.node % buckets === bucket && row.market === 'M_US'
            );
            return rows.reduce((sum, row) => sum + row.demand, 0) / days;
        });
        return [average(figures), ...percentiles(figures)];
    });
    allClose(await values(page, '[data-figure="futures"] table.data'), expected);
    await page.close();
});

test('the near share has its band, and that of foresight beside it', async () => {
    const { page } = await open(browser, plan, 1280);
    await showNumbers(page, 'near-share');
    const rows = await page.$$eval('[data-figure="near-share"] table.data tbody tr', (all) =>
        all.map((row) => [...row.querySelectorAll('data')].map((cell) => Number(cell.value)))
    );
    const last = plan.flows.filter(
        (row) => row.product === 'axle' && plan.calendar[row.node % buckets].start.startsWith('2034')
    );
    const sums = twentieths.map((_, k) => {
        const own = last.filter((row) => futureOf(row) === k);
        const sum = (some) => some.reduce((total, row) => total + row.quantity, 0);
        return { home: sum(own.filter((row) => ['US', 'MX'].includes(row.origin))), all: sum(own) };
    });
    const share = average(sums.map((one) => one.home)) / average(sums.map((one) => one.all));
    const shown = rows[rows.length - 1];
    allClose(shown.slice(0, 6), [share, ...percentiles(sums.map((one) => one.home / one.all))]);
    close(shown[6], share / 2);
    assert.match(await page.textContent('[data-figure="near-share"] h3'), /with foresight it would be/);
    await page.close();
});

test('the outcomes are named from the worst, with the probability of as bad a one', async () => {
    const { page } = await open(browser, plan, 1280);
    await showNumbers(page, 'outcomes');
    const shown = await values(page, '[data-figure="outcomes"] table.data');
    const sorted = [...plan.risk.outcomes].sort((a, b) => b.cost - a.cost);
    allClose(
        shown,
        sorted.flatMap((row) => [
            row.probability,
            row.cost,
            plan.risk.outcomes
                .filter((other) => other.cost >= row.cost)
                .reduce((sum, other) => sum + other.probability, 0)
        ])
    );
    assert.match(
        await page.textContent('[data-figure="outcomes"] h3'),
        /Over 10 outcomes .* the worst is future a/
    );
    await page.close();
});

test('regimes and disruptions show the probability of every bucket', async () => {
    const { page } = await open(browser, plan, 1280);
    await showNumbers(page, 'regimes');
    allClose(await values(page, '[data-figure="regimes"] table.data'), plan.futures.regimes[0].shares.flat());
    allClose(
        await values(page, '[data-figure="disruptions"] table.heat'),
        plan.futures.outages[0].probability
    );
    await page.close();
});
