// SPDX-License-Identifier: MIT
// Cost components as a chain of floating bars, in two readings. A plan with revenue runs from revenue
// down to profit; one without stacks costs up to their total. A comparison runs over the differences.

export interface Step {
    name: string;
    value: number; // signed contribution as shown
    from: number;
    to: number;
    kind: 'gain' | 'cost' | 'total'; // what it does to the owner of the plan
}

export interface Waterfall {
    steps: Step[];
    total: number; // sum of the shown contributions
    componentSum: number; // sum of the components as the document gives them
}

function chain(parts: { name: string; value: number }[], totalName: string, upIsGain: boolean): Waterfall {
    let at = 0;
    const steps: Step[] = parts.map(({ name, value }) => {
        const from = at;
        at += value;
        return { name, value, from, to: at, kind: value > 0 === upIsGain ? 'gain' : 'cost' };
    });
    steps.push({ name: totalName, value: at, from: 0, to: at, kind: 'total' });
    return { steps, total: at, componentSum: 0 };
}

/** Components of a plan; zero ones are left out. With revenue the signs are turned: money in is up. */
export function planWaterfall(components: Record<string, number>): Waterfall {
    const entries = Object.entries(components).filter(([, value]) => value !== 0);
    const componentSum = entries.reduce((sum, [, value]) => sum + value, 0);
    const earns = (components.revenue ?? 0) < 0;
    const parts = entries.map(([name, value]) => ({ name, value: earns ? -value : value }));
    parts.sort((a, b) => b.value - a.value);
    const incomes = parts.filter((part) => part.value > 0);
    const costs = parts.filter((part) => part.value < 0).sort((a, b) => a.value - b.value);
    const ordered = earns ? [...incomes, ...costs] : parts;
    const name = earns ? (componentSum <= 0 ? 'profit' : 'loss') : 'total cost';
    return { ...chain(ordered, name, earns), componentSum };
}

/** Differences right − left, the largest first in size. */
export function diffWaterfall(rows: readonly { name: string; difference: number }[]): Waterfall {
    const parts = rows
        .filter((row) => row.difference !== 0)
        .map((row) => ({ name: row.name, value: row.difference }))
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    const result = chain(parts, 'difference', false);
    return { ...result, componentSum: result.total };
}
