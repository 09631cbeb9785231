// SPDX-License-Identifier: MIT
// Names of buckets and places on a time axis. A bucket is named by what it is: a month, quarter,
// half-year or year where it coincides with one, else by its first day.
import type { Bucket, TreeNode } from '../types';

interface Day {
    year: number;
    month: number; // 1-12
    day: number;
}

function parse(date: string): Day {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    return { year, month, day };
}

/** Days since 1970-01-01, by UTC so that no time zone shifts a date. */
export function dayNumber(date: string): number {
    const { year, month, day } = parse(date);
    return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

export function yearOf(date: string): number {
    return parse(date).year;
}

export function bucketName(bucket: Bucket): string {
    const start = parse(bucket.start);
    const end = parse(bucket.end);
    const months = (end.year - start.year) * 12 + end.month - start.month;
    if (start.day !== 1 || end.day !== 1) return bucket.start;
    const aligned = (start.month - 1) % months === 0;
    if (months === 12 && aligned) return `${start.year}`;
    if (months === 6 && aligned) return `${start.year} H${(start.month - 1) / 6 + 1}`;
    if (months === 3 && aligned) return `${start.year} Q${(start.month - 1) / 3 + 1}`;
    if (months === 1) return bucket.start.slice(0, 7);
    return bucket.start;
}

/** "2027–2034": the calendar years the plan covers. */
export function horizonName(calendar: readonly Bucket[]): string {
    const first = calendar[0];
    const last = calendar[calendar.length - 1];
    if (!first || !last) return '';
    const firstYear = yearOf(first.start);
    const endDay = parse(last.end);
    const lastYear = endDay.month === 1 && endDay.day === 1 ? endDay.year - 1 : endDay.year;
    return firstYear === lastYear ? `${firstYear}` : `${firstYear}–${lastYear}`;
}

export interface TimeAxis {
    start: number;
    end: number;
    ticks: { year: number; at: number }[]; // at: fraction of the axis
    place: (date: string) => number; // fraction of the axis, held inside it
}

/** A linear axis over the horizon with a tick at each New Year. */
export function timeAxis(calendar: readonly Bucket[]): TimeAxis {
    const start = dayNumber(calendar[0]?.start ?? '1970-01-01');
    const end = Math.max(start + 1, dayNumber(calendar[calendar.length - 1]?.end ?? '1970-01-02'));
    const place = (date: string): number =>
        Math.min(1, Math.max(0, (dayNumber(date) - start) / (end - start)));
    const ticks = [];
    const firstYear = yearOf(calendar[0]?.start ?? '1970-01-01');
    for (let year = firstYear; dayNumber(`${year}-01-01`) < end; year++) {
        if (dayNumber(`${year}-01-01`) >= start) ticks.push({ year, at: place(`${year}-01-01`) });
    }
    return { start, end, ticks, place };
}

/** Bucket of each node: the rows of a plan name nodes, a page shows buckets. */
export function bucketOfNode(nodes: readonly TreeNode[]): Map<number, number> {
    return new Map(nodes.map((node) => [node.node, node.bucket]));
}

/** What each node weighs in the mean of all outcomes: sums over nodes of one bucket are expected values. */
export function weightOfNode(nodes: readonly TreeNode[]): Map<number, number> {
    return new Map(nodes.map((node) => [node.node, node.weight ?? node.probability]));
}
