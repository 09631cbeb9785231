// SPDX-License-Identifier: MIT
// A table as CSV (RFC 4180), full precision, for the reader's own spreadsheet.

export function csvCell(value: string | number | null): string {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(header: string[], rows: (string | number | null)[][]): string {
    return [header, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}
