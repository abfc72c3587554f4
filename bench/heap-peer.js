// Calls made by SIP.js as it comes, for bench/heap.ts.
import { Inviter, Registerer, UserAgent } from 'sip.js';

const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
const { tokenUrl } = document.documentElement.dataset;
const { sip } = await (await fetch(tokenUrl, { method: 'POST', headers, body: '{}' })).json();
let invitation;
const userAgent = new UserAgent({
  uri: UserAgent.makeURI(`sip:${sip.username}@${sip.domain}`),
  authorizationUsername: sip.username,
  authorizationPassword: sip.password,
  transportOptions: { server: sip.wsUri },
  sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
  logBuiltinEnabled: false,
  delegate: { onInvite: (session) => (invitation = session) },
});
await userAgent.start();
await new Registerer(userAgent).register();

const until = async (check) => {
  for (const end = performance.now() + 30_000; !check();) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const reaches = (session, state) => until(() => session.state === state);
const dial = async (number) => {
  const inviter = new Inviter(userAgent, UserAgent.makeURI(`sip:${number}@${sip.domain}`));
  await inviter.invite();
  return inviter;
};
const answered = async (number) => {
  const inviter = await dial(number);
  await reaches(inviter, 'Established');
  return inviter;
};
const hold = (session, held) =>
  new Promise((resolve, reject) => {
    session
      .invite({
        sessionDescriptionHandlerOptions: { hold: held },
        requestDelegate: { onAccept: () => setTimeout(resolve, 20), onReject: reject },
      })
      .catch(reject);
  });
const rings = async () => {
  invitation = undefined;
  await fetch('/ring-me');
  await until(() => invitation);
  return invitation;
};
const end = async (session) => {
  await session.bye();
  await reaches(session, 'Terminated');
};

const kinds = {
  echo: async () => end(await answered('9196')),
  held: async () => {
    const inviter = await answered('9196');
    await hold(inviter, true);
    await hold(inviter, false);
    await end(inviter);
  },
  refused: async () => reaches(await dial('+15552010110'), 'Terminated'),
  busy: async () => reaches(await dial('+15552010104'), 'Terminated'),
  answers: async () => {
    const session = await rings();
    await session.accept();
    await reaches(session, 'Established');
    await end(session);
  },
  declines: async () => {
    const session = await rings();
    await session.reject();
    await reaches(session, 'Terminated');
  },
};
globalThis.callOnce = (kind) => kinds[kind]();
