// SPDX-License-Identifier: MIT
// Where each bought part comes from: one row a part, one line a source. A part is bought where a site of
// kind supplier ships it to a site of another kind, or to another supplier (tier two).
import type { Award, FalseDualSource, PlanDocument, ProductYearShare } from '../types';
import { weightOfNode } from './calendar';
import { list } from './format';
import type { Home } from './regions';
import { nearShareOfProduct } from './shares';

export interface SourceLine {
    site: string;
    region: string;
    quantity: number; // over the horizon
    share: number; // of the part's quantity
    base: number;
    surge: number;
    awards: Award[];
}

export interface PartRow {
    product: string;
    family: string;
    quantity: number;
    value: number | null; // quantity × unit value; null where the case gives no value
    sources: SourceLine[]; // largest first
    shares: ProductYearShare[]; // by region and year, from the summary
    nearFirst: number | null;
    nearLast: number | null;
    falseDuals: FalseDualSource[]; // one for each component that all of its sources share
}

interface Bought {
    quantity: number;
    base: number;
    surge: number;
}

function boughtBySource(plan: PlanDocument): Map<string, Map<string, Bought>> {
    const suppliers = new Set(plan.network.sites.filter((s) => s.kind === 'supplier').map((s) => s.id));
    const weightOf = weightOfNode(plan.nodes);
    const parts = new Map<string, Map<string, Bought>>();
    for (const flow of plan.flows) {
        if (!suppliers.has(flow.from)) continue;
        const weight = weightOf.get(flow.node) ?? 1;
        const sources = parts.get(flow.product) ?? new Map<string, Bought>();
        const sum = sources.get(flow.from) ?? { quantity: 0, base: 0, surge: 0 };
        sum.quantity += weight * flow.quantity;
        sum.base += weight * flow.base;
        sum.surge += weight * flow.surge;
        sources.set(flow.from, sum);
        parts.set(flow.product, sources);
    }
    return parts;
}

function sourceLines(plan: PlanDocument, product: string, bought: Map<string, Bought>): SourceLine[] {
    const regionOf = new Map(plan.network.sites.map((site) => [site.id, site.region]));
    const total = [...bought.values()].reduce((sum, one) => sum + one.quantity, 0);
    const lines = [...bought].map(([site, sum]) => ({
        site,
        region: regionOf.get(site) ?? '',
        ...sum,
        share: total > 0 ? sum.quantity / total : 0,
        awards: plan.awards.filter(
            (award) => award.supplier === site && award.product === product && award.awarded
        )
    }));
    return lines.sort((a, b) => b.quantity - a.quantity);
}

export function partRows(plan: PlanDocument, home: Home): PartRow[] {
    const products = new Map(plan.network.products.map((product) => [product.id, product]));
    const rows = [...boughtBySource(plan)].map(([product, bought]): PartRow => {
        const sources = sourceLines(plan, product, bought);
        const quantity = sources.reduce((sum, line) => sum + line.quantity, 0);
        const unitValue = products.get(product)?.unit_value ?? null;
        const near = nearShareOfProduct(plan, home, product);
        return {
            product,
            family: products.get(product)?.family ?? '',
            quantity,
            value: unitValue === null ? null : unitValue * quantity,
            sources,
            shares: plan.summary.source_shares.filter((row) => row.product === product),
            nearFirst: near[0]?.share ?? null,
            nearLast: near[near.length - 1]?.share ?? null,
            falseDuals: plan.false_dual_sources.filter((row) => row.product === product)
        };
    });
    return rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || b.quantity - a.quantity);
}

/** The warning of a false dual source, in words a buyer understands. */
export function falseDualText(row: FalseDualSource, siteName: (id: string) => string): string {
    const sources = list(row.sources.map(siteName));
    const all = row.sources.length === 2 ? 'both' : 'all';
    return `False dual source: ${sources} ${all} need ${row.shared_component}, made only at ${siteName(row.shared_site)}`;
}

export function awardTitle(rows: readonly PartRow[], falseDuals: readonly FalseDualSource[]): string {
    if (rows.length === 0) return 'The plan buys no parts';
    const several = rows.filter((row) => row.sources.length > 1).length;
    const hidden = new Set(falseDuals.map((row) => row.product)).size;
    const first =
        rows.length === 1
            ? `The one bought part has ${several === 1 ? 'two or more sources' : 'a single source'}`
            : `${several} of ${rows.length} bought parts ${several === 1 ? 'has' : 'have'} two or more sources`;
    if (hidden === 0) return `${first}; no false dual source was found`;
    const only = hidden === 1 ? 'product is dual only in name: its' : 'products are dual only in name: their';
    return `${first}; ${hidden} ${only} sources hang on one tier-two part`;
}
