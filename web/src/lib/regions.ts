// SPDX-License-Identifier: MIT
// Near and far. "Home" is the trade bloc in which the plan sells most units (the bloc with most plants
// where nothing is sold); its regions are near, all others far. Near regions are drawn in blues and
// far ones in oranges and browns: the pair every common colour blindness keeps apart, and within each
// family the steps differ in lightness.
import type { PlanDocument, Region } from '../types';

export interface Home {
    bloc: string; // as shown: bloc, or the region's name where it belongs to none
    near: Set<string>; // region ids
}

function largest(weights: Map<string, number>): string | undefined {
    let best: string | undefined;
    for (const [key, weight] of weights) {
        if (best === undefined || weight > (weights.get(best) ?? 0)) best = key;
    }
    return best;
}

function regionWeights(plan: PlanDocument): Map<string, number> {
    const regionOf = new Map(plan.network.sites.map((site) => [site.id, site.region]));
    const weights = new Map<string, number>();
    const add = (region: string | undefined, amount: number): void => {
        if (region !== undefined && amount > 0) weights.set(region, (weights.get(region) ?? 0) + amount);
    };
    for (const row of plan.sales) add(regionOf.get(row.market), row.sales);
    if (weights.size === 0) {
        for (const site of plan.network.sites) add(site.region, site.kind === 'plant' ? 1 : 0);
    }
    return weights;
}

const blocKey = (region: Region): string => region.bloc || `region ${region.id}`;

export function homeOf(plan: PlanDocument): Home {
    const regions = plan.network.regions;
    const blocWeights = new Map<string, number>();
    const weights = regionWeights(plan);
    for (const region of regions) {
        const weight = weights.get(region.id);
        if (weight !== undefined) {
            blocWeights.set(blocKey(region), (blocWeights.get(blocKey(region)) ?? 0) + weight);
        }
    }
    const key = largest(blocWeights) ?? (regions[0] ? blocKey(regions[0]) : '');
    const members = regions.filter((region) => blocKey(region) === key);
    return {
        bloc: members[0]?.bloc || members[0]?.name || '',
        near: new Set(members.map((region) => region.id))
    };
}

const nearColours = ['#0a4a82', '#3b8bc9', '#8fc1e6', '#c6dff2'];
const farColours = ['#b34a05', '#ee9a3c', '#7a5a2e', '#f3c98b', '#d8701e', '#a98c62'];
const restColours = ['#5f6368', '#9a9fa5', '#c4c8cc', '#7b8087'];

/** Colours of regions: near ones first, each family in order of weight (largest first). */
export function regionColours(plan: PlanDocument, home: Home): Map<string, string> {
    const weights = new Map<string, number>();
    for (const row of plan.summary.source_shares_total) {
        weights.set(row.region, (weights.get(row.region) ?? 0) + row.share);
    }
    const ordered = [...plan.network.regions].sort(
        (a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0)
    );
    const colours = new Map<string, string>();
    const paint = (regions: Region[], palette: string[]): void =>
        regions.forEach((region, index) => {
            const colour = palette[index] ?? restColours[(index - palette.length) % restColours.length];
            colours.set(region.id, colour ?? '#5f6368');
        });
    paint(
        ordered.filter((region) => home.near.has(region.id)),
        nearColours
    );
    paint(
        ordered.filter((region) => !home.near.has(region.id)),
        farColours
    );
    return colours;
}
