// SPDX-License-Identifier: MIT
// Charts are computed for the width they are shown at, and a browser prints without telling them that the
// page has become narrower. So the page takes the width of a sheet just before printing and every chart
// draws itself anew at once.
import { flushSync } from 'svelte';

/** Calls `measure` at the width of a sheet before printing and at that of the window after it. */
export function onPrint(measure: () => void): () => void {
    const turn = (printing: boolean) => (): void => {
        document.documentElement.classList.toggle('printing', printing);
        measure();
        flushSync();
    };
    const before = turn(true);
    const after = turn(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
        window.removeEventListener('beforeprint', before);
        window.removeEventListener('afterprint', after);
    };
}
