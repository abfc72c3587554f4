import { useVoIP, type ThreeWayParticipant } from '@cemscale-voip/softphone/react';
import { useEffect, useState } from 'react';
import { settings } from './settings.js';

/** One screen for each state of a call that takes a third person in. */
export function ThreeWayScreen() {
  const {
    isRegistered,
    currentCall,
    error,
    startPhone,
    call,
    hangup,
    toggleMute,
    addParticipant,
    mergeThreeWay,
    swapParticipant,
    dropParticipant,
    cancelAddParticipant,
    endThreeWay,
    threeWaySession,
  } = useVoIP({ apiUrl: settings.apiUrl, apiKey: settings.apiKey });
  const [conferenceStartTime, setConferenceStartTime] = useState<Date | null>(null);

  useEffect(() => {
    void startPhone('1001');
  }, [startPhone]);

  // The timer of the conference begins with the conference, not while the third one rings.
  const isConference = threeWaySession?.state === 'active';
  useEffect(() => setConferenceStartTime(isConference ? new Date() : null), [isConference]);

  if (!currentCall) {
    return (
      <section id="none">
        {isRegistered ? 'Online' : 'Offline'} <i>{error}</i>
        <Dialpad onCall={call} />
      </section>
    );
  }
  if (!threeWaySession) {
    return (
      <section id="in-call">
        <CallTimer startTime={currentCall.answerTime} />
        <b>{currentCall.remoteDisplayName}</b> <small>{currentCall.remoteIdentity}</small>
        <i>{error}</i>
        <button onClick={toggleMute}>{currentCall.muted ? 'Unmute' : 'Mute'}</button>
        <button onClick={hangup}>Hangup</button>
        <button onClick={() => addParticipant('+15551234567').catch(() => {})}>Add</button>
      </section>
    );
  }
  if (threeWaySession.state === 'dialing') {
    return (
      <section id="dialing">
        {threeWaySession.conferenceName} {threeWaySession.pendingUuid && 'Calling ...'}
        <button onClick={cancelAddParticipant}>Cancel</button>
        <button onClick={hangup}>Hangup</button>
      </section>
    );
  }
  if (threeWaySession.state === 'holding' || threeWaySession.state === 'swapping') {
    return (
      <section id="holding">
        <ul>
          {threeWaySession.participants.map((p) => (
            <Row key={p.uuid} participant={p}>
              {p.status === 'held' && (
                <button
                  onClick={() => {
                    const other = threeWaySession.participants.find(
                      (x) => x.uuid !== p.uuid && x.status === 'active',
                    );
                    if (other) void swapParticipant(p.uuid, other.uuid);
                  }}
                >
                  Unhold
                </button>
              )}
            </Row>
          ))}
        </ul>
        <button onClick={mergeThreeWay}>Conference (3)</button>
        <button onClick={hangup}>Hangup</button>
      </section>
    );
  }
  return (
    <section id="conference">
      <CallTimer startTime={conferenceStartTime} />
      <ul>
        {threeWaySession.participants.map((p) => (
          <Row key={p.uuid} participant={p}>
            <button onClick={() => dropParticipant(p.uuid)}>Drop</button>
          </Row>
        ))}
      </ul>
      <button onClick={hangup}>End</button>
      <button onClick={endThreeWay}>End for all</button>
    </section>
  );
}

function Row({ participant, children }: { participant: ThreeWayParticipant; children: React.ReactNode }) {
  return (
    <li data-number={participant.callerIdNumber} data-status={participant.status}>
      {participant.callerIdName} {children}
    </li>
  );
}

function Dialpad({ onCall }: { onCall: (number: string) => Promise<unknown> }) {
  return <button onClick={() => onCall('+15552010101')}>Call</button>;
}

function CallTimer({ startTime }: { startTime: Date | null }) {
  return <time>{startTime ? startTime.toISOString() : ''}</time>;
}
