import { expect } from 'chai';
import { LitElement, html } from 'lit';
import { RoomSwitch } from '../../../src/components/cemscale-phone/room-switch.js';
import { roomStyles } from '../../../src/components/cemscale-phone/rooms.styles.js';
import type { Room } from '../../../src/components/cemscale-phone/rooms.js';
import type { PanelModel } from '../../../src/components/cemscale-phone/view.js';
import { base } from '../../../src/components/internal/base.styles.js';
import { englishMsg } from '../../../src/components/internal/localize.js';
import { offlineSnapshot } from '../../../src/softphone/snapshot.js';

let fetched: string[] = [];
let broken = false;

const room = (id: string, permission: string, badge?: number): Room => ({
  id,
  icon: 'people',
  label: () => `The ${id}`,
  allowed: (permissions) => permissions.includes(permission),
  load: async () => {
    fetched.push(id);
    if (broken) throw new Error('offline');
  },
  draw: () => html`<div class=${id} tabindex="-1">${id} is here</div>`,
  ...(badge === undefined ? {} : { badge: () => badge }),
});

class Host extends LitElement {
  static override readonly styles = [base, roomStyles];
  readonly rooms = new RoomSwitch(this, [room('recents', 'calls:read', 3), room('people', 'presence:read')]);
  permissions: readonly string[] = ['calls:read', 'presence:read'];

  protected override render() {
    const model = {
      snapshot: { ...offlineSnapshot, permissions: this.permissions },
    } as unknown as PanelModel;
    return html`${this.rooms.draw(model, englishMsg)}${this.rooms.tabs(model, englishMsg)}`;
  }
}
customElements.define('test-room-host', Host);

describe('RoomSwitch', () => {
  let host: Host;
  const tabs = () => [...host.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')];
  const selected = () => tabs().find((tab) => tab.ariaSelected === 'true')?.id;
  const text = () => host.renderRoot.querySelector('.room')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await host.updateComplete;
  };

  beforeEach(async () => {
    fetched = [];
    broken = false;
    host = new Host();
    document.body.append(host);
    await host.updateComplete;
  });

  afterEach(() => host.remove());

  it('shows the keypad first and fetches no room for it', () => {
    expect(tabs().map((tab) => tab.ariaLabel)).to.deep.equal(['Keypad', 'The recents, 3 new', 'The people']);
    expect(selected()).to.equal('tab-keypad');
    expect(text()).to.equal('');
    expect(fetched).to.deep.equal([]);
  });

  it('fetches a room with the first visit, once', async () => {
    tabs()[1]?.click();
    await settle();
    expect(text()).to.equal('recents is here');
    tabs()[0]?.click();
    tabs()[1]?.click();
    await settle();
    expect(fetched).to.deep.equal(['recents']);
  });

  it('shows no room that the token has no use for, and no tabs for the keypad alone', async () => {
    await host.rooms.enter('people');
    host.permissions = ['calls:read'];
    host.requestUpdate();
    await settle();
    expect(tabs().map(({ id }) => id)).to.deep.equal(['tab-keypad', 'tab-recents']);
    expect(selected()).to.equal('tab-keypad');
    host.permissions = [];
    host.requestUpdate();
    await settle();
    expect(tabs()).to.deep.equal([]);
  });

  it('goes from tab to tab by the arrow keys, with one stop for Tab', async () => {
    const press = async (key: string) => {
      const from = host.shadowRoot?.activeElement ?? tabs()[0];
      from?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
      await settle();
      return host.shadowRoot?.activeElement?.id;
    };
    tabs()[0]?.focus();
    expect(await press('ArrowRight')).to.equal('tab-recents');
    expect(selected()).to.equal('tab-recents');
    expect(await press('End')).to.equal('tab-people');
    expect(await press('ArrowRight')).to.equal('tab-keypad');
    host.dir = 'rtl';
    expect(await press('ArrowRight')).to.equal('tab-people');
    expect(tabs().map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, 0]);
  });

  it('says so when a room could not be loaded, and tries again', async () => {
    broken = true;
    await host.rooms.enter('people');
    await settle();
    expect(text()).to.equal('Could not load Try again');
    broken = false;
    host.renderRoot.querySelector<HTMLElement>('.room button')?.click();
    await settle();
    expect(text()).to.equal('people is here');
  });

  it('leads back to the keypad', async () => {
    await host.rooms.enter('people');
    expect(host.rooms.leave()).to.equal(true);
    expect(host.rooms.atKeypad).to.equal(true);
    expect(host.rooms.leave()).to.equal(false);
  });
});
