// SPDX-License-Identifier: MIT
import { describe, expect, it } from 'vitest';
import {
    anything,
    count,
    decimal,
    gapPercent,
    list,
    money,
    moneyChange,
    percent,
    quantity,
    scaled,
    words
} from '../../src/lib/format';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u2212', '-');

describe('money', () => {
    it('names currency and scale', () => {
        expect(plain(money(4.6e9, 'USD'))).toBe('USD 4.6 bn');
        expect(plain(money(463_200_000, 'USD'))).toBe('USD 463 m');
        expect(plain(money(12_340, 'EUR'))).toBe('EUR 12.3 k');
        expect(plain(money(840, 'EUR'))).toBe('EUR 840');
        expect(plain(money(0, 'EUR'))).toBe('EUR 0');
    });
    it('goes to the next scale instead of showing a thousand of one', () => {
        expect(plain(scaled(999_960_000))).toBe('1.0 bn');
        expect(plain(scaled(999_400_000))).toBe('999 m');
    });
    it('keeps the sign of losses and shows it for gains in a difference', () => {
        expect(plain(money(-4.94e9, 'USD'))).toBe('USD -4.9 bn');
        expect(plain(moneyChange(1.2e6, 'USD'))).toBe('USD +1.2 m');
        expect(plain(moneyChange(-1.2e6, 'USD'))).toBe('USD -1.2 m');
    });
});

describe('percent', () => {
    it('never claims all or none falsely', () => {
        expect(plain(percent(0.99944, 1))).toBe('99.9 %');
        expect(plain(percent(0.9998, 1))).toBe('99.98 %');
        expect(plain(percent(0.9999999))).toBe('> 99.999 %');
        expect(plain(percent(0.004))).toBe('0.4 %');
        expect(plain(percent(1e-7))).toBe('< 0.001 %');
        expect(plain(percent(1, 1))).toBe('100 %');
        expect(plain(percent(1 - 1e-12, 1))).toBe('100 %');
        expect(plain(percent(0))).toBe('0 %');
    });
    it('shows a gap with two significant digits', () => {
        expect(plain(gapPercent(0.0031))).toBe('0.31 %');
        expect(plain(gapPercent(0.000072))).toBe('0.0072 %');
        expect(plain(gapPercent(0.123))).toBe('12 %');
        expect(plain(gapPercent(1e-9))).toBe('< 0.0001 %');
        expect(plain(gapPercent(0))).toBe('0 %');
        expect(plain(gapPercent(-1e-15))).toBe('0 %');
    });
});

describe('numbers and words', () => {
    it('groups thousands and shows no decimals of large quantities', () => {
        expect(decimal(1234567.5, 1)).toBe('1,234,567.5');
        expect(quantity(425_818.4)).toBe('425,818');
        expect(quantity(12.34)).toBe('12.3');
        expect(quantity(1.234)).toBe('1.23');
        expect(quantity(3)).toBe('3');
        expect(plain(quantity(-1500))).toBe('-1,500');
    });
    it('shows no minus sign before a rounded zero', () => {
        expect(plain(decimal(-0.001, 0))).toBe('0');
    });
    it('lists, counts and capitalises', () => {
        expect(list([])).toBe('');
        expect(list(['a'])).toBe('a');
        expect(list(['a', 'b', 'c'])).toBe('a, b and c');
        expect(count(1, 'site')).toBe('1 site');
        expect(count(2, 'site')).toBe('2 sites');
        expect(words('lost_sales')).toBe('Lost sales');
        expect(anything([])).toBe('none');
        expect(anything(['a', 2])).toBe('a, 2');
        expect(anything(false)).toBe('false');
    });
});
