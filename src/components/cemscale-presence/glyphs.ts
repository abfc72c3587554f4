import { svg } from 'lit';

export const cross = svg`<path d="m6.5 6.5 11 11m0-11-11 11"/>`;
export const magnifier = svg`<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4 4"/>`;
