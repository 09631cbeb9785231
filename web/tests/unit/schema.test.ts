// SPDX-License-Identifier: MIT
// The fixtures must be documents the program could have written: they hold to the published schemas.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeDiff } from '../fixtures/diff.mjs';
import { makeFuturesPlan } from '../fixtures/futures.mjs';
import { makePlan } from '../fixtures/plan.mjs';

function errors(schema: string, document: unknown): unknown {
    const text = readFileSync(
        new URL(`../../../docs/reference/${schema}.schema.json`, import.meta.url),
        'utf8'
    );
    const validate = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } }).compile(
        JSON.parse(text) as object
    );
    validate(document);
    return validate.errors ?? [];
}

describe('fixtures', () => {
    it('hold to the schema of a plan, and a wrong document does not pass unseen', () => {
        expect(errors('plan', makePlan())).toEqual([]);
        expect(errors('plan', { ...makePlan(), objective: 'much' })).not.toEqual([]);
    });
    it('hold to the schema of a plan in several futures', () => {
        expect(errors('plan', makeFuturesPlan())).toEqual([]);
    });
    it('hold to the schema of a comparison', () => {
        expect(errors('diff', makeDiff())).toEqual([]);
    });
});
