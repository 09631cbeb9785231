// SPDX-License-Identifier: MIT
// Round ends and steps of an axis of numbers, known outside the chart library so that names can be laid
// beside lines.

export interface Axis {
    min: number;
    max: number;
    interval: number;
    digits: number; // decimals that its labels need
}

/** About `steps` intervals of 1, 2 or 5 times a power of ten that hold all values. */
export function niceAxis(values: readonly number[], steps = 5, fromZero = false): Axis {
    let least = Math.min(...values);
    let most = Math.max(...values);
    if (values.length === 0) [least, most] = [0, 1];
    if (fromZero) [least, most] = [Math.min(0, least), Math.max(0, most)];
    if (most - least <= 1e-9 * Math.abs(most)) {
        const room = Math.abs(most) * 0.1 || 1;
        [least, most] = [least - room, most + room];
    }
    const raw = (most - least) / steps;
    const power = 10 ** Math.floor(Math.log10(raw));
    const interval = power * ([1, 2, 5, 10].find((one) => one * power >= raw * 0.999) ?? 10);
    return {
        min: Math.floor(least / interval + 1e-9) * interval,
        max: Math.ceil(most / interval - 1e-9) * interval,
        interval,
        digits: Math.max(0, -Math.floor(Math.log10(interval) + 1e-9))
    };
}

/** Moves wished heights apart so that neighbours keep a distance, inside [0, height]; in the given order. */
export function spreadOut(wishes: readonly number[], distance: number, height: number): number[] {
    const order = wishes.map((_, index) => index).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0));
    const placed = wishes.slice();
    let free = 0;
    for (const index of order) {
        placed[index] = Math.max(placed[index] ?? 0, free);
        free = (placed[index] ?? 0) + distance;
    }
    let ceiling = height;
    for (const index of order.reverse()) {
        placed[index] = Math.min(placed[index] ?? 0, ceiling);
        ceiling = (placed[index] ?? 0) - distance;
    }
    return placed;
}
