// SPDX-License-Identifier: MIT
// One HTML file with everything inlined: opens from disk, needs no network. The same inputs give the
// same bytes (no hashes, times or paths in the output), so CI can rebuild and compare.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';

export default defineConfig({
    plugins: [svelte(), viteSingleFile({ removeViteModuleLoader: true })],
    build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 2000, reportCompressedSize: false },
    json: { stringify: true },
    test: { include: ['tests/unit/**/*.test.ts'] }
});
