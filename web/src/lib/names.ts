// SPDX-License-Identifier: MIT
// Ids to names for readers: "Dublin VA" rather than P_NRV where the case gives a name.
import type { PlanDocument } from '../types';

export interface Names {
    site: (id: string) => string;
    region: (id: string) => string;
}

export function namesOf(plan: PlanDocument): Names {
    const sites = new Map(plan.network.sites.map((site) => [site.id, site.name]));
    const regions = new Map(plan.network.regions.map((region) => [region.id, region.name]));
    return {
        site: (id) => sites.get(id) || id || 'no site',
        region: (id) => regions.get(id) || id || 'an unknown region'
    };
}
