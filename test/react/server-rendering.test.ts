import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { VoIPClient } from '../../src/api/index.js';
import { usePresence, useVoIP, type VoIP, type VoIPOptions } from '../../src/react/index.js';
import { Team } from './support/team.js';

const offline =
  '<p id="phone" data-call="none" title="">Offline</p>' +
  '<p id="team" data-realtime="false" data-known="0" data-recent="0">Offline offline 0</p>';

// Node has neither document nor window nor RTCPeerConnection: touching one of them would throw.
describe('the hooks on a server', () => {
  const ways: readonly [string, VoIPOptions][] = [
    ['tokens', { tokenUrl: '/voip/token' }],
    ['an API key', { apiUrl: 'https://voip-api.example', apiKey: 'csk_test' }],
    [
      'a SIP server',
      { apiUrl: 'https://voip-api.example', sipDomain: 'sip.example', wsUri: 'wss://sip.example/ws' },
    ],
  ];
  for (const [way, options] of ways) {
    it(`render a phone that is offline, by ${way}, and ask nobody`, (t) => {
      const fetched = t.mock.method(globalThis, 'fetch', () => assert.fail('asked'));
      const timers = t.mock.method(globalThis, 'setTimeout');
      assert.equal(renderToString(createElement(Team, { options })).replaceAll('<!-- -->', ''), offline);
      assert.equal(fetched.mock.callCount() + timers.mock.callCount(), 0);
    });
  }

  it('give no client and no phone, so that no request outlives the rendering', () => {
    let seen: VoIP | undefined;
    const Peek = () => {
      seen = useVoIP({ tokenUrl: '/voip/token' });
      return null;
    };
    renderToString(createElement(Peek));
    assert.equal(seen?.client, null);
    assert.equal(seen?.phone, null);
    assert.equal(typeof seen?.call, 'function');
  });

  it('take a client of the application without connecting it', (t) => {
    const client = new VoIPClient({ apiUrl: 'https://voip-api.example', apiKey: 'csk_test' });
    const connected = t.mock.method(client, 'followEvents');
    const Status = () => usePresence(client).getStatus('1001');
    assert.equal(renderToString(createElement(Status)), 'offline');
    assert.equal(connected.mock.callCount(), 0);
  });
});
