import { expect } from 'chai';
import type { TokenGrant } from '../../src/api/token.js';
import { fetchPlatform, platformAddresses, tokenUrl } from './platform.js';

describe('the platform beside the browser tests', () => {
  it('grants a token for each extension, with a SIP address that takes connections', async () => {
    const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
    const answer = await fetch(tokenUrl('1002'), { method: 'POST', headers, body: '{}' });
    expect(answer.status).to.equal(200);
    const grant = (await answer.json()) as TokenGrant;
    expect(grant.extension.number).to.equal('1002');
    const socket = new WebSocket(grant.sip.wsUri, 'sip');
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    socket.close();
    expect(grant.sip.wsUri).to.equal((await platformAddresses()).sipUrl);
  });

  it('lets a test use the control endpoint', async () => {
    const answer = await fetchPlatform('/control/numbers');
    expect(answer.status).to.equal(200);
    expect(await answer.json())
      .to.have.property('numbers')
      .that.is.an('array').and.is.not.empty;
  });
});
