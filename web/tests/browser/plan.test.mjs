// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makePlan } from '../fixtures/plan.mjs';
import { axe, launch, open, overflow, overlaps, showNumbers, values, widths } from './browser.mjs';

const plan = makePlan();
const sum = (rows, value) => rows.reduce((total, row) => total + value(row), 0);
const close = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
const near = (rows) =>
    sum(
        rows.filter((row) => ['US', 'MX'].includes(row.region)),
        (row) => row.share
    );
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const width of widths) {
    test(`a plan renders at ${width} px without complaint, network, sideways scrolling or overlapping labels`, async () => {
        const { page, complaints, foreign } = await open(browser, plan, width);
        assert.equal(await page.textContent('h1'), plan.case.name);
        assert.equal(await page.locator('figure').count(), 7);
        assert.ok((await page.locator('.chart svg path').count()) > 0);
        assert.deepEqual(await overlaps(page), []);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(complaints, []);
        assert.deepEqual(foreign(), []);
        await page.close();
    });

    test(`a plan at ${width} px has no serious accessibility finding, its tables opened`, async () => {
        const { page } = await open(browser, plan, width);
        for (const figure of await page.$$eval('figure', (all) => all.map((one) => one.dataset.figure))) {
            await showNumbers(page, figure);
        }
        await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
        assert.deepEqual(await axe(page), []);
        assert.equal(await overflow(page), 0);
        await page.close();
    });
}

test('the five numbers of the verdict are those of the document', async () => {
    const { page } = await open(browser, plan, 1280);
    const shown = await values(page, '.tiles');
    const expected = [
        -plan.objective,
        plan.summary.served_share,
        near(plan.summary.source_shares_total.filter((row) => row.year === 2034)),
        sum(plan.investments, (row) => row.capital),
        (plan.objective - plan.bound_proved) / Math.abs(plan.objective)
    ];
    assert.equal(shown.length, 5);
    shown.forEach((value, index) => close(value, expected[index]));
    await page.close();
});

test('the cost table lists every component and the stated sum is the objective', async () => {
    const { page } = await open(browser, plan, 1280);
    const [total, objective] = await values(page, '[data-figure="cost"] .sum');
    close(total, plan.objective);
    assert.equal(objective, plan.objective);
    await showNumbers(page, 'cost');
    const shown = await values(page, '[data-figure="cost"] table.data');
    assert.deepEqual(
        shown,
        Object.values(plan.cost_components).sort((a, b) => b - a)
    );
    close(
        sum(shown, (value) => value),
        plan.objective
    );
    await page.close();
});

test('the award table shows purchase value and near share of each part, and sorts by keyboard', async () => {
    const { page } = await open(browser, plan, 1280);
    const row = (part) =>
        page.locator('table.awards tbody tr', { has: page.locator('th', { hasText: part }) });
    for (const part of ['axle', 'ecu', 'wheel']) {
        const [value, share] = await row(part)
            .locator('data')
            .evaluateAll((all) => all.map((one) => Number(one.value)));
        const unit = plan.network.products.find((one) => one.id === part).unit_value;
        close(
            value,
            unit *
                sum(
                    plan.flows.filter((flow) => flow.product === part),
                    (flow) => flow.quantity
                )
        );
        close(
            share,
            near(plan.summary.source_shares.filter((one) => one.product === part && one.year === 2034))
        );
    }
    assert.match(
        await row('ecu').textContent(),
        /False dual source: Stuttgart and San Luis Potosi both need chip, made only at Shanghai/
    );
    await page.locator('table.awards thead button', { hasText: 'Part' }).focus();
    await page.keyboard.press('Enter');
    const parts = await page.$$eval('table.awards tbody th', (all) =>
        all.map((one) => one.firstChild.textContent)
    );
    assert.deepEqual(parts, [...parts].sort());
    assert.equal(await page.getAttribute('table.awards thead th', 'aria-sort'), 'ascending');
    await page.close();
});

test('the heat map has a cell for every resource with a band and bucket, with the use of the document', async () => {
    const { page } = await open(browser, plan, 1280);
    const banded = plan.network.resources.filter((one) => one.band_high !== null);
    const expected = banded.flatMap(({ site, resource }) =>
        plan.utilisation
            .filter((row) => row.site === site && row.resource === resource && row.installed > 0)
            .map((row) => row.use / row.installed)
    );
    assert.deepEqual(await values(page, 'table.heat'), expected);
    await page.selectOption('[data-figure="utilisation"] select', 'all');
    assert.equal(await page.locator('table.heat tbody tr').count(), plan.network.resources.length);
    await page.close();
});

test('the investments show the capital of the document, in order of decision', async () => {
    const { page } = await open(browser, plan, 1280);
    const shown = await values(page, '.gantt');
    assert.deepEqual([...shown].sort(), plan.investments.map((row) => row.capital).sort());
    await page.close();
});

test('the map follows the choice of goods and time, arc by arc', async () => {
    const { page } = await open(browser, plan, 1280);
    const arcs = (figure) =>
        page.$$eval(`[data-figure="${figure}"] .arc`, (all) => all.map((one) => Number(one.dataset.amount)));
    await page.selectOption('#flows select', 'product wheel');
    await page.locator('#flows input[type=range]').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
    assert.equal(await page.textContent('#flows output'), '2027 Q4');
    const rows = plan.flows.filter((flow) => flow.product === 'wheel' && flow.node === 3);
    const far = rows.filter((flow) => flow.from === 'S_WUH');
    close(
        sum(await arcs('flows-between-regions'), (one) => one),
        sum(far, (flow) => flow.quantity) +
            rows.find((flow) => flow.from === 'S_SLP' && flow.to === 'P_VA').quantity
    );
    close(
        sum(await arcs('flows-inside-home'), (one) => one),
        sum(
            rows.filter((flow) => flow.from === 'S_SLP'),
            (flow) => flow.quantity
        )
    );
    await page.close();
});

test('the share chart of a part has the shares of the document', async () => {
    const { page } = await open(browser, plan, 1280);
    await page.selectOption('[data-figure="source-shares"] select', 'frame');
    await showNumbers(page, 'source-shares');
    const expected = plan.summary.source_shares
        .filter((row) => row.product === 'frame')
        .map((row) => row.share);
    assert.deepEqual(await values(page, '[data-figure="source-shares"] table.data'), expected);
    await page.close();
});

test('the assumptions name the tables left out, the warnings, the seed and the hash', async () => {
    const { page } = await open(browser, plan, 1280);
    const text = await page.textContent('#assumptions');
    for (const word of [
        ...plan.case.tables_off,
        plan.case.hash,
        'W0031',
        'W0044',
        'seed 1',
        'dualflow plan CASE --json'
    ]) {
        assert.ok(text.includes(word), word);
    }
    await page.close();
});

test('a downloaded table has the numbers in full precision', async () => {
    const { page } = await open(browser, plan, 1280);
    const waiting = page.waitForEvent('download');
    await page.click('[data-figure="cost"] button:has-text("Download CSV")');
    const stream = await (await waiting).createReadStream();
    let text = '';
    for await (const chunk of stream) text += chunk;
    assert.ok(text.includes(`Purchase,${plan.cost_components.purchase}\r\n`), text);
    await page.close();
});
