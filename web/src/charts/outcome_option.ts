// SPDX-License-Identifier: MIT
// The cost of the outcomes: a histogram of their probability where they are many, a bar of probability at
// each cost where they are few; mean and CVaR as lines across.
import type { CustomSeriesRenderItem } from 'echarts';
import type { Axis } from '../lib/axis';
import { percent, scaled } from '../lib/format';
import type { Bin } from '../lib/outcomes';
import { base, line, muted, tooltip, type ChartOption } from './echarts';

export const outcomeHeight = 270;
export const outcomeGrid = { left: 56, top: 54, bottom: 42, right: 32 };
export const outcomeColours = { bar: '#8fc1e6', mean: '#0a4a82', cvar: '#b34a05' };

const drawBar: CustomSeriesRenderItem = (_, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(2)]);
    const [right = 0, bottom = 0] = api.coord([api.value(1), 0]);
    const middle = (left + right) / 2;
    const wide = right > left ? Math.max(3, right - left - 1) : 14;
    return {
        type: 'rect',
        shape: { x: middle - wide / 2, y: top, width: wide, height: bottom - top },
        style: { fill: outcomeColours.bar }
    };
};

export function outcomeOption(
    bins: readonly Bin[],
    costs: Axis,
    chances: Axis,
    marks: { name: string; at: number; colour: string }[],
    unit: string
): ChartOption {
    const axis = { axisLabel: { color: muted }, axisTick: { show: false } };
    return {
        ...base,
        grid: outcomeGrid,
        tooltip: {
            ...tooltip,
            trigger: 'item',
            formatter: (given) => {
                const bin = bins[(Array.isArray(given) ? given[0] : given)?.dataIndex ?? 0];
                if (!bin) return '';
                const where =
                    bin.to > bin.from ? `${scaled(bin.from)} to ${scaled(bin.to)}` : scaled(bin.from);
                return `${unit} ${where}: ${percent(bin.probability, 1)}`;
            }
        },
        xAxis: {
            ...axis,
            type: 'value',
            min: costs.min,
            max: costs.max,
            interval: costs.interval,
            name: unit,
            nameLocation: 'middle',
            nameGap: 24,
            nameTextStyle: { color: muted },
            axisLabel: { color: muted, hideOverlap: true, formatter: (value: number) => scaled(value) },
            axisLine: { show: true, onZero: false, lineStyle: { color: muted } },
            splitLine: { show: false }
        },
        yAxis: {
            ...axis,
            type: 'value',
            min: 0,
            max: chances.max,
            interval: chances.interval,
            axisLabel: { color: muted, formatter: (value: number) => percent(value) },
            axisLine: { show: false, onZero: false },
            splitLine: { lineStyle: { color: line } }
        },
        series: [
            {
                type: 'custom',
                renderItem: drawBar,
                data: bins.map((bin) => [bin.from, bin.to, bin.probability]),
                encode: { x: [0, 1], y: 2 },
                clip: true,
                cursor: 'default'
            },
            ...marks.map((mark) => ({
                type: 'line' as const,
                name: mark.name,
                data: [
                    [mark.at, 0],
                    [mark.at, chances.max]
                ],
                symbol: 'none',
                silent: true,
                color: mark.colour,
                lineStyle: { width: 2, color: mark.colour },
                emphasis: { disabled: true }
            }))
        ]
    };
}
