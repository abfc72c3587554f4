import { Registration } from '../../../src/phone/sip/registration.js';
import type { RegistrationState } from '../../../src/phone/sip/registration-state.js';
import { SipTransport } from '../../../src/phone/sip/transport.js';
import { createUserAgent, registrarUri } from '../../../src/phone/sip/user-agent.js';
import type { Line } from '../../../src/phone/sip/line.js';
import { FakeClock } from '../../support/fake-clock.js';
import { SipRegistrar } from '../../support/sip-registrar.js';
import type { RegistrarOptions } from '../../support/sip-registrar.js';
import { RecordingLogger, createNodeSocket, credentialsFor, until } from './support.js';

export interface RegistrationBench extends Line {
  readonly registrar: SipRegistrar;
  readonly clock: FakeClock;
  /** Every state that was reported, in order. */
  readonly states: RegistrationState[];
  state(): RegistrationState;
  reach(status: RegistrationState['status']): Promise<unknown>;
  /** REGISTER requests that arrived. */
  sent(): number;
  errorReason(): string | undefined;
  close(): Promise<void>;
}

/** A registration on a real socket and a fake clock, connected. */
export async function startRegistration(options: RegistrarOptions = {}, random = 0.5): Promise<RegistrationBench> {
  const registrar = await SipRegistrar.start(options);
  const clock = new FakeClock();
  const line = createTestLine(registrar.url, clock, () => random);
  const states: RegistrationState[] = [];
  line.registration.on('statechange', (next) => void states.push(next));
  await line.userAgent.start();
  const state = (): RegistrationState => line.registration.state;
  return {
    ...line,
    registrar,
    clock,
    states,
    state,
    reach: (status) => until(status, () => state().status === status),
    sent: () => registrar.all('REGISTER').length,
    errorReason: () => {
      const current = state();
      return 'error' in current ? current.error?.reason : undefined;
    },
    close: async () => {
      await line.userAgent.stop();
      await registrar.close();
    },
  };
}

function createTestLine(wsUri: string, clock: FakeClock, random: () => number): Line {
  const logger = new RecordingLogger();
  // The clock is moved by hours at once here, in which no probe can be answered.
  const liveness = { inCall: 1e12, idle: 1e12, secondProbe: 1e12, verdict: 2e12, stale: 1e15 };
  const transport = new SipTransport({ wsUri, clock, logger, createWebSocket: createNodeSocket, liveness });
  const userAgent = createUserAgent({
    credentials: () => credentialsFor(wsUri),
    displayName: '',
    transport,
    logger,
    sessionDescriptionHandlerFactory: () => {
      throw new Error('No media in this test.');
    },
    onConnect: () => registration.register(),
    onDisconnect: () => registration.suspend(),
    onInvite: () => undefined,
  });
  const registration = new Registration({
    userAgent,
    registrar: registrarUri('sip:pbx.test'),
    clock,
    logger,
    random,
    onTimeout: () => transport.probe(),
  });
  return { transport, userAgent, registration };
}
