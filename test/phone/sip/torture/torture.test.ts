import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sendOptions } from '../../../../src/phone/sip/user-agent.js';
import { SipRequest } from '../../../support/sip-registrar.js';
import { until } from '../support.js';
import { wirePhone, type WiredPhone } from './fake-wire.js';
import type { RfcMessage } from './message.js';
import { meaning } from './rfc4475-meaning.js';
import { invalid, valid } from './rfc4475-syntax.js';
import { ipv6 } from './rfc5118.js';

const tables: Readonly<Record<string, readonly RfcMessage[]>> = {
  'RFC 4475, well-formed': valid,
  'RFC 4475, malformed': invalid,
  'RFC 4475, odd in its meaning': meaning,
  'RFC 5118': ipv6,
};

describe('torture messages on the wire', () => {
  let phone: WiredPhone;

  beforeEach(async () => {
    phone = await wirePhone();
  });

  afterEach(async () => {
    const stopped = phone.connection.stop();
    phone.clock.advance(3_000);
    await stopped;
  });

  const statuses = (): number[] =>
    phone.wire.sent.map((text) => Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1])).filter((status) => status > 100);

  /** The text with the address of this phone in it, every character of the user as an escape where that is asked for. */
  function addressed(text: string): string {
    const escaped = phone.me.replace(/(?<=^sip:)[^@]+/, (user) =>
      [...user].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
    );
    return text.replaceAll('$ME', phone.me).replaceAll('$ESCAPED', escaped);
  }

  /** Sends a request of the phone and lets this be the answer. Returns the reason phrase that arrived. */
  function answerWith(text: string): string | undefined {
    let reason: string | undefined;
    sendOptions(phone.connection.userAgent, { onAccept: ({ message }) => (reason = message.reasonPhrase) });
    const request = new SipRequest(phone.wire.sent.at(-1)!);
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${request.header(name)}`);
    phone.wire.deliver(text.replace('$RESPONSE', copied.join('\r\n')));
    return reason;
  }

  async function check({ text, outcome }: RfcMessage): Promise<void> {
    const { wire, transport, invitations } = phone;
    wire.sent.length = 0;
    if ('response' in outcome) {
      assert.equal(answerWith(text), outcome.response);
      return;
    }
    wire.deliver(addressed(text));
    if ('rings' in outcome) {
      assert.equal(invitations.length, 1);
      assert.deepEqual(statuses(), []);
      void invitations[0]!.reject({ statusCode: 486 });
      await until('the refusal', () => statuses().includes(486));
    } else if ('dropped' in outcome) {
      assert.deepEqual(transport.stats.droppedBy, { [outcome.dropped]: 1 });
      assert.deepEqual(statuses(), outcome.answered ? [outcome.answered] : []);
      assert.equal(invitations.length, 0);
    } else {
      assert.deepEqual(statuses(), [outcome.answered]);
      if (outcome.with) assert.match(wire.sent.at(-1)!, outcome.with);
      assert.deepEqual(transport.stats.droppedBy, {});
      assert.equal(invitations.length, 0);
    }
  }

  for (const [name, messages] of Object.entries(tables)) {
    describe(name, () => {
      for (const message of messages)
        it(message.name, async () => {
          await check(message);
          assert.equal(phone.transport.stats.handlerErrors, 0);
          assert.equal(phone.ask(), 200);
          assert.equal(phone.connection.state.status, 'registered');
        });
    });
  }

  it('are all of them', () => {
    assert.equal(valid.length + invalid.length + meaning.length, 49);
    assert.equal(ipv6.length, 11);
  });

  it('leave a phone behind that is called, one after the other without a pause', async () => {
    for (const { text } of Object.values(tables).flat()) phone.wire.deliver(addressed(text));
    assert.equal(phone.ask(), 200);
    assert.equal(phone.transport.stats.handlerErrors, 0);
  });
});
