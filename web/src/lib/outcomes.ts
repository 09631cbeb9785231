// SPDX-License-Identifier: MIT
// The cost of the plan in each outcome: names, order, bins of a histogram and the finding in words. Mean and
// CVaR are those of the document.
import type { Outcome, PlanDocument } from '../types';
import { bucketName } from './calendar';
import { count, money, percent } from './format';

export interface OutcomeRow {
    name: string;
    probability: number;
    cost: number;
    asBad: number; // probability of this cost or a higher one
}

export const few = 12;

/** "boom", "future 3", "port in 2028 Q1": an outcome's scenario, its place in the document, or its shock. */
export function outcomeName(plan: PlanDocument, outcome: Outcome, index: number): string {
    if (outcome.shock < 0) return outcome.scenario || `future ${index + 1}`;
    const node = plan.nodes.find((one) => one.node === outcome.shock);
    const bucket = plan.calendar[node?.bucket ?? 0];
    return `${outcome.scenario || 'a shock'}${bucket ? ` in ${bucketName(bucket)}` : ''}`;
}

/** Dearest first; outcomes that cannot be are left out. */
export function outcomeRows(plan: PlanDocument): OutcomeRow[] {
    const rows = plan.risk.outcomes
        .map((outcome, index) => ({ name: outcomeName(plan, outcome, index), ...outcome, asBad: 0 }))
        .filter((row) => row.probability > 0)
        .sort((a, b) => b.cost - a.cost);
    let sum = 0;
    for (const row of rows) row.asBad = sum += row.probability;
    return rows.map(({ name, probability, cost, asBad }) => ({
        name,
        probability,
        cost,
        asBad: Math.min(1, asBad)
    }));
}

export interface Bin {
    from: number;
    to: number;
    probability: number;
}

/** Bins of equal width from `min` on; a cost on an edge counts in the bin above it, but for the last. */
export function binsOf(rows: readonly OutcomeRow[], min: number, max: number, count: number): Bin[] {
    const width = (max - min) / count;
    const bins = Array.from({ length: count }, (_, i) => ({
        from: min + i * width,
        to: min + (i + 1) * width,
        probability: 0
    }));
    for (const row of rows) {
        const index = Math.min(count - 1, Math.max(0, Math.floor((row.cost - min) / width)));
        const bin = bins[index];
        if (bin) bin.probability += row.probability;
    }
    return bins;
}

/** "5 %", "2.5 %": the tail that CVaR is the mean of. */
export const tailName = ({ risk }: PlanDocument): string => {
    const tail = 1 - risk.alpha;
    return percent(tail, Math.abs(100 * tail - Math.round(100 * tail)) < 1e-6 ? 0 : 1);
};

export function outcomeTitle(plan: PlanDocument, rows: readonly OutcomeRow[]): string {
    const { expected_cost: mean, cvar } = plan.risk;
    const worst = rows[0];
    if (mean === null || cvar === null || !worst) return 'There is no plan, so no outcome has a cost';
    const earns = mean < 0 && cvar < 0 && worst.cost < 0;
    const amount = (value: number): string => money(earns ? -value : value, plan.case.currency);
    const verb = earns ? 'the plan earns' : mean < 0 ? 'the cost of the plan is' : 'the plan costs';
    return (
        `Over ${count(rows.length, 'outcome')} ${verb} ${amount(mean)} on average ` +
        `and ${amount(cvar)} in the worst ${tailName(plan)}; the worst is ${worst.name} with ${amount(worst.cost)}`
    );
}
