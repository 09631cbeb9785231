// SPDX-License-Identifier: MIT
// Names beside points without overlaps: each label tries eight places around its point and takes the
// first that is free and inside the picture; the most important go first, the rest stay unlabelled (they
// are in the data table and show on hover).

export interface LabelWish {
    id: string;
    text: string;
    x: number;
    y: number;
    radius: number;
    weight: number;
}

export interface Label {
    id: string;
    text: string;
    x: number;
    y: number; // baseline
    anchor: 'start' | 'middle' | 'end';
}

interface Box {
    left: number;
    top: number;
    right: number;
    bottom: number;
}

const overlap = (a: Box, b: Box): boolean =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const places: [number, number, Label['anchor']][] = [
    [1, 0, 'start'],
    [-1, 0, 'end'],
    [0, -1, 'middle'],
    [0, 1, 'middle'],
    [0.7, -0.9, 'start'],
    [-0.7, -0.9, 'end'],
    [0.7, 0.9, 'start'],
    [-0.7, 0.9, 'end']
];

function tryPlace(wish: LabelWish, place: [number, number, Label['anchor']], size: number): [Label, Box] {
    const [ux, uy, anchor] = place;
    const gap = wish.radius + 3;
    const width = wish.text.length * size * 0.56 + 2;
    const x = wish.x + ux * gap;
    const middle = wish.y + uy * (gap + size * 0.45);
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    const box = { left, right: left + width, top: middle - size * 0.6, bottom: middle + size * 0.6 };
    return [{ id: wish.id, text: wish.text, x, y: middle + size * 0.35, anchor }, box];
}

export function placeLabels(
    wishes: readonly LabelWish[],
    width: number,
    height: number,
    size: number
): Label[] {
    const taken: Box[] = wishes.map(({ x, y, radius: r }) => {
        return { left: x - r, right: x + r, top: y - r, bottom: y + r };
    });
    const labels: Label[] = [];
    const ordered = [...wishes].sort((a, b) => b.weight - a.weight);
    for (const wish of ordered) {
        for (const place of places) {
            const [label, box] = tryPlace(wish, place, size);
            const inside = box.left >= 2 && box.right <= width - 2 && box.top >= 0 && box.bottom <= height;
            if (!inside || taken.some((other) => overlap(box, other))) continue;
            taken.push(box);
            labels.push(label);
            break;
        }
    }
    return labels;
}
