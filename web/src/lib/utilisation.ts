// SPDX-License-Identifier: MIT
// How level the resources run. The band is the resource's own (shares of installed capacity); a cell is
// judged by the units the plan itself says lie outside, and coloured by how far use is from the band.
import type { PlanDocument, Resource, Utilisation } from '../types';
import { bucketOfNode, weightOfNode } from './calendar';

export const resourceKey = (site: string, resource: string): string => `${site}\u0000${resource}`;

export interface HeatCell {
    bucket: number;
    installed: number;
    use: number;
    overtime: number;
    under: number;
    over: number;
    utilisation: number | null; // null: nothing installed
}

export interface HeatRow {
    site: string;
    resource: string;
    bandLow: number | null;
    bandHigh: number | null;
    mean: number | null;
    cells: HeatCell[]; // one for each bucket
}

export const hasBand = (row: { bandLow: number | null; bandHigh: number | null }): boolean =>
    row.bandHigh !== null || (row.bandLow !== null && row.bandLow > 0);

function emptyCells(buckets: number): HeatCell[] {
    return Array.from({ length: buckets }, (_, bucket) => {
        return { bucket, installed: 0, use: 0, overtime: 0, under: 0, over: 0, utilisation: null };
    });
}

function addInto(cell: HeatCell, row: Utilisation, weight: number): void {
    cell.installed += weight * row.installed;
    cell.use += weight * row.use;
    cell.overtime += weight * row.overtime;
    cell.under += weight * row.under;
    cell.over += weight * row.over;
    cell.utilisation = cell.installed > 0 ? cell.use / cell.installed : null;
}

/** One row a resource, one cell a bucket: expected values over the nodes of the bucket. */
export function heatRows(plan: PlanDocument): HeatRow[] {
    const bucketOf = bucketOfNode(plan.nodes);
    const weightOf = weightOfNode(plan.nodes);
    const means = new Map(
        plan.summary.utilisation_by_resource.map((row) => [resourceKey(row.site, row.resource), row.mean])
    );
    const rows = new Map<string, HeatRow>();
    const make = (of: Resource): HeatRow => ({
        site: of.site,
        resource: of.resource,
        bandLow: of.band_low,
        bandHigh: of.band_high,
        mean: means.get(resourceKey(of.site, of.resource)) ?? null,
        cells: emptyCells(plan.calendar.length)
    });
    for (const of of plan.network.resources) rows.set(resourceKey(of.site, of.resource), make(of));
    for (const use of plan.utilisation) {
        const cell = rows.get(resourceKey(use.site, use.resource))?.cells[bucketOf.get(use.node) ?? -1];
        if (cell) addInto(cell, use, weightOf.get(use.node) ?? 1);
    }
    return [...rows.values()];
}

const slack = 1e-6; // of installed capacity: solver noise is not a breach of the band

export const isUnder = (cell: HeatCell): boolean => cell.under > slack * Math.max(1, cell.installed);
export const isOver = (cell: HeatCell): boolean => cell.over > slack * Math.max(1, cell.installed);

export interface BandTime {
    share: number | null; // of resource-days with something installed; null: no resource has a band
    resources: number;
    daysUnder: number;
    daysOver: number;
}

/** Share of time that resources with a band spend inside it, weighted by days. */
export function bandTime(plan: PlanDocument): BandTime {
    const rows = heatRows(plan).filter(hasBand);
    let all = 0;
    let daysUnder = 0;
    let daysOver = 0;
    for (const cell of rows.flatMap((row) => row.cells)) {
        if (cell.installed <= 0) continue;
        const days = plan.calendar[cell.bucket]?.days ?? 0;
        all += days;
        if (isUnder(cell)) daysUnder += days;
        else if (isOver(cell)) daysOver += days;
    }
    return {
        share: all > 0 ? (all - daysUnder - daysOver) / all : null,
        resources: rows.length,
        daysUnder,
        daysOver
    };
}

export interface Paint {
    background: string;
    ink: string;
}

const dark = '#1b1f24';
const below: Paint[] = [
    { background: '#d6e6f4', ink: dark },
    { background: '#8fbfe3', ink: dark },
    { background: '#1f6aa8', ink: '#ffffff' }
];
const above: Paint[] = [
    { background: '#fde0bf', ink: dark },
    { background: '#f3a957', ink: dark },
    { background: '#a8480a', ink: '#ffffff' }
];
const plain: Paint[] = [
    { background: '#f4f4f2', ink: dark },
    { background: '#dcdcd8', ink: dark },
    { background: '#bdbdb8', ink: dark }
];
export const inside: Paint = { background: '#f4f4f2', ink: dark };

const step = (distance: number): number => (distance <= 0.1 ? 0 : distance <= 0.25 ? 1 : 2);

/** Diverging around the band; grey by load where the resource has none; undefined: not built. */
export function paintOf(row: HeatRow, cell: HeatCell): Paint | undefined {
    const use = cell.utilisation;
    if (use === null) return undefined;
    if (!hasBand(row)) return plain[use < 0.5 ? 0 : use < 0.9 ? 1 : 2];
    if (isUnder(cell)) return below[step((row.bandLow ?? 0) - use)];
    if (isOver(cell)) return above[step(use - (row.bandHigh ?? 1))];
    return inside;
}

export const legend: { text: string; paint: Paint }[] = [
    ...[...below].reverse().map((paint, index) => {
        return { text: ['> 25 points below', '10–25 below', 'up to 10 below'][index] ?? '', paint };
    }),
    { text: 'inside its band', paint: inside },
    ...above.map((paint, index) => {
        return { text: ['up to 10 above', '10–25 above', '> 25 points above'][index] ?? '', paint };
    })
];
