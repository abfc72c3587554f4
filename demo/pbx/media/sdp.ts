import type { MediaDirection } from './endpoint.js';

const directions: readonly string[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

/** Direction of the first media section; the session level counts only where the section is silent. */
export function directionOf(sdp: string): MediaDirection {
  const { session, media } = split(sdp);
  return lastDirection(media) ?? lastDirection(session) ?? 'sendrecv';
}

/** What the far end hears of us and says to us, seen from the other side. */
export function mirrored(direction: MediaDirection): MediaDirection {
  if (direction === 'sendonly') return 'recvonly';
  if (direction === 'recvonly') return 'sendonly';
  return direction;
}

/**
 * The description in the form that the media library copes with: only PCMU and its telephone-events,
 * no session-level direction, no `.local` candidates, and never without any candidate. Throws for what has no PCMU audio.
 */
export function prepareRemote(sdp: string): string {
  const { session, media } = split(sdp);
  const head = session.filter((line) => !directions.includes(line.slice(2)));
  const kept = wantedPayloads(media);
  // Half-applied descriptions leave the library unusable, so what cannot work is refused before it sees it.
  if (!kept.has('0')) {
    throw new Error('The description offers no PCMU audio.');
  }
  const lines = media
    .filter((line) => keepsLine(line, kept))
    .map((line) => withoutGeneration(withPayloads(line, kept)));
  if (!lines.some((line) => line.startsWith('a=candidate:'))) addCandidate(lines);
  if (lastDirection(lines) === undefined) lines.push(`a=${directionOf(sdp)}`);
  return [...head, ...lines, ''].join('\r\n');
}

function split(sdp: string): { session: string[]; media: string[] } {
  const lines = sdp.split(/\r?\n/).filter((line) => line !== '');
  const start = lines.findIndex((line) => line.startsWith('m='));
  if (start === -1) return { session: lines, media: [] };
  const next = lines.findIndex((line, index) => index > start && line.startsWith('m='));
  return { session: lines.slice(0, start), media: lines.slice(start, next === -1 ? undefined : next) };
}

function lastDirection(lines: readonly string[]): MediaDirection | undefined {
  const found = lines.map((line) => line.slice(2)).findLast((value) => directions.includes(value));
  return found as MediaDirection | undefined;
}

function wantedPayloads(media: readonly string[]): ReadonlySet<string> {
  const wanted = new Set<string>();
  if (media[0]?.startsWith('m=audio ') === true && media[0].split(' ').slice(3).includes('0')) wanted.add('0');
  for (const line of media) {
    const match = /^a=rtpmap:(\d+) telephone-event\/8000/i.exec(line);
    if (match?.[1] !== undefined) wanted.add(match[1]);
  }
  return wanted;
}

function keepsLine(line: string, payloads: ReadonlySet<string>): boolean {
  const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\S+)/.exec(line)?.[1];
  if (payload !== undefined) return payloads.has(payload);
  return !/^a=candidate:.* \S+\.local /.test(line);
}

function withPayloads(line: string, payloads: ReadonlySet<string>): string {
  if (!line.startsWith('m=')) return line;
  return [...line.split(' ').slice(0, 3), ...payloads].join(' ');
}

/**
 * Without the count of ICE restarts that Chromium writes to its candidates: the library takes no candidate whose count
 * is not its own, and after a restart that was refused the two differ for good.
 */
function withoutGeneration(line: string): string {
  return line.startsWith('a=candidate:') ? line.replace(/ generation \d+/, '') : line;
}

// Without a candidate the library never starts to check; with any, it learns the real address from the far end's checks.
function addCandidate(lines: string[]): void {
  const at = lines.findIndex((line) => line.startsWith('a=ice-ufrag:'));
  lines.splice(at === -1 ? lines.length : at + 1, 0, 'a=candidate:99 1 udp 1 127.0.0.1 9 typ host');
}
