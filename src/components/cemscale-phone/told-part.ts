import { endedStyles } from './ended-view.styles.js';

// What is told in words when something is in the way or over. Fetched with the open phone and with the first call, so
// that it is there when the network is not.
export { announcementFor } from './announcements.js';
export { wordsForDevice } from './device-words.js';
export { endedView } from './ended-view.js';
export { notices } from './notices.js';

export const styles = [endedStyles];
