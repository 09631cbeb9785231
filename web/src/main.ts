// SPDX-License-Identifier: MIT
import { mount } from 'svelte';
import App from './App.svelte';
import { readDocument } from './lib/document';
import './style.css';

const target = document.getElementById('app');
const data = document.getElementById('dualflow-data');
if (target) {
    try {
        mount(App, { target, props: { read: readDocument(data?.textContent ?? '') } });
    } catch (error) {
        // A page that fails says so; the document is whole and can be read by other means.
        target.textContent = `This report cannot be drawn (${error instanceof Error ? error.message : String(error)}). The plan itself is unharmed: dualflow runs show prints it.`;
        throw error;
    }
}
