// SPDX-License-Identifier: MIT
// Does in Node what the C++ side does: puts a document into the one placeholder of the built page.

export const placeholder = '__DUALFLOW_DATA__';

export function escapeJson(text) {
    return text.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

export function render(template, document) {
    const parts = template.split(placeholder);
    if (parts.length !== 2) throw new Error(`expected one placeholder, found ${parts.length - 1}`);
    return parts.join(escapeJson(JSON.stringify(document)));
}
