/** Switches every automated browser of this project starts with: no sandbox (containers run as root), no traffic of its own. */
export const browserArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Added where a test speaks or listens: a fake microphone that is granted without a question, and sound without a gesture. */
export const mediaArgs: readonly string[] = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];
