import type { MediaPeer } from './media/peer.js';

/** Whether what is sent and heard goes through a relay at this moment. */
export async function usesRelay(peer: Pick<MediaPeer, 'stats'>): Promise<boolean> {
  const report = (await peer.stats()) as ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  const all = [...report.values()];
  const transport = all.find(({ type, selectedCandidatePairId: id }) => type === 'transport' && id !== undefined);
  // Firefox has no transport in its report.
  const pair =
    report.get(String(transport?.['selectedCandidatePairId'])) ??
    all.find(({ type, state, nominated }) => type === 'candidate-pair' && state === 'succeeded' && nominated);
  return report.get(String(pair?.['localCandidateId']))?.['candidateType'] === 'relay';
}
