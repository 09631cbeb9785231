// SPDX-License-Identifier: MIT
// Figures that differ from outcome to outcome: names, what to draw and the findings in words. The numbers
// are those of the document; nothing is computed from them but missing shares, which are zero.
import type { Levels, PlanDocument, RegimeTimes, ShareSpread, SpreadSeries } from '../types';
import { bucketName } from './calendar';
import { decimal, list, percent } from './format';
import type { Names } from './names';
import type { Home } from './regions';

export function seriesName(series: SpreadSeries, names: Names): string {
    if (series.kind === 'demand')
        return `Demand for ${series.product ?? ''} in ${names.region(series.region ?? '')}`;
    return series.kind === 'cycle' ? `Cycle of ${series.name}` : `Rate ${series.name}`;
}

export function seriesUnit(series: SpreadSeries): string {
    if (series.kind === 'demand') return 'units a day';
    return series.kind === 'cycle'
        ? 'factor on demand, as drawn (1 = as the demand table says)'
        : 'over its value at the start, as drawn';
}

/** Three significant digits at most, so that a factor and a demand both read well. */
export function figure(value: number): string {
    const size = Math.abs(value);
    return decimal(value, size >= 99.5 || Number.isInteger(value) ? 0 : size >= 9.95 ? 1 : 2);
}

export function seriesTitle(plan: PlanDocument, series: SpreadSeries, names: Names): string {
    const name = seriesName(series, names);
    let widest = 0;
    const width = (at: number): number => {
        const band = series.bands[at];
        return band ? band.p95 - band.p5 : 0;
    };
    for (let at = 0; at < series.bands.length; at++) if (width(at) > width(widest)) widest = at;
    const band = series.bands[widest];
    const bucket = plan.calendar[widest];
    if (!band || !bucket) return name;
    return `${name} is least certain in ${bucketName(bucket)}: ${figure(band.p5)} to ${figure(band.p95)} in nine of ten cases, ${figure(band.mean)} on average`;
}

export interface BandRow extends Levels {
    when: string;
    mean: number;
}

export const bandRows = (plan: PlanDocument, series: SpreadSeries): BandRow[] =>
    series.bands.map((band, index) => {
        const bucket = plan.calendar[index];
        return { when: bucket ? bucketName(bucket) : String(index), ...band };
    });

export const regimesName = (times: RegimeTimes): string =>
    times.kind === 'tariffs' ? 'Trade policy' : `Demand for ${times.name}`;

/** The likeliest regime at the start and at the end. */
export function regimesTitle(plan: PlanDocument, times: RegimeTimes): string {
    const likeliest = (at: number): string => {
        const shares = times.shares[at] ?? [];
        const best = shares.indexOf(Math.max(...shares));
        return `${times.regimes[best] ?? ''} (${percent(shares[best] ?? 0)})`;
    };
    const last = plan.calendar.length - 1;
    const [from, to] = [plan.calendar[0], plan.calendar[last]];
    if (!from || !to) return regimesName(times);
    return `${regimesName(times)}: the likeliest regime is ${likeliest(0)} in ${bucketName(from)} and ${likeliest(last)} in ${bucketName(to)}`;
}

/** The name of the home bloc in the document: a region of none stands for itself. */
export function homeBloc(plan: PlanDocument, home: Home): string {
    const region = plan.network.regions.find((one) => home.near.has(one.id));
    return region ? region.bloc || region.id : '';
}

const none = { share: 0, p5: 0, p25: 0, p50: 0, p75: 0, p95: 0 };

/** The share of one bloc in every year in which any arrives. */
export function nearSpread(
    rows: readonly ShareSpread[],
    product: string | null,
    bloc: string
): ShareSpread[] {
    const own = rows.filter((row) => row.product === product);
    const years = [...new Set(own.map((row) => row.year))].sort((a, b) => a - b);
    return years.map(
        (year) =>
            own.find((row) => row.year === year && row.bloc === bloc) ?? { product, bloc, year, ...none }
    );
}

/** Parts that come from the home bloc and from elsewhere, whatever the outcome; first all parts by value. */
export function dualSourced(rows: readonly ShareSpread[], bloc: string): (string | null)[] {
    const products = [...new Set(rows.map((row) => row.product))];
    const isDual = (product: string | null): boolean => {
        const blocs = new Set(rows.filter((row) => row.product === product).map((row) => row.bloc));
        return blocs.has(bloc) && blocs.size > 1;
    };
    return products
        .filter(isDual)
        .sort((a, b) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : a > b ? 1 : 0));
}

export function nearTitle(
    what: string,
    home: Home,
    own: readonly ShareSpread[],
    other: readonly ShareSpread[]
): string {
    const first = own[0];
    const last = own[own.length - 1];
    if (!first || !last) return `Nothing of ${what} arrives`;
    const time =
        first === last
            ? `is ${percent(last.share)} in ${last.year}`
            : `goes from ${percent(first.share)} in ${first.year} to ${percent(last.share)} in ${last.year}`;
    const range =
        last.p5 === last.p95
            ? 'in nine of ten cases as much'
            : `in nine of ten cases ${percent(last.p5)} to ${percent(last.p95)}`;
    const foreseen = other.find((row) => row.year === last.year);
    return (
        `The ${home.bloc} share of ${what} ${time}, ${range}` +
        (foreseen ? `; with foresight it would be ${percent(foreseen.share)}` : '')
    );
}

export const shockTitle = (plan: PlanDocument): string => {
    const { outages } = plan.futures ?? { outages: [] };
    const peaks = outages
        .map((row) => ({ id: row.id, most: Math.max(...row.probability) }))
        .sort((a, b) => b.most - a.most)
        .slice(0, 2)
        .map((row) => `${row.id} (${percent(row.most)})`);
    return peaks.length === 0
        ? 'No disruption is on the paths of this plan'
        : `The likeliest disruption${peaks.length > 1 ? 's' : ''} of a bucket: ${list(peaks)}`;
};
