// SPDX-License-Identifier: MIT
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/lib/csv';
import { changedShare, diffSentence } from '../../src/lib/diff';
import { readDocument } from '../../src/lib/document';
import { sortRows, type Column } from '../../src/lib/table';
import { diffWaterfall } from '../../src/lib/waterfall';
import type { DiffDocument } from '../../src/types';
import { makeDiff } from '../fixtures/diff.mjs';
import { makePlan } from '../fixtures/plan.mjs';
import { escapeJson } from '../render.mjs';

const diff = makeDiff() as unknown as DiffDocument;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('csv', () => {
    it('quotes what must be quoted and keeps full precision', () => {
        expect(
            toCsv(
                ['a', 'b "x"'],
                [
                    ['1,2', 0.1 + 0.2],
                    [null, 'two\nlines']
                ]
            )
        ).toBe('a,"b ""x"""\r\n"1,2",0.30000000000000004\r\n,"two\nlines"\r\n');
    });
});

describe('sorting', () => {
    const column: Column<{ v: number | null }> = { label: 'v', value: (row) => row.v };
    it('puts blanks last in both directions and leaves the given rows alone', () => {
        const rows = [{ v: 2 }, { v: null }, { v: 10 }, { v: 1 }];
        expect(sortRows(rows, column, false).map((row) => row.v)).toEqual([1, 2, 10, null]);
        expect(sortRows(rows, column, true).map((row) => row.v)).toEqual([10, 2, 1, null]);
        expect(rows[0]?.v).toBe(2);
    });
});

describe('reading', () => {
    it('refuses an empty template, broken JSON and unknown schemas with a sentence', () => {
        expect(readDocument('__DUALFLOW' + '_DATA__')).toMatchObject({
            ok: false,
            message: /empty report template/
        });
        expect(readDocument('{')).toMatchObject({ ok: false, message: /not valid JSON/ });
        expect(readDocument('{"schema":"dualflow.plan/9"}')).toMatchObject({
            ok: false,
            message: /dualflow.plan\/9/
        });
        expect(readDocument('null')).toMatchObject({ ok: false });
        expect(readDocument('{"schema":"dualflow.diff/1","left":{},"right":{}}')).toMatchObject({
            ok: false,
            message: 'The result in this file lacks cost_components, flows, investments.'
        });
    });
    it('gives sites and regions that are not known an empty name', () => {
        const flows = [{ ...diff.flows[0], origin: null }];
        expect(readDocument(JSON.stringify({ ...diff, flows }))).toMatchObject({
            ok: true,
            document: { flows: [{ origin: '' }] }
        });
    });
    it('takes both known schemas, escaped as a page needs them', () => {
        const name = '</script>\u2028';
        const text = escapeJson(JSON.stringify({ ...diff, left: { ...diff.left, name } }));
        expect(text).not.toContain('<');
        expect(readDocument(text)).toMatchObject({ ok: true, document: { left: { name } } });
        expect(readDocument(JSON.stringify(makePlan()))).toMatchObject({ ok: true });
    });
});

describe('comparison', () => {
    it('says who is better, by how much and why', () => {
        expect(plain(diffSentence(diff))).toMatch(
            /^“global” earns USD \d+ m \(.* %\) more than “dual flow”: purchase falls by USD \d+ m and capital falls by USD \d+ m\.$/
        );
        const same = { ...diff, right: { ...diff.left, name: 'copy' }, cost_components: [] };
        expect(diffSentence(same)).toBe('“copy” and “dual flow” have the same objective.');
    });
    it('sums the differences of components to the difference of objectives', () => {
        expect(diffWaterfall(diff.cost_components).total).toBeCloseTo(
            diff.right.objective - diff.left.objective,
            0
        );
    });
    it('counts the flows that change', () => {
        const { changed, all } = changedShare(diff);
        expect(all).toBe(diff.flows.length);
        expect(changed).toBe(diff.flows.filter((row) => row.left !== row.right).length);
    });
});
