import { svg } from 'lit';

/** Somebody without initials. In a file of its own: presence shows people, and needs no other icon of the open phone. */
export const personShape = svg`<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20a7.5 7.5 0 0 1 15 0"/>`;
