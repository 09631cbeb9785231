// SPDX-License-Identifier: MIT
import { describe, expect, it } from 'vitest';
import { bucketName, dayNumber, horizonName, timeAxis } from '../../src/lib/calendar';

const bucket = (start: string, end: string) => ({
    bucket: 0,
    start,
    end,
    days: dayNumber(end) - dayNumber(start)
});

describe('bucketName', () => {
    it('names months, quarters, half-years and years, and other buckets by their first day', () => {
        expect(bucketName(bucket('2027-04-01', '2027-07-01'))).toBe('2027 Q2');
        expect(bucketName(bucket('2029-07-01', '2030-01-01'))).toBe('2029 H2');
        expect(bucketName(bucket('2031-01-01', '2032-01-01'))).toBe('2031');
        expect(bucketName(bucket('2027-02-01', '2027-03-01'))).toBe('2027-02');
        expect(bucketName(bucket('2027-02-01', '2027-05-01'))).toBe('2027-02-01');
        expect(bucketName(bucket('2027-01-04', '2027-01-11'))).toBe('2027-01-04');
    });
});

describe('horizon', () => {
    it('ends with the last year that has a day in it', () => {
        expect(horizonName([bucket('2027-01-01', '2035-01-01')])).toBe('2027–2034');
        expect(horizonName([bucket('2027-01-01', '2027-02-01')])).toBe('2027');
        expect(horizonName([bucket('2027-01-01', '2028-01-08')])).toBe('2027–2028');
    });
    it('puts New Years on a linear axis and holds dates inside it', () => {
        const axis = timeAxis([bucket('2027-01-01', '2028-01-01'), bucket('2028-01-01', '2029-01-01')]);
        expect(axis.ticks.map((tick) => tick.year)).toEqual([2027, 2028]);
        expect(axis.ticks[1]?.at).toBeCloseTo(365 / 731, 12);
        expect(axis.place('2026-01-01')).toBe(0);
        expect(axis.place('2040-01-01')).toBe(1);
    });
});
