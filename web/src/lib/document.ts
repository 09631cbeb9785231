// SPDX-License-Identifier: MIT
// Reads the document that was inlined into the page. Anything but the two known schemas is refused
// with a sentence, so that a page never shows half of something it does not understand.
import type { ReportDocument } from '../types';

const parts: Record<string, string[]> = {
    'dualflow.plan/1': [
        'case',
        'calendar',
        'nodes',
        'network',
        'flows',
        'sales',
        'investments',
        'utilisation',
        'summary'
    ],
    'dualflow.diff/1': ['left', 'right', 'cost_components', 'flows', 'investments']
};

export const knownSchemas = Object.keys(parts);

export type ReadResult = { ok: true; document: ReportDocument } | { ok: false; message: string };

/** A site or region that is not known gets an empty name, so that the rest need not ask. */
function named(document: ReportDocument): ReportDocument {
    const origin = <R extends { origin: string | null }>(row: R): R => ({ ...row, origin: row.origin ?? '' });
    const site = <R extends { site: string | null }>(row: R): R => ({ ...row, site: row.site ?? '' });
    const region = <R extends { region: string | null }>(row: R): R => ({ ...row, region: row.region ?? '' });
    if (document.schema === 'dualflow.diff/1') {
        const { flows, investments } = document;
        return { ...document, flows: flows.map(origin), investments: investments.map(site) };
    }
    const { flows, investments, summary } = document;
    return {
        ...document,
        flows: flows.map(origin),
        investments: investments.map(site),
        summary: {
            ...summary,
            source_shares: summary.source_shares.map(region),
            source_shares_total: summary.source_shares_total.map(region)
        }
    };
}

export function readDocument(text: string): ReadResult {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith('__DUALFLOW')) {
        return { ok: false, message: 'This is the empty report template: no result was put into it.' };
    }
    let value: unknown;
    try {
        value = JSON.parse(trimmed);
    } catch (error) {
        return { ok: false, message: `The result in this file is not valid JSON: ${String(error)}` };
    }
    const schema = (value as { schema?: unknown } | null)?.schema;
    if (typeof schema !== 'string' || !knownSchemas.includes(schema)) {
        return {
            ok: false,
            message: `This file holds a result of schema ${JSON.stringify(schema ?? null)}; this report reads ${knownSchemas.join(' and ')}.`
        };
    }
    const missing = (parts[schema] ?? []).filter((part) => !(part in (value as object)));
    if (missing.length > 0)
        return { ok: false, message: `The result in this file lacks ${missing.join(', ')}.` };
    return { ok: true, document: named(value as ReportDocument) };
}
