// SPDX-License-Identifier: MIT
// The pure functions on the fixture, against sums computed here in another way.
import { describe, expect, it } from 'vitest';
import { awardTitle, falseDualText, partRows } from '../../src/lib/awards';
import { capitalByYear, ganttBars, ganttTitle } from '../../src/lib/gantt';
import { namesOf } from '../../src/lib/names';
import { homeOf, regionColours } from '../../src/lib/regions';
import { nearShareByYear, shareRows, shareSeries, shareTitle } from '../../src/lib/shares';
import { bandTime, heatRows, inside, paintOf } from '../../src/lib/utilisation';
import { provedGap, verdictOf } from '../../src/lib/verdict';
import { valueRows } from '../../src/lib/values';
import { planWaterfall } from '../../src/lib/waterfall';
import type { PlanDocument } from '../../src/types';
import { makePlan } from '../fixtures/plan.mjs';

const fresh = (): PlanDocument => makePlan() as unknown as PlanDocument;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u2212', '-');
const plan = fresh();
const objective = plan.objective ?? Number.NaN;
const home = homeOf(plan);
const names = namesOf(plan);

describe('values', () => {
    const compared = { status: 'optimal' as const, objective: 5, bound: 5 };
    const values = {
        recourse: compared,
        foresight: compared,
        expected_value: compared,
        expected_result: compared,
        reason: '',
        evpi: { value: 3, least: 2, most: 4 },
        vss: null,
        second_sources: [
            {
                product: 'axle',
                site: 'P_VA',
                singles: [{ ...compared, supplier: 'S_SLP', contract: 'cheap' }],
                best: 0,
                value: { value: 1, least: 0, most: null }
            }
        ]
    };
    it('are not shown where nobody asked', () => {
        expect(valueRows(plan, names.site)).toEqual([]);
    });
    it('show figure, range and reason, and nothing where a plan is missing', () => {
        const rows = valueRows(
            { ...plan, objective: 5, values: { ...values, reason: 'cannot be' } },
            names.site
        );
        expect(rows.map((row) => [row.value, row.least, row.most])).toEqual([
            [3, 2, 4],
            [null, null, null],
            [1, 0, null]
        ]);
        expect(rows[1]?.remark).toBe('cannot be');
        expect(rows[2]?.what).toBe('second source of axle at Dublin VA');
        expect(plain(rows[0]?.remark ?? '')).toBe(
            'Knowing the futures beforehand would save USD 3.00: no forecast of them is worth more.'
        );
        expect(plain(rows[2]?.remark ?? '')).toBe(
            'Buying from the best one alone, cheap, would cost USD 1.00 more.'
        );
    });
});

describe('home', () => {
    it('is the bloc with most sales', () => {
        expect(home.bloc).toBe('USMCA');
        expect([...home.near].sort()).toEqual(['MX', 'US']);
    });
    it('is the region itself where it belongs to no bloc', () => {
        const alone = fresh();
        for (const region of alone.network.regions) region.bloc = '';
        expect(homeOf(alone)).toEqual({ bloc: 'United States', near: new Set(['US']) });
    });
    it('gives every region a colour of its own', () => {
        const colours = regionColours(plan, home);
        expect(new Set(colours.values()).size).toBe(plan.network.regions.length);
    });
});

describe('verdict', () => {
    it('has five numbers, each from the document', () => {
        const { tiles } = verdictOf(plan, home);
        const capital = plan.investments.reduce((sum, row) => sum + row.capital, 0);
        const near = plan.summary.source_shares_total.filter(
            (row) => row.year === 2034 && row.region !== 'DE' && row.region !== 'CN'
        );
        expect(tiles.map((tile) => tile.label)).toEqual([
            'Profit',
            'Demand served',
            'Bought in USMCA',
            'Capital committed',
            'Proved gap'
        ]);
        expect(tiles.map((tile) => tile.value)).toEqual([
            -objective,
            plan.summary.served_share,
            near.reduce((sum, row) => sum + row.share, 0),
            capital,
            (objective - (plan.bound_proved ?? 0)) / Math.abs(objective)
        ]);
    });
    it('says the same numbers in its sentence', () => {
        const { sentence, tiles, alert } = verdictOf(plan, home);
        for (const tile of tiles) expect(sentence).toContain(tile.text);
        expect(plain(sentence)).toMatch(/^Over 2027–2034 the plan earns USD /);
        expect(alert).toBe('');
    });
    it('says first of a plan with foresight that nobody could follow it', () => {
        const { alert } = verdictOf({ ...fresh(), foresight: true }, home);
        expect(alert).toMatch(/^With foresight: .*Nobody could operate at this cost/);
        const none = { ...fresh(), foresight: true, objective: null, status: 'limit' as const };
        expect(verdictOf(none, home).alert).toMatch(/^With foresight: .*stopped by a limit/);
    });
    it('speaks of cost where nothing has a price, and of the band where nothing is invested', () => {
        const cost = fresh();
        cost.summary.revenue = null;
        cost.summary.margin = null;
        cost.objective = 4.6e9;
        cost.bound_proved = 4.6e9;
        cost.investments = [];
        const { sentence, tiles } = verdictOf(cost, home);
        expect(plain(sentence)).toContain('the plan costs USD 4.6 bn, serves');
        expect(tiles.map((tile) => tile.label)).toEqual([
            'Cost',
            'Demand served',
            'Bought in USMCA',
            'Within the band',
            'Proved gap'
        ]);
    });
    it('leaves out what the document does not know', () => {
        const bare = fresh();
        bare.summary.served_share = null;
        bare.summary.source_shares_total = [];
        bare.bound_proved = null;
        const { sentence, tiles } = verdictOf(bare, home);
        expect(provedGap(bare)).toBeNull();
        expect(tiles.map((tile) => tile.label)).toEqual([
            'Profit',
            'Capital committed',
            'Revenue',
            'Purchase',
            'Conversion'
        ]);
        expect(sentence).not.toContain('demand');
        expect(sentence).toContain('is not known');
    });
    it('does not say more than less than nothing of a plan that is proved best', () => {
        const best = fresh();
        best.bound_proved = best.objective;
        expect(verdictOf(best, home).sentence).toMatch(
            /No plan of this model is better: that is proved, to a millionth\.$/
        );
    });
    it('says loudly when rules are broken, a limit stopped the search or there is no plan', () => {
        const broken = fresh();
        broken.status = 'elastic';
        broken.elastic.rows = [
            { family: 'budget', node: 0, table: 'budget', row: 2, what: '2027', amount: 3e6, cost: 9e6 }
        ];
        expect(plain(verdictOf(broken, home).alert)).toContain(
            'breaks 1 rule of its own case, at a price of USD 9.0 m'
        );
        broken.status = 'limit';
        expect(verdictOf(broken, home).alert).toContain('stopped by a limit');
        broken.status = 'infeasible';
        broken.objective = null;
        expect(verdictOf(broken, home).tiles).toEqual([]);
    });
});

describe('shares', () => {
    it('add up to one in every year and stack near regions first', () => {
        const { years, series } = shareSeries(shareRows(plan, null), home);
        expect(years).toEqual([2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034]);
        years.forEach((_, index) => {
            expect(series.reduce((sum, one) => sum + (one.shares[index] ?? 0), 0)).toBeCloseTo(1, 12);
        });
        expect(series.map((one) => one.near)).toEqual([true, true, false, false]);
    });
    it('are told in words', () => {
        const [first, last] = [nearShareByYear(plan, home)[0], nearShareByYear(plan, home).at(-1)];
        expect(first?.share).toBeLessThan(last?.share ?? 0);
        expect(shareTitle('purchase value', shareRows(plan, null), home, names.region)).toMatch(
            /^The USMCA share of purchase value rises from .* in 2027 to .* in 2034; Mexico is the largest source/
        );
        expect(shareTitle('harness', shareRows(plan, 'harness'), home, names.region)).toMatch(
            /^USMCA supplies 100/
        );
        expect(shareTitle('nothing', [], home, names.region)).toBe(
            'No part with a known value is bought by a plant'
        );
    });
});

describe('awards', () => {
    const rows = partRows(plan, home);
    it('have the quantities of the flows and shares that add up to one', () => {
        for (const row of rows) {
            const shipped = plan.flows.filter((flow) => flow.product === row.product);
            expect(row.quantity).toBeCloseTo(
                shipped.reduce((sum, flow) => sum + flow.quantity, 0),
                4
            );
            expect(row.sources.reduce((sum, line) => sum + line.share, 0)).toBeCloseTo(1, 12);
        }
        expect(rows.map((row) => row.product).sort()).toEqual([
            'axle',
            'brake',
            'chip',
            'ecu',
            'frame',
            'harness',
            'turbo',
            'wheel'
        ]);
    });
    it('flag a false dual source in words', () => {
        const ecu = rows.find((row) => row.product === 'ecu');
        expect(ecu?.falseDuals[0] && falseDualText(ecu.falseDuals[0], names.site)).toBe(
            'False dual source: Stuttgart and San Luis Potosi both need chip, made only at Shanghai'
        );
        expect(awardTitle(rows, plan.false_dual_sources)).toBe(
            '6 of 8 bought parts have two or more sources; 2 products are dual only in name: their sources hang on one tier-two part'
        );
    });
    it('weigh the flows of a branching tree by what its nodes weigh', () => {
        const split = fresh();
        split.nodes = split.nodes.map((node) => ({ ...node, probability: 0.5, weight: 0.5 }));
        const half = partRows(split, home).find((row) => row.product === 'axle');
        expect(half?.quantity).toBeCloseTo(
            (rows.find((row) => row.product === 'axle')?.quantity ?? 0) / 2,
            6
        );
    });

    it('count the bucket of a shock once, whatever its probabilities', () => {
        const struck = fresh();
        struck.nodes = struck.nodes.map((node) => ({ ...node, probability: 1, weight: 0.75 }));
        const most = partRows(struck, home).find((row) => row.product === 'axle');
        expect(most?.quantity).toBeCloseTo(
            0.75 * (rows.find((row) => row.product === 'axle')?.quantity ?? 0),
            6
        );
    });
});

describe('utilisation', () => {
    it('counts the days inside the band', () => {
        const banded = new Set(['P_VA assembly', 'P_NL assembly', 'P_MD engine_line', 'P_NL cab_line']);
        let [all, good] = [0, 0];
        for (const row of plan.utilisation) {
            if (!banded.has(`${row.site} ${row.resource}`) || row.installed === 0) continue;
            const days = plan.calendar[row.node]?.days ?? 0;
            all += days;
            if (row.under === 0 && row.over === 0) good += days;
        }
        expect(bandTime(plan).share).toBeCloseTo(good / all, 12);
        expect(bandTime(plan).resources).toBe(4);
    });
    it('paints by distance from the band, and nothing where nothing is built', () => {
        const rows = heatRows(plan);
        const cab = rows.find((row) => row.resource === 'cab_line');
        const engine = rows.find((row) => row.resource === 'engine_line');
        if (!cab || !engine) throw new Error('the fixture lost its resources');
        expect(paintOf(cab, cab.cells[0]!)).toBeUndefined();
        expect(paintOf(engine, engine.cells[0]!)).toBe(inside);
        expect(paintOf(engine, engine.cells[11]!)?.background).toBe('#fde0bf');
    });
});

describe('investments', () => {
    it('run from decision to service on the axis of the horizon', () => {
        const bars = ganttBars(plan, names.site);
        const days = (Date.parse('2035-01-01') - Date.parse('2027-01-01')) / 86_400_000;
        const cab = bars.find((bar) => bar.what === 'I_NL_CAB');
        expect(cab?.from).toBe(0);
        expect(cab?.ready).toBeCloseTo((365 + 182) / days, 12);
        expect(cab?.label).toBe('Open: Monterrey');
    });
    it('say what is committed at once', () => {
        expect(plain(ganttTitle(plan))).toBe(
            '6 decisions commit USD 505 m; USD 290 m of it is decided in 2027, the rest later'
        );
        expect(capitalByYear(plan).reduce((sum, one) => sum + one.capital, 0)).toBe(505e6);
        expect(ganttTitle({ ...plan, investments: [] })).toBe('The plan invests in nothing');
    });
});

describe('waterfall', () => {
    it('runs from revenue to profit and keeps every component', () => {
        const fall = planWaterfall(plan.cost_components);
        expect(fall.steps[0]?.name).toBe('revenue');
        expect(fall.componentSum).toBeCloseTo(objective, 0);
        expect(fall.total).toBeCloseTo(-objective, 0);
        const nonZero = Object.values(plan.cost_components).filter((value) => value !== 0).length;
        expect(fall.steps.length).toBe(nonZero + 1);
        fall.steps.slice(1, -1).forEach((step, index) => expect(step.from).toBe(fall.steps[index]?.to));
    });
    it('stacks costs to their total where nothing is earned', () => {
        const fall = planWaterfall({ freight: 2, purchase: 5, duty: 0 });
        expect(fall.steps).toEqual([
            { name: 'purchase', value: 5, from: 0, to: 5, kind: 'cost' },
            { name: 'freight', value: 2, from: 5, to: 7, kind: 'cost' },
            { name: 'total cost', value: 7, from: 0, to: 7, kind: 'total' }
        ]);
    });
});
