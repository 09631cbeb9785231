#!/bin/sh
# SPDX-License-Identifier: MIT
# Rebuilds the report page from the locked packages and compares it with the committed artefact.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund
npm run build
if cmp dist/index.html ../src/dualflow/publish/report_template.html; then
    echo "report_template.html is what web/ builds"
else
    echo "report_template.html differs from what web/ builds: run 'npm run publish-template' in web/ and commit it" >&2
    exit 1
fi
