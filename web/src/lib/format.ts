// SPDX-License-Identifier: MIT
// Numbers and dates as a reader sees them. Fixed English conventions rather than the browser's, so
// that the same plan reads the same on every machine. A rounded number never claims more than it is:
// a share below one is never shown as 100 %.

const space = '\u00a0';
const minus = '\u2212';

function grouped(text: string): string {
    const [whole = '', fraction] = text.split('.');
    const withCommas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
    return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

function signed(value: number, text: string): string {
    const isZero = !/[1-9]/.test(text);
    return value < 0 && !isZero ? minus + text : text;
}

/** Grouped by thousands, with a fixed number of decimals. */
export function decimal(value: number, digits: number): string {
    return signed(value, grouped(Math.abs(value).toFixed(digits)));
}

/** A quantity of goods: whole units from 100, one decimal from 10, two below. */
export function quantity(value: number): string {
    const size = Math.abs(value);
    if (size === 0 || size >= 99.5 || Number.isInteger(value)) return decimal(value, 0);
    return decimal(value, size >= 9.95 ? 1 : 2);
}

const scales: [number, string][] = [
    [1e12, 'tn'],
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e3, 'k']
];

/** A number with a scale word: 4.6 bn, 463 m, 12.5 k, 840. */
export function scaled(value: number): string {
    const size = Math.abs(value);
    for (const [unit, word] of scales) {
        const inUnits = size / unit;
        if (inUnits >= 0.9995) {
            const text = inUnits.toFixed(inUnits >= 99.95 ? 0 : 1);
            return signed(value, grouped(text)) + space + word;
        }
    }
    return decimal(value, size === 0 || size >= 99.5 ? 0 : 2);
}

/** Money with its currency and scale: USD 4.6 bn. */
export function money(value: number, currency: string): string {
    return `${currency}${space}${scaled(value)}`;
}

/** Like money, with a sign in front of gains too: for differences. */
export function moneyChange(value: number, currency: string): string {
    const text = scaled(value);
    return `${currency}${space}${value > 0 && /[1-9]/.test(text) ? '+' : ''}${text}`;
}

/** A share as a percentage; more decimals where rounding would say "all" or "none" falsely. */
export function percent(share: number, digits = 0): string {
    if (share === 0 || Math.abs(share - 1) < 1e-9) return decimal(share * 100, 0) + space + '%';
    for (let more = digits; more <= 3; more++) {
        const text = (Math.abs(share) * 100).toFixed(more);
        const claimsAll = share < 1 && Number(text) >= 100;
        const claimsNone = share !== 0 && Number(text) === 0;
        if (!claimsAll && !claimsNone) return signed(share, grouped(text)) + space + '%';
    }
    return (share >= 0.5 ? '>' + space + '99.999' : '<' + space + '0.001') + space + '%';
}

/** An optimality gap: two significant digits, because gaps span many orders of size. */
export function gapPercent(gap: number): string {
    const inPercent = Math.max(0, gap) * 100;
    if (inPercent === 0) return '0' + space + '%';
    if (inPercent < 0.0001) return '<' + space + '0.0001' + space + '%';
    const digits = Math.max(0, 1 - Math.floor(Math.log10(inPercent)));
    return inPercent.toFixed(Math.min(digits, 5)) + space + '%';
}

/** purchase_price -> Purchase price. */
export function words(name: string): string {
    const spaced = name.replaceAll('_', ' ');
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "1 site", "2 sites": English plurals of the regular kind. */
export function count(n: number, noun: string): string {
    return `${decimal(n, 0)} ${noun}${n === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
    if (items.length <= 1) return items[0] ?? '';
    return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** A table cell of a value whose type is not known beforehand (settings). */
export function anything(value: unknown): string {
    if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(anything).join(', ');
    if (value === null || value === undefined || value === '') return 'none';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
