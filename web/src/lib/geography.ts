// SPDX-License-Identifier: MIT
// The base map (public-domain Natural Earth outlines) and where places lie on it.
import { geoMercator, geoNaturalEarth1, type GeoProjection } from 'd3-geo';
import type { FeatureCollection, MultiLineString, MultiPoint } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import statesJson from 'us-atlas/states-10m.json';
import worldJson from 'world-atlas/countries-110m.json';
import type { Site } from '../types';

type Atlas = Topology<{ countries: GeometryCollection }>;
type States = Topology<{ states: GeometryCollection }>;

const world = worldJson as unknown as Atlas;
const states = statesJson as unknown as States;

export const countries = feature(world, world.objects.countries) as FeatureCollection;
export const stateBorders: MultiLineString = mesh(states, states.objects.states, (a, b) => a !== b);

export interface Located {
    id: string;
    longitude: number;
    latitude: number;
}

export function located(sites: readonly Site[]): (Site & Located)[] {
    return sites.filter((site): site is Site & Located => site.latitude !== null && site.longitude !== null);
}

/** Mean place of the sites of each region (on the sphere, so that the date line does no harm). */
export function regionPlaces(sites: readonly (Site & Located)[]): Located[] {
    const sums = new Map<string, [number, number, number]>();
    for (const site of sites) {
        const lambda = (site.longitude * Math.PI) / 180;
        const phi = (site.latitude * Math.PI) / 180;
        const sum = sums.get(site.region) ?? [0, 0, 0];
        sum[0] += Math.cos(phi) * Math.cos(lambda);
        sum[1] += Math.cos(phi) * Math.sin(lambda);
        sum[2] += Math.sin(phi);
        sums.set(site.region, sum);
    }
    return [...sums].map(([id, [x, y, z]]) => ({
        id,
        longitude: (Math.atan2(y, x) * 180) / Math.PI,
        latitude: (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI
    }));
}

const points = (places: readonly Located[]): MultiPoint => ({
    type: 'MultiPoint',
    coordinates: places.map((place) => [place.longitude, place.latitude])
});

/** Middle longitude of home, moved so that the edge of the map cuts between places, not beside one. */
function centreLongitude(places: readonly Located[], home: number): number {
    let best = home;
    let bestGap = -1;
    for (let shift = -40; shift <= 40; shift += 5) {
        const cut = home + shift + 180;
        const gap = Math.min(
            ...places.map((place) => Math.abs(((((place.longitude - cut) % 360) + 540) % 360) - 180))
        );
        if (gap > bestGap + 4) {
            bestGap = gap;
            best = home + shift;
        }
    }
    return best;
}

/** All of the places, home in the middle. */
export function worldProjection(
    places: readonly Located[],
    home: number,
    width: number,
    height: number,
    margin: number
): GeoProjection {
    const projection = geoNaturalEarth1().rotate([-centreLongitude(places, home), 0]);
    return fitted(projection, places, width, height, margin);
}

/** A close view of the places of home. */
export function nearProjection(
    places: readonly Located[],
    width: number,
    height: number,
    margin: number
): GeoProjection {
    return fitted(geoMercator().rotate([-(places[0]?.longitude ?? 0), 0]), places, width, height, margin);
}

function fitted(
    projection: GeoProjection,
    places: readonly Located[],
    width: number,
    height: number,
    margin: number
): GeoProjection {
    const box: [[number, number], [number, number]] = [
        [margin, margin * 0.7],
        [width - margin, height - margin * 0.7]
    ];
    projection.fitExtent(box, points(places));
    const widest = width * 2.2; // one or two places must not zoom in to a street
    if (projection.scale() > widest) {
        const at = points(places).coordinates[0] as [number, number];
        projection.scale(widest).translate([0, 0]);
        const [x = 0, y = 0] = projection(at) ?? [];
        projection.translate([width / 2 - x, height / 2 - y]);
    }
    return projection;
}
