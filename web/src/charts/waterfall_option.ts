// SPDX-License-Identifier: MIT
// A waterfall as horizontal floating bars, each with its name on the left and its value beside it.
import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared';
import { words } from '../lib/format';
import type { Step, Waterfall } from '../lib/waterfall';
import { base, font, ink, line, muted, tooltip, type ChartOption } from './echarts';

const colours = { gain: '#3b8bc9', cost: '#d8701e', total: '#30363d' };

export const waterfallHeight = (fall: Waterfall): number => 28 * fall.steps.length + 40;

function renderBar(steps: Step[], text: (value: number) => string): CustomSeriesRenderItem {
    return (_params, api) => {
        const step = steps[api.value(0) as number];
        if (!step) return null;
        const left = api.coord([Math.min(step.from, step.to), api.value(0)]);
        const right = api.coord([Math.max(step.from, step.to), api.value(0)]);
        const [x = 0, y = 0] = left;
        const width = Math.max(1, (right[0] ?? 0) - x);
        const label = {
            type: 'text' as const,
            x: x + width + 6,
            y,
            style: {
                text: text(step.value),
                fill: ink,
                font: `${step.kind === 'total' ? 600 : 400} 12px ${font}`,
                verticalAlign: 'middle' as const
            }
        };
        const shape = { x, y: y - 9, width, height: 18 };
        const bar = { type: 'rect' as const, shape, style: { fill: colours[step.kind] } };
        return { type: 'group', children: [bar, label] };
    };
}

export function waterfallOption(
    fall: Waterfall,
    width: number,
    text: (value: number) => string
): ChartOption {
    const { steps } = fall;
    const ends = steps.flatMap((step) => [step.from, step.to]);
    const high = Math.max(0, ...ends);
    const low = Math.min(0, ...ends);
    const room = ((high - low) * 110) / Math.max(200, width - 150); // for the value beside the longest bar
    return {
        ...base,
        grid: {
            left: 8,
            right: 8,
            top: 4,
            bottom: 26,
            outerBoundsMode: 'same',
            outerBoundsContain: 'axisLabel'
        },
        tooltip: {
            ...tooltip,
            trigger: 'item',
            formatter: (p) => {
                const step = steps[(p as { dataIndex: number }).dataIndex];
                return step ? `${words(step.name)}: ${text(step.value)}` : '';
            }
        },
        xAxis: {
            type: 'value',
            min: low,
            max: high + room,
            splitNumber: width < 560 ? 3 : 6,
            axisLabel: {
                color: muted,
                formatter: (value: number) => text(value).replace('.0', ''),
                hideOverlap: true,
                showMaxLabel: false
            },
            splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: line } }
        },
        yAxis: {
            type: 'category',
            inverse: true,
            data: steps.map((step) => words(step.name)),
            axisTick: { show: false },
            axisLine: { lineStyle: { color: muted } },
            axisLabel: { color: ink, interval: 0, width: width < 560 ? 96 : 180, overflow: 'truncate' }
        },
        series: [
            {
                type: 'custom',
                renderItem: renderBar(steps, text),
                data: steps.map((step, index) => [index, step.from, step.to]),
                encode: { x: [1, 2], y: 0 }
            }
        ]
    };
}
