// SPDX-License-Identifier: MIT
// The two documents this renderer reads: a plan (dualflow.plan/1) and the comparison of two plans
// (dualflow.diff/1), as docs/reference/*.schema.json describe them. Quantities are in units of the
// product, money in the currency of the case, shares are fractions, dates are YYYY-MM-DD, intervals are
// half-open. Sites and regions that a document does not know (null) are read as empty names.

export type Status = 'optimal' | 'elastic' | 'limit' | 'interrupted' | 'infeasible' | 'failed';
export type SettingValue = string | number | boolean | null;

export interface Bucket {
    bucket: number;
    start: string;
    end: string;
    days: number;
}

export interface TreeNode {
    node: number;
    parent: number; // -1 for a root
    bucket: number;
    probability: number;
    weight?: number; // in a mean over the outcomes; missing in documents of older programs: the probability
    beside: number; // of a fan's node: the node of the path; -1: none
    scenario: string; // empty where the case has none or none has parted
}

export interface Outcome {
    node: number; // its leaf
    shock: number; // first node of the fan of the shock that strikes; -1: undisturbed
    scenario: string;
    probability: number;
    cost: number;
}

export interface Risk {
    lambda: number;
    alpha: number;
    expected_cost: number | null;
    cvar: number | null;
    outcomes: Outcome[];
}

export interface Region {
    id: string;
    name: string;
    bloc: string;
}

export interface Site {
    id: string;
    name: string;
    kind: string; // supplier, plant, warehouse, market
    tier: number;
    region: string;
    latitude: number | null;
    longitude: number | null;
    status: string; // open, candidate, closing
}

export interface Product {
    id: string;
    kind: string;
    family: string;
    unit_value: number | null;
}

export interface Resource {
    site: string;
    resource: string;
    band_low: number;
    band_high: number | null;
}

export interface Flow {
    node: number;
    from: string;
    to: string;
    product: string;
    origin: string; // region in which the goods were made
    mode: string;
    quantity: number;
    base: number;
    surge: number;
    freight: number;
    duty: number;
}

export interface Production {
    node: number;
    site: string;
    product: string;
    variant: string;
    started: number;
}

export interface Stock {
    node: number;
    site: string;
    product: string;
    quantity: number;
}

export interface Sale {
    node: number;
    market: string;
    product: string;
    demand: number;
    sales: number;
    lost: number;
    backlog: number;
    reason: string;
}

export interface Investment {
    node: number;
    what: string;
    site: string;
    investment: string | null; // null: the opening or closing of the site
    kind: string;
    count: number;
    capital: number; // undiscounted, in all
    decided: string;
    in_service: string;
}

export interface Utilisation {
    node: number;
    site: string;
    resource: string;
    installed: number; // units in the bucket
    use: number;
    overtime: number;
    under: number; // units below the band
    over: number;
}

export interface Award {
    node: number;
    contract: string;
    supplier: string;
    destination: string | null;
    product: string;
    awarded: boolean;
    base_per_day: number;
    reserved_per_day: number;
    volume: number;
}

export interface ElasticRow {
    family: string;
    node: number;
    table: string;
    row: number;
    what: string;
    amount: number;
    cost: number;
}

export interface FalseDualSource {
    product: string;
    sources: string[];
    shared_component: string;
    shared_site: string;
}

export interface YearTotal {
    year: number;
    revenue: number | null;
    sales: number;
    lost: number;
}

export interface YearShare {
    year: number;
    region: string; // of origin
    share: number;
}

export interface ProductYearShare extends YearShare {
    product: string;
}

export interface Summary {
    revenue: number | null;
    margin: number | null; // share of revenue, both discounted
    demand: number;
    sales: number;
    lost: number;
    served_share: number | null; // null: no demand
    by_year: YearTotal[];
    source_shares: ProductYearShare[];
    source_shares_total: YearShare[];
    utilisation_by_resource: { site: string; resource: string; mean: number }[];
}

export interface Warning {
    code: string;
    severity: string;
    file: string;
    row: number;
    column: string;
    found: string;
    expected: string;
    nearest: string[];
    message: string;
    remedy: string;
}

export interface ComparedPlan {
    status: Status;
    objective: number | null; // null: none was found
    bound: number | null;
}

// The exact difference lies between least and most; null there: no bound.
export interface ValueRange {
    value: number;
    least: number | null;
    most: number | null;
}

export interface SecondSource {
    product: string;
    site: string;
    singles: (ComparedPlan & { supplier: string; contract: string | null })[];
    best: number | null; // of singles
    value: ValueRange | null;
}

export interface Values {
    recourse: ComparedPlan;
    foresight: ComparedPlan;
    expected_value: ComparedPlan;
    expected_result: ComparedPlan;
    reason: string; // why there is no expected result
    evpi: ValueRange | null;
    vss: ValueRange | null;
    second_sources: SecondSource[];
}

/** Percentiles by the probability of the outcomes. */
export interface Levels {
    p5: number;
    p25: number;
    p50: number;
    p75: number;
    p95: number;
}

export interface SpreadSeries {
    kind: 'demand' | 'cycle' | 'rate';
    name: string; // of a cycle or rate
    product: string | null; // of a demand
    region: string | null;
    bands: (Levels & { mean: number })[]; // by bucket
    lines: number[][]; // by outcome and bucket; empty where there are many
}

export interface RegimeTimes {
    kind: 'cycle' | 'tariffs';
    name: string;
    regimes: string[];
    shares: number[][]; // by bucket and regime
}

export interface Shock {
    node: number; // the fan's first
    name: string;
    bucket: number;
    buckets: number; // of its window
    probability: number;
}

export interface ShareSpread extends Levels {
    product: string | null; // null: all bought parts, by value
    bloc: string; // the region where it has none
    year: number;
    share: number; // of the expected quantities
}

export interface Futures {
    demand: SpreadSeries[]; // units a day
    draws: SpreadSeries[];
    regimes: RegimeTimes[];
    outages: { id: string; probability: number[] }[]; // by bucket
    shocks: Shock[];
    source_shares: ShareSpread[];
    source_shares_with_foresight: ShareSpread[] | null; // null: values were not asked for
}

export interface PlanDocument {
    schema: 'dualflow.plan/1';
    versions: Record<string, string>;
    case: {
        name: string;
        strategy?: string; // missing in documents of older programs; empty: none
        currency: string;
        start: string;
        hash: string;
        tables_off: string[];
        tariff_regime: string;
        prices: string;
        discount_rate: number;
        settings: Record<string, SettingValue>;
    };
    seed: number;
    foresight: boolean; // true: not a plan to follow, every decision knew its future
    status: Status;
    objective: number | null; // null: there is no plan
    bound: number | null; // null: none was found
    method: string;
    bound_source: string;
    bound_proved: number | null;
    gap: number | null;
    risk: Risk;
    values: Values | null; // null: not asked for
    futures?: Futures | null; // null: there is one only; missing in documents of older programs
    cost_components: Record<string, number>;
    calendar: Bucket[];
    nodes: TreeNode[];
    network: { regions: Region[]; sites: Site[]; products: Product[]; resources: Resource[] };
    flows: Flow[];
    production: Production[];
    stock: Stock[];
    sales: Sale[];
    investments: Investment[];
    utilisation: Utilisation[];
    awards: Award[];
    elastic: { total: number; families: Record<string, number>; rows: ElasticRow[] };
    false_dual_sources: FalseDualSource[];
    summary: Summary;
    model: Record<string, number>;
    solve: Record<string, number | null>;
    warnings: Warning[];
    log: string[];
}

export interface DiffSide {
    run: number;
    name: string; // of the case
    strategy?: string; // missing in documents of older programs; empty: none
    hash: string;
    status: Status;
    objective: number;
    bound: number | null;
    gap: number | null;
    revenue: number | null;
    margin: number | null;
    served_share: number | null;
}

export interface DiffDocument {
    schema: 'dualflow.diff/1';
    versions: Record<string, string>;
    left: DiffSide;
    right: DiffSide;
    currency: string;
    difference: number; // right less left, as everywhere
    cost_components: { name: string; left: number; right: number; difference: number }[];
    flows: {
        from: string;
        to: string;
        product: string;
        origin: string;
        mode: string;
        left: number;
        right: number;
        difference: number;
    }[];
    investments: {
        what: string;
        site: string;
        kind: string;
        left: number; // how many
        right: number;
        difference: number;
        left_capital: number;
        right_capital: number;
        left_decided: string | null;
        right_decided: string | null;
    }[];
}

export type ReportDocument = PlanDocument | DiffDocument;
