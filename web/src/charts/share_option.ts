// SPDX-License-Identifier: MIT
// Stacked shares by year, near regions at the bottom, each band named directly at its right end.
import { percent } from '../lib/format';
import type { ShareSeries } from '../lib/shares';
import { base, line, muted, tooltip, type ChartOption } from './echarts';

export const shareHeight = 300;
export const shareGrid = { left: 48, top: 10, bottom: 26 };
export const nameRoom = (width: number): number => (width < 560 ? 132 : 190);

const nameHeight = 15;

// Of shares that are stacked to one.
export const shareAxis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    interval: 0.25,
    axisLabel: { color: muted, formatter: (value: number) => percent(value) },
    splitLine: { lineStyle: { color: line } }
};

interface Pointed {
    dataIndex: number;
    seriesName?: string;
    value?: unknown;
}

// What is under the pointer: where it is, then a line a share, from the top of the stack.
export function shareWords(names: string[], given: Pointed | Pointed[]): string {
    const rows = Array.isArray(given) ? given : [given];
    const lines = rows.map((row) => `${row.seriesName}: ${percent(Number(row.value), 1)}`);
    return [names[rows[0]?.dataIndex ?? 0] ?? '', ...lines.reverse()].join('\n');
}

export function shareOption(
    years: number[],
    series: ShareSeries[],
    colour: (region: string) => string,
    name: (region: string) => string,
    width: number
): ChartOption {
    return {
        ...base,
        grid: { ...shareGrid, right: nameRoom(width) },
        tooltip: {
            ...tooltip,
            trigger: 'axis',
            formatter: (given) => shareWords(years.map(String), given)
        },
        xAxis: {
            type: 'category',
            boundaryGap: years.length === 1,
            data: years.map(String),
            axisLabel: { color: muted, hideOverlap: true },
            axisLine: { lineStyle: { color: muted } },
            axisTick: { show: false }
        },
        yAxis: shareAxis,
        series: series.map((one) => ({
            type: years.length === 1 ? ('bar' as const) : ('line' as const),
            name: name(one.region),
            stack: 'share',
            data: one.shares,
            symbol: 'none',
            color: colour(one.region),
            lineStyle: { width: 1, color: '#ffffff' },
            areaStyle: { color: colour(one.region), opacity: 1 },
            emphasis: { disabled: true },
            cursor: 'default'
        }))
    };
}

export interface BandName {
    region: string;
    share: number;
    middle: number; // 0 at the bottom, 1 at the top
}

/** Where the names of bands go: at the middle of each band in the last year, the largest first. */
export function bandNames(series: ShareSeries[]): BandName[] {
    const plot = shareHeight - shareGrid.top - shareGrid.bottom;
    let at = 0;
    const wishes = series.map((one): BandName => {
        const share = one.shares[one.shares.length - 1] ?? 0;
        at += share;
        return { region: one.region, share, middle: at - share / 2 };
    });
    const names: BandName[] = [];
    for (const wish of wishes.sort((a, b) => b.share - a.share)) {
        const free = names.every((one) => Math.abs(one.middle - wish.middle) * plot >= nameHeight);
        if (free && wish.share >= 0.005) names.push(wish);
    }
    return names;
}
