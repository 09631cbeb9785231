// SPDX-License-Identifier: MIT
import { describe, expect, it } from 'vitest';
import { arcPath, arcs, arcWidth, bendOf, topOrigin } from '../../src/lib/arcs';
import { located, nearProjection, regionPlaces, worldProjection } from '../../src/lib/geography';
import { placeLabels } from '../../src/lib/labels';
import type { PlanDocument } from '../../src/types';
import { makePlan } from '../fixtures/plan.mjs';

const plan = makePlan() as unknown as PlanDocument;
const regionOf = new Map(plan.network.sites.map((site) => [site.id, site.region]));
const value = new Map(plan.network.products.map((product) => [product.id, product.unit_value ?? 0]));

describe('arcs', () => {
    it('add up what crosses between regions, by value', () => {
        const all = arcs(plan, { goods: { kind: 'all' }, bucket: null }, (site) => regionOf.get(site));
        let expected = 0;
        for (const flow of plan.flows) {
            if (regionOf.get(flow.from) !== regionOf.get(flow.to))
                expected += flow.quantity * (value.get(flow.product) ?? 0);
        }
        expect(topOrigin(all)?.total).toBeCloseTo(expected, 0);
        expect(all.every((arc, index) => index === 0 || arc.amount <= (all[index - 1]?.amount ?? 0))).toBe(
            true
        );
    });
    it('show one product in one bucket in its own units', () => {
        const one = arcs(plan, { goods: { kind: 'product', product: 'wheel' }, bucket: 3 }, (site) => site);
        const rows = plan.flows.filter((flow) => flow.product === 'wheel' && flow.node === 3);
        expect(one.length).toBe(rows.length);
        for (const arc of one) {
            expect(arc.amount).toBe(rows.find((row) => row.from === arc.from && row.to === arc.to)?.quantity);
        }
    });
    it('leave out what no supplier ships when only bought parts are asked for', () => {
        const bought = arcs(plan, { goods: { kind: 'bought' }, bucket: null }, (site) => site);
        expect(bought.every((arc) => /^[ST]_/.test(arc.from))).toBe(true);
    });
    it('are as wide as their volume, with a hairline for the smallest', () => {
        expect(arcWidth(50, 100, 18)).toBe(9);
        expect(arcWidth(1, 1e6, 18)).toBe(1.5);
        expect(arcWidth(0, 0, 18)).toBe(0);
    });
    it('bend so that both directions of a pair part, except long ones on a world map', () => {
        const middle = (d: string): number => Number(/Q[\d.-]+,([\d.-]+)/.exec(d)?.[1]);
        const there = arcPath([0, 100], [100, 100], 0, bendOf([0, 100], [100, 100], 0.2, false));
        const back = arcPath([100, 100], [0, 100], 0, bendOf([100, 100], [0, 100], 0.2, false));
        expect(middle(there)).toBe(80);
        expect(middle(back)).toBe(120);
        expect(middle(arcPath([100, 100], [0, 100], 0, bendOf([100, 100], [0, 100], 0.2, true)))).toBe(80);
    });
});

describe('projection', () => {
    it('keeps every place inside the picture', () => {
        const sites = located(plan.network.sites);
        for (const width of [368, 1124]) {
            const world = worldProjection(regionPlaces(sites), -90, width, width / 2, 40);
            for (const place of regionPlaces(sites)) {
                const [x = -1, y = -1] = world([place.longitude, place.latitude]) ?? [];
                expect(x).toBeGreaterThan(0);
                expect(x).toBeLessThan(width);
                expect(y).toBeGreaterThan(0);
                expect(y).toBeLessThan(width / 2);
            }
        }
    });
    it('does not zoom in without end on a single place', () => {
        const one = nearProjection([{ id: 'a', longitude: 10, latitude: 50 }], 1000, 500, 40);
        expect(one.scale()).toBeLessThanOrEqual(2200);
        expect(one([10, 50])?.map(Math.round)).toEqual([500, 250]);
    });
    it('takes the mean of places across the date line', () => {
        const site = (longitude: number) => ({
            ...plan.network.sites[0]!,
            region: 'X',
            latitude: 0,
            longitude
        });
        expect(Math.abs(regionPlaces([site(170), site(-170)])[0]?.longitude ?? 0)).toBeCloseTo(180, 6);
    });
});

describe('labels', () => {
    it('never overlap, the weightiest goes first', () => {
        const wishes = Array.from({ length: 40 }, (_, index) => {
            return {
                id: `${index}`,
                text: `Site number ${index}`,
                x: 100 + (index % 8) * 24,
                y: 60 + Math.floor(index / 8) * 14,
                radius: 4,
                weight: index
            };
        });
        const labels = placeLabels(wishes, 400, 200, 12);
        expect(labels.length).toBeGreaterThan(3);
        expect(labels.length).toBeLessThan(40);
        expect(labels[0]?.id).toBe('39');
        const boxes = labels.map((label) => {
            const width = label.text.length * 12 * 0.56;
            const left =
                label.anchor === 'start'
                    ? label.x
                    : label.anchor === 'end'
                      ? label.x - width
                      : label.x - width / 2;
            return { left, right: left + width, top: label.y - 9, bottom: label.y + 2 };
        });
        for (const [index, a] of boxes.entries()) {
            for (const b of boxes.slice(index + 1)) {
                expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(
                    false
                );
            }
        }
    });
});
