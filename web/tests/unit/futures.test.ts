// SPDX-License-Identifier: MIT
import { describe, expect, it } from 'vitest';
import { niceAxis, spreadOut } from '../../src/lib/axis';
import { binsOf, outcomeRows, outcomeTitle } from '../../src/lib/outcomes';
import { homeOf } from '../../src/lib/regions';
import { dualSourced, homeBloc, nearSpread } from '../../src/lib/spread';
import type { PlanDocument } from '../../src/types';
import { makeFuturesPlan } from '../fixtures/futures.mjs';

const plan = makeFuturesPlan() as unknown as PlanDocument;

describe('an axis', () => {
    it('holds all values between round ends', () => {
        expect(niceAxis([3, 97])).toEqual({ min: 0, max: 100, interval: 20, digits: 0 });
        const axis = niceAxis([-0.31, 0.42]);
        expect(axis.min).toBeLessThanOrEqual(-0.31);
        expect(axis.max).toBeGreaterThanOrEqual(0.42);
    });
    it('has a width where there is one value only', () => {
        const axis = niceAxis([5, 5]);
        expect(axis.max).toBeGreaterThan(axis.min);
    });
    it('moves names apart and keeps them inside', () => {
        const placed = spreadOut([10, 10, 99], 15, 100);
        expect(placed).toEqual([10, 25, 99]);
        expect(spreadOut([98, 99], 15, 100)).toEqual([85, 100]);
    });
});

describe('outcomes', () => {
    const rows = outcomeRows(plan);
    it('lose no probability in a histogram, at its edges either', () => {
        const costs = rows.map((row) => row.cost);
        const bins = binsOf(rows, Math.min(...costs), Math.max(...costs), 7);
        expect(bins.reduce((sum, bin) => sum + bin.probability, 0)).toBeCloseTo(1, 12);
    });
    it('leave out what cannot be', () => {
        const { risk } = plan;
        const more = [
            ...risk.outcomes,
            { node: 0, shock: -1, scenario: 'never', probability: 0, cost: 1e99 }
        ];
        expect(outcomeRows({ ...plan, risk: { ...risk, outcomes: more } })).toEqual(rows);
    });
    it('say what they earn or cost, and on what tail', () => {
        const title = outcomeTitle(plan, rows).replaceAll('\u00a0', ' ');
        expect(title).toMatch(
            /^Over 10 outcomes the plan earns USD .* in the worst 5 %; the worst is future a/
        );
    });
});

describe('near shares', () => {
    it('are of the home bloc, and nothing where a year has none of it', () => {
        const bloc = homeBloc(plan, homeOf(plan));
        expect(bloc).toBe('USMCA');
        const rows = (plan.futures?.source_shares ?? []).filter(
            (row) => row.year !== 2030 || row.bloc === 'EU'
        );
        const near = nearSpread(rows, 'axle', bloc);
        expect(near.map((row) => row.year)).toEqual([2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034]);
        expect(near[3]?.share).toBe(0);
        expect(dualSourced(rows, bloc)).toEqual(['axle']);
        expect(dualSourced(rows, 'CN')).toEqual([]);
    });
});
