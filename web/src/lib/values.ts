// SPDX-License-Identifier: MIT
// What knowing the future, minding it and a second source are worth: the document's figures, each with a
// sentence that says what it means.
import type { PlanDocument, SecondSource, ValueRange } from '../types';
import { money } from './format';

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

const isNothing = (plan: PlanDocument, value: number): boolean =>
    value <= 1e-9 * Math.max(1, Math.abs(plan.objective ?? 0));

function sourceRow(plan: PlanDocument, source: SecondSource, siteName: (id: string) => string): ValueRow {
    const what = `second source of ${source.product} at ${siteName(source.site)}`;
    const best = source.best === null ? undefined : source.singles[source.best];
    if (!best || !source.value) return row(what, source.value, 'With one source alone there is no plan.');
    const only = `buying from the best one alone, ${best.contract ?? siteName(best.supplier)},`;
    const status = best.status === 'elastic' ? ' and breaks rules of the case at their price' : '';
    const text = isNothing(plan, source.value.value)
        ? `${only} would cost no more`
        : `${only} would cost ${money(source.value.value, plan.case.currency)} more`;
    return row(what, source.value, `${text.charAt(0).toUpperCase()}${text.slice(1)}${status}.`);
}

function foresightText(plan: PlanDocument, value: ValueRange | null): string {
    if (!value) return 'With foresight no plan was found.';
    if (isNothing(plan, value.value)) return 'Knowing the futures beforehand would save nothing.';
    return `Knowing the futures beforehand would save ${money(value.value, plan.case.currency)}: no forecast of them is worth more.`;
}

function mindingText(plan: PlanDocument, value: ValueRange | null, reason: string): string {
    if (!value) return reason || 'The plan for the mean future cannot be followed.';
    if (isNothing(plan, value.value)) return 'Planning for the mean future alone would cost no more.';
    return `Planning for the mean future alone would cost ${money(value.value, plan.case.currency)} more.`;
}

export function valueRows(plan: PlanDocument, siteName: (id: string) => string): ValueRow[] {
    const { values } = plan;
    if (!values) return [];
    return [
        row('perfect information (EVPI)', values.evpi, foresightText(plan, values.evpi)),
        row('minding the futures (VSS)', values.vss, mindingText(plan, values.vss, values.reason)),
        ...values.second_sources.map((source) => sourceRow(plan, source, siteName))
    ];
}
