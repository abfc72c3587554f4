import { str } from '@lit/localize/internal/str-tag.js';
import { startClickToCall } from '../../click-to-call/index.js';
import type { CallWish } from '../../click-to-call/index.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { CallAnsweredEvent, CallEndedEvent, CallStartedEvent } from '../events.js';
import { languageOf, type Msg } from './localize.js';
import type { OfferedCall, PhoneRequest } from './request.js';

/** A comma in the tones of a link. */
const PAUSE_MS = 2000;

/** The phone that calls what the page shows. */
export interface PageCallsOwner extends HTMLElement {
  readonly snapshot: SoftphoneSnapshot;
  readonly country: string;
  readonly updateComplete: Promise<boolean>;
  open: boolean;
  sendDtmf(digits: string): Promise<void>;
}

export interface PageCalls {
  /** The phone, its language or its country changed. */
  refresh(): void;
  stop(): void;
}

/** Of several phones on a page the first one takes the links. */
let inCharge: PageCallsOwner | null = null;

/** Starts click-to-call for the page of this phone. Undefined while another phone has it. */
export function startPageCalls(
  phone: PageCallsOwner,
  mode: 'links' | 'text',
  words: () => Msg,
  take: (request: PhoneRequest) => unknown,
): PageCalls | undefined {
  if (inCharge && inCharge !== phone) return undefined;
  inCharge = phone;
  let tones = new AbortController();
  const call = ({ number, postDial }: CallWish): void => {
    const place = (): void => {
      tones.abort();
      tones = new AbortController();
      const placed = () => take({ type: 'call', number, source: 'link' });
      if (postDial === '') placed();
      else void sendWhenAnswered(phone, postDial, tones, placed);
    };
    // What becomes of it, a refusal too, is told in the open phone.
    phone.open = true;
    if (phone.hasAttribute('confirm-calls') || isInCall(phone.snapshot))
      void offer(phone, { number, tones: postDial, place }, take);
    else place();
  };
  const running = startClickToCall({
    mode,
    country: () => phone.country.toUpperCase(),
    canCall: () => canCall(phone.snapshot),
    call,
    refuse: ({ number }) => {
      // The open phone says why it is not online; what else is missing, its answer to a call does.
      phone.open = true;
      if (phone.snapshot.status === 'online') take({ type: 'call', number, source: 'link' });
    },
    words: () => wordsOf(phone, words()),
  });
  let before = stateOf(phone);
  return {
    refresh() {
      const now = stateOf(phone);
      if (now !== before) running.refresh();
      before = now;
    },
    stop() {
      tones.abort();
      running.stop();
      inCharge = null;
    },
  };
}

function canCall({ status, permissions }: SoftphoneSnapshot): boolean {
  return status === 'online' && permissions.includes('calls:originate');
}

function isInCall({ currentCall }: SoftphoneSnapshot): boolean {
  return currentCall !== null && currentCall.state.phase !== 'ended';
}

/** Shows the number in the open phone, where one more press calls it. In a call the phone says why that cannot be. */
async function offer(
  phone: PageCallsOwner,
  offered: OfferedCall,
  take: (request: PhoneRequest) => unknown,
): Promise<void> {
  await take({ type: 'prepare' });
  // A call that is over makes room, and so do the words of what failed before.
  await take({ type: 'dismiss' });
  await phone.updateComplete;
  const panel = phone.shadowRoot?.querySelector('cemscale-phone-panel');
  await panel?.updateComplete;
  panel?.offer(offered);
}

function stateOf(phone: PageCallsOwner): string {
  return [canCall(phone.snapshot), phone.country, languageOf(phone)].join(' ');
}

function wordsOf(phone: PageCallsOwner, msg: Msg) {
  return {
    call: (number: string) => msg(str`Call ${number}`, { id: 'call-number' }),
    browse: () => msg('Arrow keys go to the other numbers of the page', { id: 'browse-numbers' }),
    lang: languageOf(phone),
  };
}

/** Sends the tones of a link, such as an extension, once the call that `place` starts is answered. */
async function sendWhenAnswered(
  phone: PageCallsOwner,
  postDial: string,
  ended: AbortController,
  place: () => unknown,
): Promise<void> {
  const { signal } = ended;
  let id = '';
  phone.addEventListener('cemscale-call-started', ({ call }: CallStartedEvent) => (id ||= call.id), { signal });
  phone.addEventListener(
    'cemscale-call-answered',
    ({ call }: CallAnsweredEvent) => {
      if (call.id === id) void sendTones(phone, postDial, signal);
    },
    { signal },
  );
  phone.addEventListener('cemscale-call-ended', ({ call }: CallEndedEvent) => call.id === id && ended.abort(), {
    signal,
  });
  await place();
  // A call that was refused leaves no tones for the next one.
  if (id === '') ended.abort();
}

async function sendTones(phone: PageCallsOwner, postDial: string, signal: AbortSignal): Promise<void> {
  for (const part of postDial.split(/(,)/)) {
    if (signal.aborted) return;
    if (part === ',') await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    // A call that ended meanwhile takes no more of them.
    else if (part !== '') await phone.sendDtmf(part).catch(() => undefined);
  }
}
