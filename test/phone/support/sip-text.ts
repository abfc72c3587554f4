/** The media of every description: both ways. */
const SDP = 'sendrecv';

/** These header lines and a body that describes media. */
export function withSdp(lines: readonly string[]): string[] {
  return [...lines, 'Content-Type: application/sdp', `Content-Length: ${SDP.length}`, '', SDP];
}

/** The value of the first header of that name; empty without one. */
export function header(text: string, name: string): string {
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
}

/** The tag in a From or To. */
export function tagOf(value: string): string {
  return /;tag=([^;\s]+)/.exec(value)?.[1] ?? '';
}

/** The address in the Contact. */
export function contactOf(text: string): string {
  return /<([^>]+)>/.exec(header(text, 'Contact'))?.[1] ?? '';
}
