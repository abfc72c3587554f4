export type { CallWish, ClickToCallOptions, Words } from './options.js';
export { startClickToCall, type ClickToCall } from './start.js';
