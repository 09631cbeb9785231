// SPDX-License-Identifier: MIT
// Shares of purchases by region of origin. The document carries them by year; here they are only
// selected, ordered and added up over near regions.
import type { PlanDocument, YearShare } from '../types';
import { percent } from './format';
import type { Home } from './regions';

export interface YearNear {
    year: number;
    share: number;
}

function near(rows: readonly YearShare[], home: Home): YearNear[] {
    const byYear = new Map<number, number>();
    for (const row of rows) {
        byYear.set(row.year, (byYear.get(row.year) ?? 0) + (home.near.has(row.region) ? row.share : 0));
    }
    return [...byYear].map(([year, share]) => ({ year, share })).sort((a, b) => a.year - b.year);
}

export function nearShareByYear(plan: PlanDocument, home: Home): YearNear[] {
    return near(plan.summary.source_shares_total, home);
}

/** The rows behind the area chart: all bought parts by value, or one product by quantity. */
export function shareRows(plan: PlanDocument, product: string | null): YearShare[] {
    return product === null
        ? plan.summary.source_shares_total
        : plan.summary.source_shares.filter((row) => row.product === product);
}

export function nearShareOfProduct(plan: PlanDocument, home: Home, product: string): YearNear[] {
    return near(shareRows(plan, product), home);
}

export interface ShareSeries {
    region: string;
    near: boolean;
    shares: number[]; // one for each year
}

/** Series to stack from the bottom: near regions first, in each family the largest first. */
export function shareSeries(
    rows: readonly YearShare[],
    home: Home
): { years: number[]; series: ShareSeries[] } {
    const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => a - b);
    const regions = [...new Set(rows.map((row) => row.region))];
    const find = new Map(rows.map((row) => [`${row.year} ${row.region}`, row.share]));
    const series = regions.map((region) => ({
        region,
        near: home.near.has(region),
        shares: years.map((year) => find.get(`${year} ${region}`) ?? 0)
    }));
    const total = (one: ShareSeries): number => one.shares.reduce((sum, share) => sum + share, 0);
    series.sort((a, b) => Number(b.near) - Number(a.near) || total(b) - total(a));
    return { years, series: series.filter((one) => total(one) > 0) };
}

/** The finding, in words: how the near share moves and who is the largest source at the end. */
export function shareTitle(
    what: string,
    rows: readonly YearShare[],
    home: Home,
    name: (region: string) => string
): string {
    const years = near(rows, home);
    const first = years[0];
    const last = years[years.length - 1];
    if (!first || !last) return 'No part with a known value is bought by a plant';
    const lastRows = rows.filter((row) => row.year === last.year);
    const top = lastRows.reduce((best, row) => (row.share > best.share ? row : best));
    const largest = `${name(top.region)} is the largest source in ${last.year} with ${percent(top.share)}`;
    const from = percent(first.share);
    const to = percent(last.share);
    if (from === to)
        return `${home.bloc} supplies ${to} of ${what}, in ${first.year} as in ${last.year}; ${largest}`;
    const verb = last.share > first.share ? 'rises' : 'falls';
    return `The ${home.bloc} share of ${what} ${verb} from ${from} in ${first.year} to ${to} in ${last.year}; ${largest}`;
}
