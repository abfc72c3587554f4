import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import { fetchPlatform, standingTokenUrl } from '../../support/platform.js';
import { stays, until } from '../../support/poll.js';
import { deep, drawn, textOf } from '../mount.js';
import { expectAccessible } from '../rooms.js';

describe('a closed <cemscale-phone> whose person wants no calls', function () {
  this.timeout(60_000);
  let phone: CemscalePhone;

  const start = async (change: Partial<CemscalePhone> = {}, permissions = agentPermissions): Promise<void> => {
    const tokenUrl = await standingTokenUrl('frank', { extension: '1006', permissions });
    phone = Object.assign(document.createElement('cemscale-phone'), { tokenUrl, ...change });
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  };
  const is = (status: 'available' | 'busy') =>
    fetchPlatform(`/api/presence/${phone.snapshot.extension?.id}`, 'PUT', { status });
  const says = (words: string) =>
    until(
      () => `"${words}" in "${textOf(deep(phone, '.pill') ?? phone)}"`,
      async () => {
        await drawn(document.body);
        return textOf(deep(phone, '.pill') ?? phone).trim() === words;
      },
      20_000,
    );

  afterEach(async () => {
    await is('available');
    await phone.disconnect();
    phone.remove();
    await fetchPlatform('/control/reset', 'POST');
  });

  for (const mode of ['floating', 'bar'] as const)
    it(`says so, wherever that was set, until it is over (${mode})`, async () => {
      await start({ mode });
      await says('Phone Online');
      await is('busy');
      await says('Phone Do not disturb');
      expect(deep(phone, '.pill .dot.quiet')).not.to.equal(null);
      await expectAccessible();
      await is('available');
      await says('Phone Online');
      expect(deep(phone, '.pill .dot.quiet')).to.equal(null);
    });

  it('asks nobody where its token does not allow that', async () => {
    await start(
      {},
      agentPermissions.filter((one) => one !== 'presence:read'),
    );
    const asked = (): boolean =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/presence'));
    performance.clearResourceTimings();
    await is('busy');
    performance.clearResourceTimings();
    await stays(
      'nobody is asked',
      () => !asked() && textOf(deep(phone, '.pill') ?? phone).trim() === 'Phone Online',
      1500,
    );
  });
});
