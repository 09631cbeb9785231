// SPDX-License-Identifier: MIT
// A figure over time with its percentile bands, a line for the mean and others beside it; the same for
// demands, draws and shares.
import type { Axis } from '../lib/axis';
import type { Levels } from '../types';
import { base, line, muted, tooltip, type ChartOption } from './echarts';

export const bandHeight = 280;
export const bandGrid = { left: 56, top: 12, bottom: 26 };
export const bandColours = { outer: '#d6e6f4', inner: '#9dc3e4', mean: '#0a4a82', other: '#b34a05' };
export const lineColours = [
    '#0a4a82',
    '#b34a05',
    '#3b8bc9',
    '#ee9a3c',
    '#7a5a2e',
    '#5f6368',
    '#8fc1e6',
    '#d8701e'
];

export interface Line {
    name: string;
    values: (number | null)[];
    colour: string;
    dashed?: boolean;
    thick?: boolean;
}

export interface Banded {
    names: string[]; // of the places on the time axis
    bands: Levels[]; // empty: none are drawn
    lines: Line[];
    axis: Axis;
    text: (value: number) => string; // of labels
    right: number; // room beside the plot
}

// Areas between levels: stacked differences over an invisible floor.
function areas(bands: readonly Levels[]) {
    if (bands.length === 0) return [];
    const steps: [string, string | null, (band: Levels) => number][] = [
        ['5 %', null, (band) => band.p5],
        ['25 %', bandColours.outer, (band) => band.p25 - band.p5],
        ['75 %', bandColours.inner, (band) => band.p75 - band.p25],
        ['95 %', bandColours.outer, (band) => band.p95 - band.p75]
    ];
    return steps.map(([name, colour, value]) => ({
        type: 'line' as const,
        name,
        stack: 'band',
        stackStrategy: 'all' as const,
        data: bands.map(value),
        symbol: 'none',
        silent: true,
        lineStyle: { opacity: 0 },
        areaStyle: colour === null ? { opacity: 0 } : { color: colour, opacity: 1 },
        emphasis: { disabled: true },
        tooltip: { show: false }
    }));
}

// One bucket has no area to fill: a bar from level to level stands for it.
const doubled = <T>(values: readonly T[]): T[] =>
    values.length === 1 ? [...values, ...values] : [...values];

export function bandOption({ names, bands, lines, axis, text, right }: Banded): ChartOption {
    const places = names.length === 1 ? [...names, ''] : names;
    return {
        ...base,
        grid: { ...bandGrid, right },
        tooltip: {
            ...tooltip,
            trigger: 'axis',
            formatter: (given) => {
                const at = (Array.isArray(given) ? given[0] : given)?.dataIndex ?? 0;
                const band = doubled(bands)[at];
                const range = band
                    ? [
                          `5 to 95 %: ${text(band.p5)} to ${text(band.p95)}`,
                          `25 to 75 %: ${text(band.p25)} to ${text(band.p75)}`
                      ]
                    : [];
                const shown = lines.map((one) => {
                    const value = doubled(one.values)[at];
                    return `${one.name}: ${value === null || value === undefined ? 'none' : text(value)}`;
                });
                return [places[at] || (names[0] ?? ''), ...shown, ...range].join('\n');
            }
        },
        xAxis: {
            type: 'category',
            boundaryGap: false,
            data: places,
            axisLabel: { color: muted, hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right' },
            axisLine: { lineStyle: { color: muted }, onZero: false },
            axisTick: { show: false }
        },
        yAxis: {
            type: 'value',
            min: axis.min,
            max: axis.max,
            interval: axis.interval,
            axisLabel: { color: muted, formatter: (value: number) => text(value) },
            splitLine: { lineStyle: { color: line } }
        },
        series: [
            ...areas(doubled(bands)),
            ...lines.map((one) => ({
                type: 'line' as const,
                name: one.name,
                data: doubled(one.values),
                symbol: 'none',
                color: one.colour,
                lineStyle: {
                    width: one.thick ? 2.5 : 1.5,
                    color: one.colour,
                    type: one.dashed ? ('dashed' as const) : ('solid' as const)
                },
                emphasis: { disabled: true },
                cursor: 'default'
            }))
        ]
    };
}
