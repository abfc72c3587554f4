import { expect } from 'chai';
import type { CemscalePhone } from '../../src/components/cemscale-phone/cemscale-phone.js';
import '../../src/components/cemscale-phone/cemscale-phone.js';
import { Preferences, openPreferences } from '../../src/softphone/preferences.js';
import { RecentsStore } from '../../src/softphone/recents/recents-store.js';
import { tokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';

describe('logout()', function () {
  this.timeout(40_000);
  const phones: CemscalePhone[] = [];

  afterEach(() => {
    for (const phone of phones.splice(0)) phone.remove();
  });

  async function online(url: string): Promise<{ phone: CemscalePhone; id: string }> {
    const phone = document.createElement('cemscale-phone');
    phone.tokenUrl = url;
    document.body.append(phone);
    phones.push(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
    return { phone, id: phone.snapshot.extension?.id ?? '' };
  }

  it('goes offline and forgets what is kept of this person, and of nobody else', async () => {
    const { phone, id } = await online(`${tokenUrl('1001')}?logout=1`);
    await (await openPreferences(id)).set('audio', { speakerVolume: 0.4 });
    const other = await Preferences.load('somebody-else');
    await other.set('audio', { speakerVolume: 0.6 });
    await phone.call('9196');
    await until('the call', () => phone.snapshot.currentCall?.state.phase === 'active');
    await phone.logout();
    expect(phone.snapshot.status).to.equal('offline');
    expect((await Preferences.load(id)).get('audio')).to.equal(undefined);
    expect((await Preferences.load('somebody-else')).get('audio')).to.deep.equal({ speakerVolume: 0.6 });
    expect(await new RecentsStore().read(id)).to.equal(null);
    await other.wipe();
  });

  it('forgets everybody where it came too late to know whose phone this was', async () => {
    const { phone, id } = await online(`${tokenUrl('1001')}?logout=2`);
    await (await openPreferences(id)).set('audio', { speakerVolume: 0.4 });
    await phone.disconnect();
    await phone.logout();
    expect((await Preferences.load(id)).get('audio')).to.equal(undefined);
  });
});
