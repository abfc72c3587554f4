import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Logger } from 'sip.js/lib/core/log/logger.js';
import { IncomingRequestMessage } from 'sip.js/lib/core/messages/incoming-request-message.js';
import type { IncomingMessage } from 'sip.js/lib/core/messages/incoming-message.js';
import { Parser } from 'sip.js/lib/core/messages/parser.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import { inspectFrame } from '../../../../src/phone/sip/frame-guard.js';
import { installGrammar, parse } from '../../../../src/phone/sip/grammar/grammar.js';
import { malformed, wellFormed, type TortureMessage } from './torture-messages.js';

const silent = { warn: () => undefined, error: () => undefined } as unknown as Logger;

/** The message as SIP.js reads it when it comes through our socket. */
function receive({ lines }: TortureMessage): IncomingMessage | undefined {
  const frame = inspectFrame(`${lines.join('\r\n')}\r\n\r\n`);
  return frame.kind === 'message' ? Parser.parseMessage(frame.text, silent) : undefined;
}

const byName = (name: string): IncomingMessage => {
  const message = receive(wellFormed.find((one) => one.name === name)!);
  assert.ok(message);
  return message;
};

describe('SIP.js with the grammar put in', () => {
  before(() => installGrammar());

  it('asks it for everything', () => {
    assert.equal(Grammar.parse, parse);
    assert.equal(Grammar.URIParse('sip:a@my_host')?.host, 'my_host');
    assert.equal(Grammar.nameAddrHeaderParse('José <sip:a@b>')?.displayName, 'José');
  });

  it('leaves rules of its own to the other where there is one', () => {
    assert.deepEqual(Grammar.parse('100;refresher=uac', 'Session_Expires'), {
      deltaSeconds: 100,
      refresher: 'uac',
    });
    assert.equal(Grammar.parse('x', 'No_Such_Rule'), -1);
  });

  describe('reads', () => {
    for (const message of wellFormed) it(message.name, () => assert.ok(receive(message)));
  });

  describe('refuses without harm', () => {
    for (const message of malformed) it(message.name, () => assert.equal(receive(message), undefined));
  });

  it('reads the tortuous INVITE in all its parts', () => {
    const invite = byName('a short tortuous INVITE');
    assert.ok(invite instanceof IncomingRequestMessage);
    assert.equal(invite.method, 'INVITE');
    assert.equal(invite.ruri?.toString(), 'sip:vivekg@chair-dnrc.example.com;unknownparam');
    assert.deepEqual([invite.fromTag, invite.toTag, invite.cseq], ['98asjd8', '1918181833n', 9]);
    assert.equal(invite.from.displayName, 'J Rosenberg \\\\\\"');
    assert.deepEqual([invite.via.host, invite.viaBranch], ['192.0.2.2', '390skdjuw']);
    assert.equal(invite.getHeaders('via').length, 2);
    const contact: unknown = invite.parseHeader('contact');
    assert.equal(
      String(contact),
      '"Quoted string \\"\\"" <sip:jdrosen@example.com>;newparam=newvalue;secondparam;q=0.33',
    );
  });

  it('takes no name for an escape in a method, and every escape in a user', () => {
    assert.equal(byName('a percent sign that is no escape').method, 'RE%47IST%45R');
    const message = byName('percent signs in a user that mean themselves');
    assert.equal(message.to.uri.user, 'user');
    assert.equal(byName('a NUL that is escaped').to.uri.toString(), 'sip:null-%00-null@example.com');
  });

  it('keeps a foreign Request-URI for the 416', () => {
    const message = byName('a URI of another scheme');
    assert.ok(message instanceof IncomingRequestMessage);
    assert.equal(message.ruri?.scheme, 'nobodyknowsthisscheme');
  });

  it('tells an address from a port by the brackets', () => {
    const port = (name: string): number | undefined => (byName(name) as IncomingRequestMessage).ruri?.port;
    assert.equal(port('a port that is part of an IPv6 address'), undefined);
    assert.equal(port('a port behind an IPv6 address'), 5070);
  });
});
