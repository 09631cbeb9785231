// SPDX-License-Identifier: MIT
// Flows to arcs on a map. Goods of different units are only added up by value; one product is shown in
// its own units. Between regions arcs run from region to region, inside home from site to site.
import type { Flow, PlanDocument } from '../types';
import { bucketOfNode, weightOfNode } from './calendar';

/** What is shown: everything by value, what suppliers ship by value, or one product in its units. */
export type Goods = { kind: 'all' } | { kind: 'bought' } | { kind: 'product'; product: string };

export interface ArcChoice {
    goods: Goods;
    bucket: number | null; // null: the whole horizon
}

export interface Arc {
    from: string;
    to: string;
    origin: string; // region in which the goods were made: the colour
    amount: number;
}

export type Place = (site: string) => string | undefined; // undefined: not on this map

/** True where at least one product has a value, so that "all goods" means something. */
export function hasValues(plan: PlanDocument): boolean {
    return plan.network.products.some((product) => product.unit_value !== null);
}

function amountOf(plan: PlanDocument, choice: ArcChoice): (flow: Flow) => number {
    const { goods } = choice;
    if (goods.kind === 'product') {
        return (flow) => (flow.product === goods.product ? flow.quantity : 0);
    }
    const values = new Map(plan.network.products.map((one) => [one.id, one.unit_value ?? 0]));
    const suppliers = new Set(plan.network.sites.filter((s) => s.kind === 'supplier').map((s) => s.id));
    const counts = (flow: Flow): boolean => goods.kind === 'all' || suppliers.has(flow.from);
    return (flow) => (counts(flow) ? flow.quantity * (values.get(flow.product) ?? 0) : 0);
}

/** Expected amounts by (from, to, origin), largest first; flows inside one place are left out. */
export function arcs(plan: PlanDocument, choice: ArcChoice, place: Place): Arc[] {
    const bucketOf = bucketOfNode(plan.nodes);
    const weightOf = weightOfNode(plan.nodes);
    const amount = amountOf(plan, choice);
    const sums = new Map<string, Arc>();
    for (const flow of plan.flows) {
        if (choice.bucket !== null && bucketOf.get(flow.node) !== choice.bucket) continue;
        const from = place(flow.from);
        const to = place(flow.to);
        if (from === undefined || to === undefined || from === to) continue;
        const key = `${from}\u0000${to}\u0000${flow.origin}`;
        const arc = sums.get(key) ?? { from, to, origin: flow.origin, amount: 0 };
        arc.amount += (weightOf.get(flow.node) ?? 1) * amount(flow);
        sums.set(key, arc);
    }
    return [...sums.values()].filter((arc) => arc.amount > 0).sort((a, b) => b.amount - a.amount);
}

/** Width in pixels: proportional to the amount, with a hairline that can still be seen. */
export function arcWidth(amount: number, largest: number, widest: number): number {
    return largest > 0 ? Math.max(1.5, (widest * amount) / largest) : 0;
}

export type Point = [number, number];

/**
 * How far an arc is bent, to the left of its travel. Long arcs across a world map bend north like routes
 * do; all others to their left, so that the two directions of a pair part.
 */
export function bendOf(a: Point, b: Point, size: number, northward: boolean): number {
    const across = Math.abs(b[0] - a[0]) > 2 * Math.abs(b[1] - a[1]);
    return northward && across && b[0] < a[0] ? -size : size;
}

/** The arc as a filled shape: bends to the left of its travel, thick at its source, thin at its end. */
export function arcPath(a: Point, b: Point, width: number, bend: number): string {
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const length = Math.hypot(dx, dy) || 1;
    const nx = dy / length;
    const ny = -dx / length;
    const c: Point = [(a[0] + b[0]) / 2 + nx * bend * length, (a[1] + b[1]) / 2 + ny * bend * length];
    const at = (p: Point, offset: number): string =>
        `${(p[0] + nx * offset).toFixed(1)},${(p[1] + ny * offset).toFixed(1)}`;
    const half = width / 2;
    return (
        `M${at(a, half)}Q${at(c, half * 0.8)} ${at(b, half * 0.4)}` +
        `L${at(b, -half * 0.4)}Q${at(c, -half * 0.8)} ${at(a, -half)}Z`
    );
}

/** The finding over the map between regions: how much crosses borders and from where most of it comes. */
export function topOrigin(all: readonly Arc[]): { origin: string; share: number; total: number } | null {
    const total = all.reduce((sum, arc) => sum + arc.amount, 0);
    const byOrigin = new Map<string, number>();
    for (const arc of all) byOrigin.set(arc.origin, (byOrigin.get(arc.origin) ?? 0) + arc.amount);
    let best: [string, number] | null = null;
    for (const entry of byOrigin) if (best === null || entry[1] > best[1]) best = entry;
    return best && total > 0 ? { origin: best[0], share: best[1] / total, total } : null;
}
