// SPDX-License-Identifier: MIT
// Copies the built page to where the C++ build embeds it from, so that a user needs no Node.
import { copyFileSync } from 'node:fs';

const built = new URL('../dist/index.html', import.meta.url);
copyFileSync(built, new URL('../../src/dualflow/publish/report_template.html', import.meta.url));
