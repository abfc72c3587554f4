import type { ThreeWay } from '../../phone/three-way/three-way.js';
import type { ResumeRecord } from '../../phone/resume/record.js';
import type { FormerRingingOptions } from './former-ringing.js';

export interface ResumingLine extends FormerRingingOptions {
  /** Where calls of three are led from. */
  readonly core: { threeWay(): Promise<ThreeWay> };
}

/** Goes on with calls of another page, and follows those that ring. Never rejects: what cannot be gone on with is not there. */
export async function goOn(records: readonly ResumeRecord[], line: ResumingLine): Promise<void> {
  if (records.length === 0) return;
  await line.phone.resume(records).catch(ignore);
  for (const { id, conference } of records) if (conference) goOnWithThree(id, line);
  // No word of the caller reaches this page before it has answered: the platform is asked instead.
  if (records.some(({ answeredAt, direction }) => answeredAt === null && direction === 'inbound'))
    import('./former-ringing.js').then(({ followFormerRinging }) => followFormerRinging(line), ignore);
}

/** As soon as the call is here; one that is in no conference any more is a call like any. */
function goOnWithThree(id: string, { phone, core }: ResumingLine): void {
  const stop = phone.on('call', (call) => {
    if (call.id !== id || call.state.phase === 'resuming') return;
    stop();
    if (call.state.phase !== 'active') return;
    const live = phone.findCall(id);
    const note = live?.conference;
    if (!note) return;
    core
      .threeWay()
      .then((threeWay) => threeWay.goOn(note))
      .then((found) => {
        if (!found) live.conference = null;
      }, ignore);
  });
}

function ignore(): void {}
