// SPDX-License-Identifier: MIT
// What knowing the future, minding it and a second source are worth, as rows to show; nothing is computed.
import type { PlanDocument, SecondSource, ValueRange } from '../types';

export interface ValueRow {
    what: string;
    value: number | null; // null: one of the two plans does not exist
    least: number | null;
    most: number | null;
    remark: string;
}

const row = (what: string, value: ValueRange | null, remark: string): ValueRow => ({
    what,
    value: value?.value ?? null,
    least: value?.least ?? null,
    most: value?.most ?? null,
    remark
});

function sourceRow(source: SecondSource, siteName: (id: string) => string): ValueRow {
    const what = `second source of ${source.product} at ${siteName(source.site)}`;
    const best = source.best === null ? undefined : source.singles[source.best];
    if (!best) return row(what, source.value, 'no single source has a plan');
    const status = best.status === 'elastic' ? ', breaking rules of the case at their price' : '';
    return row(what, source.value, `best alone: ${best.contract ?? siteName(best.supplier)}${status}`);
}

export function valueRows(plan: PlanDocument, siteName: (id: string) => string): ValueRow[] {
    const { values } = plan;
    if (!values) return [];
    return [
        row('perfect information (EVPI)', values.evpi, 'this plan − the plan with foresight'),
        row(
            'minding the futures (VSS)',
            values.vss,
            values.reason || 'planning for the mean future only − this plan'
        ),
        ...values.second_sources.map((source) => sourceRow(source, siteName))
    ];
}
