// SPDX-License-Identifier: MIT
// What a table on the page is made of: columns that know how to get a value (for sorting and CSV) and
// how to show it.

export type Cell = string | number | null;

export interface Column<R> {
    label: string;
    value: (row: R) => Cell;
    text?: (row: R) => string; // how it is shown; default: the value itself
    numeric?: boolean;
}

export function shown<R>(column: Column<R>, row: R): string {
    if (column.text) return column.text(row);
    const value = column.value(row);
    return value === null ? '' : String(value);
}

/** Sorted copy; blanks last in both directions; equal rows keep their order. */
export function sortRows<R>(rows: readonly R[], column: Column<R>, descending: boolean): R[] {
    const compare = (a: Cell, b: Cell): number => {
        if (typeof a === 'number' && typeof b === 'number') return a - b;
        return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
    };
    return [...rows].sort((left, right) => {
        const a = column.value(left);
        const b = column.value(right);
        if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
        return descending ? compare(b, a) : compare(a, b);
    });
}
