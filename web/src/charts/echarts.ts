// SPDX-License-Identifier: MIT
// The parts of ECharts this report uses, drawn as SVG: sharp in print, readable by tests.
import { CustomChart, LineChart, BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';

use([LineChart, BarChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

export type ChartOption = ComposeOption<
    BarSeriesOption | LineSeriesOption | CustomSeriesOption | GridComponentOption | TooltipComponentOption
>;

export type Chart = EChartsType;

export function createChart(element: HTMLElement): Chart {
    return init(element, null, { renderer: 'svg' });
}

export const font = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const ink = '#1b1f24';
export const muted = '#565d66';
export const line = '#d9dce0';

/** What every chart shares. No animation: the first frame is the picture, on screen, in print, in tests. */
export const base = {
    animation: false,
    textStyle: { fontFamily: font, fontSize: 12, color: ink }
} as const;

export const tooltip = {
    confine: true,
    renderMode: 'richText',
    backgroundColor: '#ffffff',
    borderColor: line,
    textStyle: { color: ink, fontSize: 12 }
} as const;
