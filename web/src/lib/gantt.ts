// SPDX-License-Identifier: MIT
// Investments on the time axis: decided -> in service (being built) -> end of the horizon (working).
import type { PlanDocument } from '../types';
import { timeAxis, yearOf } from './calendar';
import { count, money, words } from './format';

export interface GanttBar {
    what: string;
    label: string;
    site: string;
    kind: string;
    count: number;
    capital: number;
    decided: string;
    inService: string;
    from: number; // fractions of the axis
    ready: number;
    leavesHorizon: boolean; // comes into service after the horizon
    ends: boolean; // a closing: nothing works afterwards
}

export function ganttBars(plan: PlanDocument, siteName: (id: string) => string): GanttBar[] {
    const axis = timeAxis(plan.calendar);
    const end = plan.calendar[plan.calendar.length - 1]?.end ?? '';
    const bars = plan.investments.map((row): GanttBar => {
        return {
            what: row.what,
            label: `${words(row.kind || 'invest')}: ${siteName(row.site)}`,
            site: row.site,
            kind: row.kind,
            count: row.count,
            capital: row.capital,
            decided: row.decided,
            inService: row.in_service,
            from: axis.place(row.decided),
            ready: axis.place(row.in_service),
            leavesHorizon: row.in_service >= end,
            ends: row.kind === 'close'
        };
    });
    return bars.sort((a, b) => a.from - b.from || a.ready - b.ready || b.capital - a.capital);
}

/** Capital by the year in which it is decided, at that year's place on the axis. */
export function capitalByYear(plan: PlanDocument): { year: number; at: number; capital: number }[] {
    return timeAxis(plan.calendar).ticks.map(({ year, at }) => {
        const rows = plan.investments.filter((row) => yearOf(row.decided) === year);
        return { year, at, capital: rows.reduce((sum, row) => sum + row.capital, 0) };
    });
}

export function ganttTitle(plan: PlanDocument): string {
    const { currency } = plan.case;
    if (plan.investments.length === 0) return 'The plan invests in nothing';
    const total = plan.investments.reduce((sum, row) => sum + row.capital, 0);
    const first = Math.min(...plan.investments.map((row) => yearOf(row.decided)));
    const now = plan.investments.filter((row) => yearOf(row.decided) === first);
    const committed = now.reduce((sum, row) => sum + row.capital, 0);
    const head = `${count(plan.investments.length, 'decision')} commit${plan.investments.length === 1 ? 's' : ''} ${money(total, currency)}`;
    if (now.length === plan.investments.length) return `${head}, all decided in ${first}`;
    return `${head}; ${money(committed, currency)} of it is decided in ${first}, the rest later`;
}
