// SPDX-License-Identifier: MIT
// The first thing a reader sees: one sentence and five numbers, all taken from the document. Where a
// number is not there (no prices, no parts bought, no investments) the sentence leaves it out.
import type { PlanDocument } from '../types';
import { count, gapPercent, list, money, percent, quantity, words } from './format';
import { horizonName } from './calendar';
import type { Home } from './regions';
import { nearShareByYear } from './shares';
import { bandTime } from './utilisation';

export interface Tile {
    label: string;
    value: number;
    text: string;
    note: string;
}

export interface Verdict {
    sentence: string;
    tiles: Tile[];
    alert: string; // empty where nothing is wrong
}

/** Distance to the bound proved by dualflow's own arithmetic: no plan of this model is better by more. */
export function provedGap(plan: PlanDocument): number | null {
    if (plan.objective === null || plan.bound_proved === null) return null;
    return Math.max(0, plan.objective - plan.bound_proved) / Math.max(1, Math.abs(plan.objective));
}

function resultTile(plan: PlanDocument, objective: number): Tile {
    const { currency } = plan.case;
    const { margin, revenue } = plan.summary;
    if (revenue === null) {
        const value = objective;
        return { label: 'Cost', value, text: money(value, currency), note: 'discounted, over the horizon' };
    }
    const value = -objective;
    const note = margin === null ? 'discounted' : `margin ${percent(margin, 1)} of revenue, discounted`;
    return { label: value < 0 ? 'Loss' : 'Profit', value, text: money(Math.abs(value), currency), note };
}

function servedTile(plan: PlanDocument): Tile | undefined {
    const { served_share: value, sales, demand } = plan.summary;
    if (value === null) return undefined;
    const note = `${quantity(sales)} of ${quantity(demand)} units`;
    return { label: 'Demand served', value, text: percent(value, 1), note };
}

function nearTile(plan: PlanDocument, home: Home): Tile | undefined {
    const years = nearShareByYear(plan, home);
    const first = years[0];
    const last = years[years.length - 1];
    if (!first || !last) return undefined;
    return {
        label: `Bought in ${home.bloc}`,
        value: last.share,
        text: percent(last.share),
        note:
            first === last
                ? `of purchase value in ${last.year}`
                : `of purchase value in ${last.year}, ${percent(first.share)} in ${first.year}`
    };
}

function capitalTile(plan: PlanDocument): Tile {
    const value = plan.investments.reduce((sum, row) => sum + row.capital, 0);
    const note = `${count(plan.investments.length, 'decision')}, undiscounted`;
    return { label: 'Capital committed', value, text: money(value, plan.case.currency), note };
}

function bandTile(plan: PlanDocument): Tile | undefined {
    const time = bandTime(plan);
    if (time.share === null) return undefined;
    const note = `of the time, ${count(time.resources, 'resource')} with a band`;
    return { label: 'Within the band', value: time.share, text: percent(time.share), note };
}

/** Stand in where a plan buys nothing, or has neither investments nor bands. */
function spareTiles(plan: PlanDocument): Tile[] {
    const { revenue } = plan.summary;
    const { currency } = plan.case;
    const tiles: Tile[] = [];
    if (revenue !== null) {
        tiles.push({
            label: 'Revenue',
            value: revenue,
            text: money(revenue, currency),
            note: 'discounted, over the horizon'
        });
    }
    const costs = Object.entries(plan.cost_components).filter(([, value]) => value > 0);
    for (const [name, value] of costs.sort((a, b) => b[1] - a[1]).slice(0, 2)) {
        tiles.push({ label: words(name), value, text: money(value, currency), note: 'cost, discounted' });
    }
    return tiles;
}

function gapTile(plan: PlanDocument): Tile | undefined {
    const value = provedGap(plan);
    if (value === null) return undefined;
    const solver = plan.gap === null ? '' : `; ${gapPercent(plan.gap)} by the solver’s own bound`;
    const note = `to the best possible plan${solver}`;
    return { label: 'Proved gap', value, text: gapPercent(value), note };
}

function sentenceOf(plan: PlanDocument, home: Home, objective: number): string {
    const result = resultTile(plan, objective);
    const verb = { Cost: 'costs', Loss: 'loses', Profit: 'earns' }[result.label];
    const { margin } = plan.summary;
    const earned = margin === null ? '' : ` (${percent(margin, 1)} of revenue)`;
    const parts = [`${verb} ${result.text}${earned}`];
    const served = servedTile(plan);
    if (served) parts.push(`serves ${served.text} of demand`);
    const years = nearShareByYear(plan, home);
    const first = years[0];
    const last = years[years.length - 1];
    if (first && last && first !== last) {
        const from = percent(first.share);
        const to = percent(last.share);
        const change = from === to ? `at ${to}` : `from ${from} in ${first.year} to ${to} in ${last.year}`;
        const move = last.share < first.share ? 'lowers' : 'raises';
        parts.push(`${from === to ? 'keeps' : move} the share bought in ${home.bloc} ${change}`);
    } else if (last) {
        parts.push(`buys ${percent(last.share)} by value in ${home.bloc}`);
    }
    if (plan.investments.length > 0) parts.push(`commits ${capitalTile(plan).text} of capital`);
    const gap = provedGap(plan);
    const proof =
        gap === null
            ? 'How far it is from the best plan is not known.'
            : gap < 1e-6
              ? 'No plan of this model is better: that is proved, to a millionth.'
              : `No plan of this model is better by more than ${gapPercent(gap)}: that is proved.`;
    return `Over ${horizonName(plan.calendar)} the plan ${list(parts)}. ${proof}`;
}

function alertOf(plan: PlanDocument): string {
    const paid = plan.elastic.rows.reduce((sum, row) => sum + row.cost, 0);
    switch (plan.status) {
        case 'elastic':
            return `The plan breaks ${count(plan.elastic.rows.length, 'rule')} of its own case, at a price of ${money(paid, plan.case.currency)}; the rows are listed under Assumptions.`;
        case 'limit':
            return 'The search was stopped by a limit: this is the best plan found so far, with its bound.';
        case 'interrupted':
            return 'The search was interrupted: this is the best plan found so far, with its bound.';
        case 'infeasible':
            return 'There is no plan: none was found that satisfies the case. The log says what was tried.';
        case 'failed':
            return 'There is no plan: the solver gave no answer that could be confirmed. The log says what was tried.';
        case 'optimal':
            return '';
    }
}

// Said before anything else, whatever the status.
const foresightAlert =
    'With foresight: every future was planned as if it were known from the first day, but for shocks. Nobody could operate at this cost; it only shows what foresight would have said.';

function warningOf(plan: PlanDocument): string {
    return [plan.foresight ? foresightAlert : '', alertOf(plan)].filter((part) => part).join(' ');
}

export function verdictOf(plan: PlanDocument, home: Home): Verdict {
    const { objective } = plan;
    if (objective === null) {
        return { sentence: `No plan was found for ${plan.case.name}.`, tiles: [], alert: warningOf(plan) };
    }
    const level = plan.investments.length > 0 ? capitalTile(plan) : bandTile(plan);
    const wanted = [
        resultTile(plan, objective),
        servedTile(plan),
        nearTile(plan, home),
        level,
        gapTile(plan)
    ];
    const tiles = wanted.filter((tile) => tile !== undefined);
    const spare = spareTiles(plan).slice(0, 5 - tiles.length);
    return {
        sentence: sentenceOf(plan, home, objective),
        tiles: [...tiles, ...spare],
        alert: warningOf(plan)
    };
}
