import type { FakeClock } from '../../support/fake-clock.js';
import { responseTo } from '../../support/wire.js';
import { FakeSocket } from './fake-socket.js';
import type { Dialog, ServerCall } from './server-call.js';
import { contactOf, header, tagOf, withSdp } from './sip-text.js';

/** What the server makes of the next re-INVITE that reaches it. */
export type Reoffer = 200 | 491 | 500 | 'silence';

const TRAVEL_MS = 10;
const CONTACT = 'Contact: <sip:switch@pbx.test;transport=ws>';

/** A SIP server on fake sockets, as far as one phone needs it: the wire of a test on a fake clock. */
export class FakeServer {
  readonly calls: ServerCall[] = [];
  readonly #clock: FakeClock;
  readonly #sockets = new Set<FakeSocket>();
  readonly #registering = new Set<string>();
  /** New sockets find nobody. */
  refusesSockets = false;
  /** The password of the last token is not good any more. */
  refusesPassword = false;
  reoffers: Reoffer = 200;
  /** BYE and CANCEL that ended something, by number. */
  readonly ended: string[] = [];
  /** REGISTERs of one page that were on their way at once, at most. */
  mostRegisters = 0;
  #count = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** To stand for `WebSocket` while pages open theirs. */
  socketClass(): typeof WebSocket {
    const accept = (socket: FakeSocket): void => this.#accept(socket);
    return class extends FakeSocket {
      constructor() {
        super();
        accept(this);
      }
    } as unknown as typeof WebSocket;
  }

  /** Those whose page has not let go of them. */
  get open(): FakeSocket[] {
    return [...this.#sockets].filter(({ readyState }) => readyState === 1);
  }

  find(number: string): ServerCall | undefined {
    return this.calls.find((call) => call.number === number);
  }

  cut(): void {
    for (const socket of this.#sockets) socket.fail();
  }

  halfOpen(): void {
    for (const socket of this.#sockets) socket.isDead = true;
  }

  /** Somebody calls the phone, where it can be reached. */
  ring(number: string): void {
    const socket = this.open.findLast(({ isDead }) => !isDead);
    if (!socket) return;
    const [callId, ownTag] = [`in-${number}`, `far-${number}`];
    const invite = [
      'INVITE sip:1001@phone.invalid;transport=ws SIP/2.0',
      `Via: SIP/2.0/WS pbx.test;branch=z9hG4bK${callId}`,
      `From: <sip:${number}@pbx.test>;tag=${ownTag}`,
      'To: <sip:1001@pbx.test>',
      `Call-ID: ${callId}`,
      'CSeq: 1 INVITE',
      'Max-Forwards: 70',
      CONTACT,
    ];
    const dialog = { callId, ownTag, phoneTag: '', phone: '', socket, invite: invite.join('\r\n'), cseq: 1 };
    this.#begin(number, false, dialog);
    this.#say(socket, withSdp(invite));
  }

  /** The far end of a call of ours answers. */
  answer(call: ServerCall): void {
    if (!call.isOurs || call.isAnswered || call.isOver) return;
    call.isAnswered = true;
    this.#reply(call.dialog, '200 OK', true);
  }

  /** The far end hangs up, or gives up; whether anybody hears of it is the socket's affair. */
  hangUp(call: ServerCall): void {
    if (call.isOver) return;
    call.isOver = true;
    this.#tellOver(call, '486 Busy Here');
  }

  #tellOver(call: ServerCall, status: string): void {
    const { socket, invite } = call.dialog;
    if (call.isAnswered) return this.#request(call, 'BYE');
    if (call.isOurs) return this.#reply(call.dialog, status);
    const cancel = invite.replace(/^INVITE/, 'CANCEL').replace('1 INVITE', '1 CANCEL');
    this.#say(socket, [...cancel.split('\r\n'), 'Content-Length: 0', '', '']);
  }

  #begin(number: string, isOurs: boolean, dialog: Dialog): ServerCall {
    const state = { isAnswered: false, isOver: false, isHeld: false };
    const call = { number, isOurs, dialog, ...state, channels: new Set([dialog.callId]) };
    this.calls.push(call);
    return call;
  }

  /** By REST. False when no such channel lives. */
  hangUpChannel(uuid: string): boolean {
    const call = this.calls.find(({ channels, isOver }) => !isOver && channels.has(uuid));
    if (!call) return false;
    this.#end(call);
    this.#tellOver(call, '487 Terminated');
    return true;
  }

  /** The far end negotiates anew. */
  reinvite(call: ServerCall): void {
    if (call.isAnswered && !call.isOver) this.#request(call, 'INVITE');
  }

  #accept(socket: FakeSocket): void {
    this.#sockets.add(socket);
    socket.onSend = (text) => {
      if (text.trim() === '') return this.#say(socket, ['', '']);
      this.#clock.after(TRAVEL_MS, () => socket.carries && this.#receive(text, socket));
    };
    this.#clock.after(TRAVEL_MS, () => (this.refusesSockets ? socket.fail() : socket.open()));
  }

  #receive(text: string, socket: FakeSocket): void {
    const method = /^\w+/.exec(text)?.[0];
    if (text.startsWith('SIP/2.0')) this.#onResponse(text);
    else if (method === 'REGISTER') this.#onRegister(text, socket);
    else if (method === 'INVITE') this.#onInvite(text, socket);
    else if (method === 'BYE') this.#onBye(text, socket);
    else if (method === 'CANCEL') this.#onCancel(text, socket);
    else if (method !== 'ACK') this.#answerTo(text, '200 OK', socket);
  }

  #onRegister(text: string, socket: FakeSocket): void {
    const page = header(text, 'Call-ID');
    this.mostRegisters = Math.max(this.mostRegisters, this.#registering.has(page) ? 2 : 1);
    this.#registering.add(page);
    socket.onGone = () => this.#registering.delete(page);
    this.#clock.after(50, () => {
      this.#registering.delete(page);
      if (this.refusesPassword) this.#answerTo(text, '403 Forbidden', socket);
      else this.#answerTo(text, '200 OK', socket, `Contact: ${header(text, 'Contact')}`);
    });
  }

  #onInvite(text: string, socket: FakeSocket): void {
    const known = this.#callOf(text);
    if (known) return this.#onReinvite(known, text, socket);
    if (tagOf(header(text, 'To')) !== '') return this.#answerTo(text, '481 Unknown', socket);
    const replaced = /^Replaces: ([^;]+)/im.exec(text)?.[1];
    const before = this.calls.find(({ isOver, dialog }) => !isOver && dialog.callId === replaced);
    if (replaced !== undefined && !before) return this.#answerTo(text, '480 Nobody', socket);
    const dialog = {
      callId: header(text, 'Call-ID'),
      ownTag: `own-${(this.#count += 1)}`,
      phoneTag: tagOf(header(text, 'From')),
      phone: contactOf(text),
      socket,
      invite: text,
      cseq: 100,
    };
    const number = /^INVITE sip:([^@]+)/.exec(text)?.[1] ?? '';
    const call = before ?? this.#begin(number, true, dialog);
    call.dialog = dialog;
    call.channels.add(dialog.callId);
    // Who takes the place of a call that rings here answers it.
    if (before && !before.isOurs) before.isAnswered = true;
    call.isHeld = /sendonly/.test(text);
    if (call.isAnswered) return this.#reply(dialog, '200 OK', true);
    this.#reply(dialog, '180 Ringing');
  }

  #onReinvite(call: ServerCall, text: string, socket: FakeSocket): void {
    if (call.isOver) return this.#answerTo(text, '481 Gone', socket);
    const { reoffers } = this;
    this.reoffers = 200;
    if (reoffers === 'silence') return;
    if (reoffers !== 200) return this.#answerTo(text, `${reoffers} No`, socket);
    call.isHeld = /sendonly/.test(text);
    this.#say(socket, withSdp(responseTo(text, '200 OK', CONTACT).split('\r\n').slice(0, -3)));
  }

  #onBye(text: string, socket: FakeSocket): void {
    const call = this.#callOf(text);
    const isAlive = call !== undefined && !call.isOver;
    this.#answerTo(text, isAlive ? '200 OK' : '481 Gone', socket);
    if (!isAlive) return;
    this.#end(call);
    if (call.isOurs && !call.isAnswered) this.#reply(call.dialog, '487 Terminated');
  }

  #onCancel(text: string, socket: FakeSocket): void {
    const call = this.calls.find(({ dialog }) => dialog.callId === header(text, 'Call-ID'));
    const isRinging = call !== undefined && !call.isAnswered && !call.isOver;
    this.#answerTo(text, isRinging ? '200 OK' : '481 Gone', socket);
    if (!isRinging) return;
    this.#end(call);
    this.#reply(call.dialog, '487 Terminated');
  }

  /** Final answers to our requests, as far as they mean anything. */
  #onResponse(text: string): void {
    const call = this.calls.find(({ dialog }) => dialog.callId === header(text, 'Call-ID'));
    const status = Number(text.slice(8, 11));
    if (!call || !/INVITE/.test(header(text, 'CSeq'))) return;
    const { dialog } = call;
    dialog.phoneTag ||= tagOf(header(text, 'To'));
    dialog.phone = dialog.phone || contactOf(text);
    if (status < 200) return;
    const isFirst = dialog.cseq === 1 && !call.isOurs && !call.isAnswered;
    this.#say(dialog.socket, [
      `ACK ${status < 300 ? dialog.phone : 'sip:1001@phone.invalid;transport=ws'} SIP/2.0`,
      `Via: ${status < 300 ? `SIP/2.0/WS pbx.test;branch=z9hG4bKack${(this.#count += 1)}` : header(text, 'Via')}`,
      ...['From', 'To', 'Call-ID'].map((name) => `${name}: ${header(text, name)}`),
      `CSeq: ${parseInt(header(text, 'CSeq'), 10)} ACK`,
      'Max-Forwards: 70',
      'Content-Length: 0',
      '',
      '',
    ]);
    if (!isFirst) return;
    if (status < 300 && !call.isOver) call.isAnswered = true;
    else if (status < 300) this.#request(call, 'BYE');
    else if (!call.isOver) this.#end(call);
  }

  #end(call: ServerCall): void {
    call.isOver = true;
    this.ended.push(call.number);
  }

  #callOf(text: string): ServerCall | undefined {
    const [callId, to] = [header(text, 'Call-ID'), tagOf(header(text, 'To'))];
    return this.calls.find(({ dialog }) => dialog.callId === callId && dialog.ownTag === to);
  }

  #request({ dialog }: ServerCall, method: 'BYE' | 'INVITE'): void {
    dialog.cseq += 1;
    const isFromUs = dialog.invite.includes('From: <sip:1001');
    const number = isFromUs ? 'far' : (/From: <sip:(\d+)/.exec(dialog.invite)?.[1] ?? 'far');
    const head = [
      `${method} ${dialog.phone} SIP/2.0`,
      `Via: SIP/2.0/WS pbx.test;branch=z9hG4bKreq${(this.#count += 1)}`,
      `From: <sip:${number}@pbx.test>;tag=${dialog.ownTag}`,
      `To: <sip:1001@pbx.test>;tag=${dialog.phoneTag}`,
      `Call-ID: ${dialog.callId}`,
      `CSeq: ${dialog.cseq} ${method}`,
      'Max-Forwards: 70',
      CONTACT,
    ];
    this.#say(dialog.socket, method === 'BYE' ? [...head, 'Content-Length: 0', '', ''] : withSdp(head));
  }

  /** To the INVITE that made a dialog. */
  #reply({ invite, socket, ownTag }: Dialog, status: string, sdp = false): void {
    const lines = responseTo(invite, status, CONTACT).replace(/^To: .*$/im, `$&;tag=${ownTag}`);
    this.#say(socket, sdp ? withSdp(lines.split('\r\n').slice(0, -3)) : lines.split('\r\n'));
  }

  #answerTo(text: string, status: string, socket: FakeSocket, ...extra: string[]): void {
    const answer = responseTo(text, status, ...extra);
    const hasTag = tagOf(header(text, 'To')) !== '';
    this.#say(socket, (hasTag ? answer : answer.replace(/^To: .*$/im, '$&;tag=none')).split('\r\n'));
  }

  #say(socket: FakeSocket, lines: readonly string[]): void {
    this.#clock.after(TRAVEL_MS, () => socket.carries && socket.deliver(lines.join('\r\n')));
  }
}
