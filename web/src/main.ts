// SPDX-License-Identifier: MIT
import { mount } from 'svelte';
import App from './App.svelte';
import { readDocument } from './lib/document';
import './style.css';

const target = document.getElementById('app');
const data = document.getElementById('dualflow-data');
if (target) mount(App, { target, props: { read: readDocument(data?.textContent ?? '') } });
