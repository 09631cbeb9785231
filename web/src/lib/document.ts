// SPDX-License-Identifier: MIT
// Reads the document that was inlined into the page. Anything but the two known schemas is refused
// with a sentence, so that a page never shows half of something it does not understand.
import type { ReportDocument } from '../types';

export const knownSchemas = ['dualflow.plan/1', 'dualflow.diff/1'];

export type ReadResult = { ok: true; document: ReportDocument } | { ok: false; message: string };

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
    return { ok: true, document: value as ReportDocument };
}
