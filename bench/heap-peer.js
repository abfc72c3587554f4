// Calls made by SIP.js as it comes, for bench/heap.ts.
import { Inviter, Registerer, UserAgent } from 'sip.js';

const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
const { tokenUrl } = document.documentElement.dataset;
const { sip } = await (await fetch(tokenUrl, { method: 'POST', headers, body: '{}' })).json();
const userAgent = new UserAgent({
  uri: UserAgent.makeURI(`sip:${sip.username}@${sip.domain}`),
  authorizationUsername: sip.username,
  authorizationPassword: sip.password,
  transportOptions: { server: sip.wsUri },
  sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
  logBuiltinEnabled: false,
});
await userAgent.start();
await new Registerer(userAgent).register();

globalThis.callOnce = async () => {
  const inviter = new Inviter(userAgent, UserAgent.makeURI(`sip:9196@${sip.domain}`));
  await inviter.invite();
  while (inviter.state !== 'Established') await new Promise((resolve) => setTimeout(resolve, 20));
  await inviter.bye();
};
