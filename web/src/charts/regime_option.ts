// SPDX-License-Identifier: MIT
// Regimes over time: for every bucket a bar of the expected shares of its days.
import { base, muted, tooltip, type ChartOption } from './echarts';
import { shareAxis, shareWords } from './share_option';

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
            formatter: (given) => shareWords(names, given)
        },
        xAxis: {
            type: 'category',
            data: names,
            axisLabel: { color: muted, hideOverlap: true },
            axisLine: { lineStyle: { color: muted } },
            axisTick: { show: false }
        },
        yAxis: shareAxis,
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
