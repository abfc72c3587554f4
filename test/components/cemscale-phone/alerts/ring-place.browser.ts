import { expect } from 'chai';
import { RingPlace, type Ringer } from '../../../../src/components/cemscale-phone/alerts/ring-place.js';
import { stays, until } from '../../../support/poll.js';
import { FakeWindow, OtherTab } from './window.js';

const ringer: Ringer = { onPlace: () => undefined };
let extensions = 0;

describe('where it rings among the tabs of one extension', () => {
  let screen: FakeWindow;
  let extension: string;
  const tabs: RingPlace[] = [];

  beforeEach(() => {
    screen = new FakeWindow();
    screen.turn({ focused: false, hidden: true });
    extension = `ext-${(extensions += 1)}`;
  });
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.close();
    screen.restore();
  });

  const tab = () => {
    const place = new RingPlace(extension);
    tabs.push(place);
    return place;
  };
  const ringing = () => tabs.filter(({ here }) => here);

  it('rings in exactly one of several in the background', async () => {
    for (const place of [tab(), tab(), tab()]) place.ring(ringer, true);
    await until('one rings', () => ringing().length === 1);
    await stays('one rings', () => ringing().length === 1, 600);
  });

  it('goes on in another one when the tab that rings is closed', async () => {
    for (const place of [tab(), tab()]) place.ring(ringer, true);
    await until('one rings', () => ringing().length === 1);
    const [first] = ringing();
    first?.close();
    await until('the other one rings', () => ringing().length === 1 && !first?.here);
  });

  it('goes on in another one when the tab that rings says nothing any more, as a crashed one', async () => {
    const place = tab();
    place.ring(ringer, true);
    const crashed = new OtherTab();
    crashed.say({ extension, tab: 'crashed', front: 2, usedAt: 1 });
    await until('it is quiet', () => !place.here);
    await stays('it is quiet', () => !place.here, 600);
    await until('it rings', () => place.here);
    crashed.close();
  });

  it('rings at once where the person is', () => {
    screen.turn({ focused: true, hidden: false });
    const place = tab();
    place.ring(ringer, true);
    expect(place.here).to.equal(true);
  });

  it('follows the person into another tab while it rings', async () => {
    const place = tab();
    place.ring(ringer, true);
    await until('it rings', () => place.here);
    const other = new OtherTab();
    other.say({ extension, tab: 'other', front: 2, usedAt: Date.now() });
    await until('it is quiet', () => !place.here);
    screen.turn({ focused: true, hidden: false });
    await until('it rings again, used last', () => place.here);
    other.close();
  });

  it('leaves other extensions and broken messages alone', async () => {
    const place = tab();
    place.ring(ringer, true);
    const other = new OtherTab();
    other.say({ extension: 'another', tab: 'other', front: 3, usedAt: 9e15 });
    for (const broken of [null, 'x', {}, { extension, tab: 1 }]) other.say(broken);
    await until('it rings', () => place.here);
    other.close();
  });

  it('rings in each where tabs cannot hear each other', () => {
    const { BroadcastChannel: real } = globalThis;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    const both = [tab(), tab()];
    globalThis.BroadcastChannel = real;
    for (const place of both) place.ring(ringer, true);
    expect(ringing()).to.have.length(2);
  });
});
