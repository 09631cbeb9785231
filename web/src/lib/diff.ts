// SPDX-License-Identifier: MIT
// The comparison of two plans in words.
import type { DiffDocument, DiffSide } from '../types';
import { list, money, percent, words } from './format';

/** The case, and the strategy under which it was planned. */
export const sideName = (side: DiffSide): string =>
    side.name + (side.strategy ? `, strategy ${side.strategy}` : '');

export const difference = (diff: DiffDocument): number => diff.right.objective - diff.left.objective;

const better = (diff: DiffDocument): string => {
    const { left, right, currency } = diff;
    const by = difference(diff);
    const size = money(Math.abs(by), currency);
    const share = left.objective === 0 ? '' : ` (${percent(Math.abs(by / left.objective), 1)})`;
    if (by === 0) return `“${sideName(right)}” and “${sideName(left)}” have the same objective`;
    if (left.objective < 0 && right.objective < 0) {
        return `“${sideName(right)}” earns ${size}${share} ${by < 0 ? 'more' : 'less'} than “${sideName(left)}”`;
    }
    return `“${sideName(right)}” costs ${size}${share} ${by < 0 ? 'less' : 'more'} than “${sideName(left)}”`;
};

/** Who is better by how much, and the two components that say most of why. */
export function diffSentence(diff: DiffDocument): string {
    const moved = diff.cost_components
        .filter((row) => row.difference !== 0)
        .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
        .slice(0, 2)
        .map((row) => {
            const verb = row.difference < 0 ? 'falls' : 'rises';
            const isRevenue = row.name === 'revenue';
            const turned = row.difference < 0 ? 'rises' : 'falls';
            return `${words(row.name).toLowerCase()} ${isRevenue ? turned : verb} by ${money(Math.abs(row.difference), diff.currency)}`;
        });
    return moved.length === 0 ? `${better(diff)}.` : `${better(diff)}: ${list(moved)}.`;
}

export function changedShare(diff: DiffDocument): { changed: number; all: number } {
    return {
        changed: diff.flows.filter(
            (row) => Math.abs(row.difference) > 1e-6 * Math.max(1, row.left, row.right)
        ).length,
        all: diff.flows.length
    };
}
