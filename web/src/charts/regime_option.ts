// SPDX-License-Identifier: MIT
// Regimes over time: for every bucket a bar of the expected shares of its days.
import { percent } from '../lib/format';
import { base, line, muted, tooltip, type ChartOption } from './echarts';

export const regimeHeight = 220;
export const regimeColours = [
    '#0a4a82',
    '#8fc1e6',
    '#ee9a3c',
    '#b34a05',
    '#c4c8cc',
    '#7a5a2e',
    '#3b8bc9',
    '#5f6368'
];
export const regimeColour = (index: number): string => regimeColours[index % regimeColours.length] ?? muted;

export function regimeOption(names: string[], regimes: string[], shares: number[][]): ChartOption {
    return {
        ...base,
        grid: { left: 56, top: 10, bottom: 26, right: 8 },
        tooltip: {
            ...tooltip,
            trigger: 'axis',
            axisPointer: { type: 'shadow' },
            formatter: (given) => {
                const rows = Array.isArray(given) ? given : [given];
                const lines = rows.map((row) => `${row.seriesName}: ${percent(Number(row.value), 1)}`);
                return [names[rows[0]?.dataIndex ?? 0] ?? '', ...lines.reverse()].join('\n');
            }
        },
        xAxis: {
            type: 'category',
            data: names,
            axisLabel: { color: muted, hideOverlap: true },
            axisLine: { lineStyle: { color: muted } },
            axisTick: { show: false }
        },
        yAxis: {
            type: 'value',
            min: 0,
            max: 1,
            interval: 0.25,
            axisLabel: { color: muted, formatter: (value: number) => percent(value) },
            splitLine: { lineStyle: { color: line } }
        },
        series: regimes.map((name, index) => ({
            type: 'bar' as const,
            name,
            stack: 'regime',
            data: shares.map((row) => Math.max(0, row[index] ?? 0)),
            barCategoryGap: '8%',
            color: regimeColour(index),
            emphasis: { disabled: true },
            cursor: 'default'
        }))
    };
}
