// SPDX-License-Identifier: MIT
// The comparison page, plans at the edges, and documents that should not be shown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeDiff } from '../fixtures/diff.mjs';
import { makePlan } from '../fixtures/plan.mjs';
import { placeholder } from '../render.mjs';
import { axe, launch, open, overflow, overlaps, showNumbers, template, values, widths } from './browser.mjs';

const diff = makeDiff();
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const width of widths) {
    test(`a comparison renders at ${width} px without complaint, network, sideways scrolling or serious finding`, async () => {
        const { page, complaints, foreign } = await open(browser, diff, width);
        await showNumbers(page, 'cost-difference');
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await overlaps(page), []);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(complaints, []);
        assert.deepEqual(foreign(), []);
        await page.close();
    });
}

test('the comparison shows the numbers of its document', async () => {
    const { page } = await open(browser, diff, 1280);
    const difference = diff.right.objective - diff.left.objective;
    assert.deepEqual(await values(page, '.tiles'), [diff.left.objective, diff.right.objective, difference]);
    await showNumbers(page, 'cost-difference');
    assert.deepEqual(
        await values(page, '[data-figure="cost-difference"] table.data'),
        diff.cost_components.flatMap((row) => [row.left, row.right, row.difference])
    );
    const [total] = await values(page, '.sum');
    assert.ok(Math.abs(total - difference) <= 1e-9 * Math.abs(diff.left.objective));
    await page.click('#flows .more');
    const flows = await values(page, '#flows');
    assert.equal(flows.length, 3 * diff.flows.length);
    assert.equal(
        Math.max(...flows.filter((_, index) => index % 3 === 2)),
        Math.max(...diff.flows.map((row) => row.difference))
    );
    assert.equal(await page.locator('#investments tbody tr').count(), diff.investments.length);
    await page.close();
});

test('names from the case are shown as text, whatever they contain', async () => {
    const plan = makePlan();
    const name = '</script><img src=x onerror="document.title=\'owned\'">&\u2028';
    plan.case.name = name;
    plan.network.sites[0].name = '<b>bold</b>';
    const { page, complaints } = await open(browser, plan, 1280);
    assert.equal(await page.textContent('h1'), name);
    assert.equal(await page.locator('img, b').count(), 0);
    assert.notEqual(await page.title(), 'owned');
    assert.deepEqual(complaints, []);
    await page.close();
});

test('a plan without coordinates, values, prices, investments or bands still says what it can', async () => {
    const plan = makePlan();
    for (const site of plan.network.sites) site.latitude = site.longitude = null;
    for (const product of plan.network.products) product.unit_value = null;
    for (const resource of plan.network.resources) resource.band_low = resource.band_high = null;
    Object.assign(plan.summary, { revenue: null, margin: null, source_shares_total: [] });
    plan.investments = [];
    const { page, complaints } = await open(browser, plan, 400);
    assert.match(await page.textContent('#flows'), /have no coordinates/);
    assert.match(await page.textContent('#investments'), /invests in nothing/);
    assert.match(await page.textContent('#level'), /none with a band/);
    assert.deepEqual(complaints, []);
    assert.equal(await overflow(page), 0);
    await page.close();
});

test('an infeasible plan shows its log and no charts', async () => {
    const plan = makePlan();
    Object.assign(plan, {
        status: 'infeasible',
        flows: [],
        sales: [],
        utilisation: [],
        investments: [],
        awards: [],
        cost_components: {}
    });
    Object.assign(plan, {
        objective: null,
        bound: null,
        bound_proved: null,
        gap: null,
        log: ['no plan: E0900']
    });
    const { page, complaints } = await open(browser, plan, 1280);
    assert.match(await page.textContent('[role=status]'), /There is no plan/);
    assert.match(await page.textContent('#assumptions details[open] pre'), /no plan: E0900/);
    assert.equal(await page.locator('figure').count(), 0);
    assert.deepEqual(complaints, []);
    await page.close();
});

test('a document of an unknown schema is refused with a sentence', async () => {
    const { page, complaints } = await open(browser, { schema: 'dualflow.plan/2' }, 1280);
    assert.match(await page.textContent('[role=alert]'), /dualflow\.plan\/2.*reads dualflow\.plan\/1/);
    assert.deepEqual(complaints, []);
    await page.close();
});

test('the template has one placeholder, forbids the network by its own policy and loads nothing', () => {
    assert.equal(template.split(placeholder).length, 2);
    assert.match(template, /default-src 'none'/);
    assert.doesNotMatch(
        template,
        /<(?:script|img|iframe)[^>]*\ssrc=|<link[^>]*rel="(?:stylesheet|modulepreload|preload)"|@import|url\(\s*["']?http/
    );
});
