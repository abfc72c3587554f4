import { useEffect, useState } from 'react';
import { customerOf } from './customers.js';
import { usePhone } from './phone.js';
import { Link } from './router.js';

/** The call in every view: who it is, since when, and what can be done with it. */
export function CallBar() {
  const { currentCall, toggleHold, toggleMute, hangup, answer } = usePhone();
  if (!currentCall) return null;
  const { remoteIdentity, remoteDisplayName, state, direction, held, muted, answerTime } = currentCall;
  const customer = customerOf(remoteIdentity);
  const isTalking = state === 'established';
  return (
    <section className="call-bar" aria-label="Current call">
      <p>
        <b>{customer?.name ?? (remoteDisplayName || remoteIdentity)}</b>{' '}
        <span className="quiet">
          {held ? 'on hold' : wordsFor[state]} {answerTime !== null && <Timer since={answerTime} />}
        </span>
      </p>
      <p className="actions">
        {customer && <Link to={`/customers/${customer.id}`}>Open record</Link>}
        {direction === 'inbound' && state === 'ringing' && (
          <button className="call" onClick={() => ignore(answer())}>
            Answer
          </button>
        )}
        {isTalking && (
          <>
            <button className="call" aria-pressed={muted} onClick={toggleMute}>
              Mute
            </button>
            <button className="call" aria-pressed={held} onClick={() => ignore(toggleHold())}>
              Hold
            </button>
          </>
        )}
        <button className="call end" onClick={() => ignore(hangup())}>
          Hang up
        </button>
      </p>
    </section>
  );
}

const wordsFor = {
  connecting: 'connecting',
  ringing: 'ringing',
  established: 'talking',
  terminated: 'over',
} as const;

/** What fails is in `error`, which the page shows. */
function ignore(action: Promise<unknown>): void {
  action.catch(() => undefined);
}

function Timer({ since }: { readonly since: Date }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since.getTime()) / 1000));
  return (
    <span className="number">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  );
}
