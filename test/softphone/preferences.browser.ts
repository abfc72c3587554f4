import { expect } from 'chai';
import { Preferences, openPreferences } from '../../src/softphone/preferences.js';
import { until } from '../support/poll.js';

const speaker = { id: 'b1', label: 'Desk speaker' };

describe('Preferences', () => {
  const owners: Preferences[] = [];
  const open = IDBFactory.prototype.open;

  async function load(owner: string): Promise<Preferences> {
    const preferences = await Preferences.load(owner);
    owners.push(preferences);
    return preferences;
  }

  afterEach(async () => {
    IDBFactory.prototype.open = open;
    for (const preferences of owners.splice(0)) await preferences.wipe();
  });

  it('are there again after a reload, for the same extension only', async () => {
    const before = await load('ext-1');
    await before.set('audio', { speaker, speakerVolume: 0.5 });
    const after = await load('ext-1');
    expect(after.get('audio')).to.deep.equal({ speaker, speakerVolume: 0.5 });
    const other = await load('ext-2');
    expect(other.get('audio')).to.equal(undefined);
  });

  it('are the same object for all who ask in one page', async () => {
    const [one, two] = await Promise.all([openPreferences('ext-3'), openPreferences('ext-3')]);
    expect(one).to.equal(two);
    owners.push(one);
  });

  it('keep the last choice where two tabs choose', async () => {
    const [here, there] = [await load('ext-1'), await load('ext-1')];
    await there.set('audio', { ringerVolume: 0.9 });
    await here.set('audio', { ringerVolume: 0.2 });
    expect((await load('ext-1')).get('audio')).to.deep.equal({ ringerVolume: 0.2 });
  });

  it('tell what changed, and can be read at once', async () => {
    const preferences = await load('ext-1');
    const told: string[] = [];
    preferences.on('change', (name) => told.push(`${name} ${JSON.stringify(preferences.get('audio'))}`));
    const kept = preferences.set('audio', { speaker });
    expect(preferences.get('audio')).to.deep.equal({ speaker });
    await kept;
    await preferences.set('audio', undefined);
    expect(told).to.deep.equal(['audio {"speaker":{"id":"b1","label":"Desk speaker"}}', 'audio undefined']);
  });

  it('follow what another page of the browser keeps, and say that it was another', async () => {
    const here = await load('ext-1');
    const told: unknown[] = [];
    here.on('change', (name) => told.push(name));
    here.on('elsewhere', (name) => told.push([name, here.get(name)]));
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const page = frame.contentWindow as unknown as {
      eval(code: string): Promise<{ Preferences: typeof Preferences }>;
    };
    const { Preferences: There } = await page.eval(
      `import(${JSON.stringify(new URL('../../src/softphone/preferences.ts', import.meta.url).href)})`,
    );
    const there = await There.load('ext-1');
    await there.set('audio', { speakerVolume: 0.4 });
    await until('it to be told', () => told.length === 2);
    expect(told).to.deep.equal(['audio', ['audio', { speakerVolume: 0.4 }]]);
    await there.wipe();
    await until('the wipe', () => here.get('audio') === undefined);
    await here.set('audio', { speakerVolume: 0.9 });
    await until('the way back', () => there.get('audio')?.speakerVolume === 0.9);
    frame.remove();
  });

  it('are gone after a wipe, here and after a reload', async () => {
    const preferences = await load('ext-1');
    await preferences.set('audio', { speaker });
    await preferences.wipe();
    expect(preferences.get('audio')).to.equal(undefined);
    expect((await load('ext-1')).get('audio')).to.equal(undefined);
  });

  for (const [how, refuse] of [
    [
      'throws',
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ],
    [
      'fails',
      () => {
        const request = new EventTarget() as IDBOpenDBRequest;
        setTimeout(() => request.onerror?.(new Event('error')));
        return request;
      },
    ],
  ] as const) {
    it(`last as long as the page where storage ${how}`, async () => {
      IDBFactory.prototype.open = refuse as typeof open;
      const preferences = await load('ext-9');
      await preferences.set('audio', { speaker });
      expect(preferences.get('audio')).to.deep.equal({ speaker });
      IDBFactory.prototype.open = open;
      expect((await load('ext-9')).get('audio'), 'nothing was kept').to.equal(undefined);
    });
  }
});
