import { str } from '@lit/localize/internal/str-tag.js';
import type {
  Finding,
  Measures,
  PreflightReport,
  PreflightStep,
  PreflightVerdict,
  StepName,
  StepState,
} from '../../softphone/preflight/report.js';
import { wordsForMedia, type Words } from '../cemscale-phone/words.js';
import type { Msg } from '../internal/localize.js';

export function stepWord(name: StepName, msg: Msg): string {
  switch (name) {
    case 'microphone':
      return msg('Microphone', { id: 'check-step-microphone' });
    case 'line':
      return msg('Phone system', { id: 'check-step-line' });
    case 'network':
      return msg('Way for the sound', { id: 'check-step-network' });
    case 'call':
      return msg('Test call', { id: 'check-step-call' });
  }
}

/** The word beside the mark of a step. */
export function stateWord(state: StepState, msg: Msg): string {
  switch (state) {
    case 'waiting':
      return msg('Waiting', { id: 'check-waiting' });
    case 'running':
      return msg('Checking…', { id: 'check-running' });
    case 'ok':
      return msg('Good', { id: 'check-ok' });
    case 'warning':
      return msg('Look here', { id: 'check-warning' });
    case 'failed':
      return msg('Does not work', { id: 'check-failed' });
    case 'skipped':
      return msg('Not checked', { id: 'check-skipped' });
  }
}

/** What it comes to, and what to do. */
export function verdictWords(verdict: PreflightVerdict, msg: Msg): Words {
  switch (verdict) {
    case 'ready':
      return {
        title: msg('Ready', { id: 'check-ready' }),
        text: msg('Nothing that was checked stands in the way of a call.', { id: 'check-ready-text' }),
      };
    case 'risky':
      return {
        title: msg('Calls may break', { id: 'check-risky' }),
        text: msg('You can call. What is marked below may spoil it.', { id: 'check-risky-text' }),
      };
    case 'not-ready':
      return {
        title: msg('Not ready', { id: 'check-not-ready' }),
        text: msg('A call would not work now. See below for what to do.', { id: 'check-not-ready-text' }),
      };
  }
}

type OwnFinding = Exclude<
  Finding,
  `microphone-${'denied' | 'blocked-by-page' | 'missing' | 'busy'}` | 'insecure-page' | 'unsupported'
>;

const found: Record<OwnFinding, (msg: Msg) => Words> = {
  'microphone-works': (msg) => only(msg('It works.', { id: 'check-mic-works' })),
  'microphone-silent': (msg) => ({
    title: msg('No sound comes from your microphone', { id: 'sound-mic-silent' }),
    text: msg('Look for a mute switch on the headset, or choose another microphone.', {
      id: 'sound-mic-silent-text',
    }),
  }),
  'line-works': (msg) => only(msg('It answers.', { id: 'check-line-works' })),
  'line-slow': (msg) => ({
    title: msg('It answers late', { id: 'check-line-slow' }),
    text: msg('Calls will take a while to begin. Try another network.', { id: 'check-line-slow-text' }),
  }),
  'line-unsure': (msg) => ({
    title: msg('It does not answer a question', { id: 'check-line-unsure' }),
    text: msg('The phone is online all the same. Check the network.', { id: 'check-line-unsure-text' }),
  }),
  'line-offline': (msg) => ({
    title: msg('The phone could not go online', { id: 'failed-title' }),
    text: msg('Check the network. Sign in to this site again if it lasts.', { id: 'check-line-offline-text' }),
  }),
  'relay-works': (msg) => only(msg('The relay lets sound through.', { id: 'check-relay-works' })),
  'relay-without-udp': (msg) => ({
    title: msg('Sound gets through by a detour', { id: 'check-relay-tcp' }),
    text: msg('A firewall blocks UDP. Calls work, and may stutter.', { id: 'check-relay-tcp-text' }),
  }),
  'relay-refused': (msg) => ({
    title: msg('The relay refuses this phone', { id: 'check-relay-refused' }),
    text: msg('Tell your administrator: the TURN credentials are wrong or too old.', {
      id: 'check-relay-refused-text',
    }),
  }),
  'relay-unreachable': (msg) => ({
    title: msg('The relay cannot be reached', { id: 'check-relay-unreachable' }),
    text: msg('A firewall or VPN may hold sound back. Try another network.', {
      id: 'check-relay-unreachable-text',
    }),
  }),
  'address-known': (msg) => only(msg('Your network lets sound out.', { id: 'check-address-known' })),
  'address-unknown': (msg) => ({
    title: msg('Your network may hold sound back', { id: 'check-address-unknown' }),
    text: msg('The test call shows whether it does.', { id: 'check-address-unknown-text' }),
  }),
  'no-relay-needed': (msg) =>
    only(msg('The phone system is reached directly: there is nothing to check.', { id: 'check-no-relay' })),
  'call-works': (msg) => only(msg('Sound went there and came back.', { id: 'check-call-works' })),
  'call-rough': (msg) => ({
    title: msg('The sound breaks up', { id: 'check-call-rough' }),
    text: msg('The network is weak. Move closer to the router, or stop downloads and videos.', {
      id: 'sound-breaks-text',
    }),
  }),
  'call-one-way': (msg) => ({
    title: msg('Sound goes one way only', { id: 'check-call-one-way' }),
    text: msg('You or the other side would hear nothing. Try another network, or turn off the VPN.', {
      id: 'check-call-one-way-text',
    }),
  }),
  'call-silent': (msg) => ({
    title: msg('No sound gets through', { id: 'sound-none' }),
    text: msg('Try another network, or turn off the VPN.', { id: 'check-call-silent-text' }),
  }),
  'call-refused': (msg) => ({
    title: msg('The test call was not taken', { id: 'check-call-refused' }),
    text: msg('Try again in a moment.', { id: 'call-wrong-state-text' }),
  }),
  'call-no-echo': (msg) =>
    only(msg('This phone system has no number for a test call.', { id: 'check-call-no-echo' })),
  'call-not-allowed': (msg) =>
    only(msg('Your account may not make calls, so none was made.', { id: 'check-call-not-allowed' })),
  'call-not-wanted': (msg) => only(msg('No test call was wanted.', { id: 'check-call-not-wanted' })),
  'call-in-the-way': (msg) =>
    only(msg('There is a call: a test would disturb it.', { id: 'check-call-in-the-way' })),
  'not-tried': (msg) => only(msg('First repair what is marked above.', { id: 'check-not-tried' })),
  stopped: (msg) => only(msg('The check was stopped.', { id: 'check-stopped' })),
};

/** What a step found, and what to do about it. */
export function findingWords(finding: Finding, msg: Msg): Words {
  switch (finding) {
    case 'microphone-denied':
    case 'microphone-blocked-by-page':
    case 'microphone-missing':
    case 'microphone-busy':
    case 'insecure-page':
    case 'unsupported':
      return wordsForMedia(msg, finding);
    default:
      return found[finding](msg);
  }
}

function only(title: string): Words {
  return { title, text: '' };
}

/** What was measured, in one line; empty when nothing was. */
export function measureWords(measures: Measures, locale: string, msg: Msg): string {
  const { device, roundTripMs, lossPercent, jitterMs, mos, relayProtocol } = measures;
  const decimals = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const parts = [
    device ?? '',
    relayProtocol ? relayProtocol.toUpperCase() : '',
    roundTripMs == null
      ? ''
      : msg(str`there and back ${decimals(0).format(roundTripMs)} ms`, { id: 'check-round-trip' }),
    lossPercent == null ? '' : msg(str`lost ${decimals(1).format(lossPercent)} %`, { id: 'check-loss' }),
    jitterMs == null ? '' : msg(str`uneven by ${decimals(0).format(jitterMs)} ms`, { id: 'check-jitter' }),
    mos == null ? '' : msg(str`score ${decimals(1).format(mos)} of 4.4`, { id: 'check-score' }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** The whole check as text, for whoever helps. Nothing secret is in a report. */
export function reportText(report: PreflightReport, locale: string, msg: Msg): string {
  const verdict = report.verdict
    ? verdictWords(report.verdict, msg).title
    : msg('Checking…', { id: 'check-running' });
  const line = ({ name, state, finding, durationMs, measures }: PreflightStep): string => {
    const seconds = durationMs === null ? '' : ` (${(durationMs / 1000).toFixed(1)} s)`;
    const words = finding ? findingWords(finding, msg).title : '';
    const measured = measureWords(measures, locale, msg);
    return [`${stepWord(name, msg)}: ${stateWord(state, msg)}${seconds}`, words, measured]
      .filter(Boolean)
      .join('. ');
  };
  return [`${verdict}. ${report.startedAt}`, ...report.steps.map(line), navigator.userAgent].join('\n');
}
