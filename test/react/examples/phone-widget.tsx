import { useVoIP } from '@cemscale-voip/softphone/react';
import { useState } from 'react';
import { settings } from './settings.js';

/** The documented widget: SIP server by name, no API key, an account that the person types. */
export function PhoneWidget() {
  const { isRegistered, currentCall, login, startPhone, call, answer, hangup, toggleHold, toggleMute, error } =
    useVoIP({ apiUrl: settings.apiUrl, sipDomain: settings.sipDomain, wsUri: settings.wsUri });
  const [number, setNumber] = useState('+15551234567');

  return (
    <div>
      <p id="status">{isRegistered ? 'Online' : 'Offline'}</p>
      {error && <p style={{ color: 'red' }}>{error}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const account = new FormData(event.currentTarget);
          startPhone(String(account.get('extension')), String(account.get('password')), 'Alice').catch(() => {});
        }}
      >
        <input name="extension" />
        <input name="password" type="password" />
        <button>Start</button>
        <button type="button" onClick={() => login(settings.apiKey)}>
          Login
        </button>
      </form>
      {currentCall ? (
        <>
          <output>
            {currentCall.direction} {currentCall.state} {currentCall.remoteIdentity}
          </output>
          {currentCall.direction === 'inbound' && currentCall.state === 'ringing' && (
            <button onClick={answer}>Answer</button>
          )}
          <button onClick={hangup}>Hangup</button>
          <button onClick={toggleHold}>{currentCall.held ? 'Resume' : 'Hold'}</button>
          <button onClick={toggleMute}>{currentCall.muted ? 'Unmute' : 'Mute'}</button>
        </>
      ) : (
        <>
          <input id="number" value={number} onChange={(event) => setNumber(event.target.value)} />
          <button onClick={() => call(number)}>Call</button>
        </>
      )}
    </div>
  );
}
