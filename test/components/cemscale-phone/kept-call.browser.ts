import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { toneMicrophones } from '../../support/hearing.js';
import { tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, named, textOf } from '../mount.js';

let cores = 0;

/** The browser's way to a window in front: here a frame, which is a window with a document of its own as well. */
class FakePictureInPicture {
  readonly frames: HTMLIFrameElement[] = [];
  readonly sizes: unknown[] = [];

  readonly requestWindow = async (size: unknown): Promise<Window> => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    this.frames.push(frame);
    this.sizes.push(size);
    const view = frame.contentWindow as Window;
    view.close = () => {
      view.dispatchEvent(new Event('pagehide'));
      frame.remove();
    };
    return view;
  };

  get open(): HTMLIFrameElement[] {
    return this.frames.filter(({ isConnected }) => isConnected);
  }
}

describe('a call kept in view', () => {
  const had = Object.getOwnPropertyDescriptor(window, 'documentPictureInPicture');
  let phone: CemscalePhone;
  let windows: FakePictureInPicture;
  let microphones: ReturnType<typeof toneMicrophones>;
  let actions: Map<string, MediaSessionActionHandler | null>;
  const { setActionHandler } = MediaSession.prototype;

  beforeEach(async () => {
    windows = new FakePictureInPicture();
    Object.defineProperty(window, 'documentPictureInPicture', { configurable: true, value: windows });
    actions = new Map();
    MediaSession.prototype.setActionHandler = (name, handler) => void actions.set(name, handler);
    microphones = toneMicrophones();
    cores += 1;
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = `${tokenUrl('1003')}?kept=${cores}`;
    phone.style.setProperty('--cemscale-accent', 'rgb(1, 2, 3)');
    phone.open = true;
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
    await phone.call('9196');
    await until('the call is active', () => phone.snapshot.currentCall?.state.phase === 'active');
  });

  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    microphones.restore();
    for (const frame of windows.open) frame.remove();
    MediaSession.prototype.setActionHandler = setActionHandler;
    if (had) Object.defineProperty(window, 'documentPictureInPicture', had);
    else Reflect.deleteProperty(window, 'documentPictureInPicture');
  });

  const keep = async () => {
    await until('the button', () => deep(phone, '[aria-label="Keep the call in view"]'));
    named(phone, 'Keep the call in view').click();
    return until('the window', () => windows.open[0]?.contentDocument?.querySelector('div')?.shadowRoot);
  };
  const bar = (root: ShadowRoot) => until('the bar', () => deep(root, '.bar'));

  it('stands in a window of its own, styled without a <style>, in the look of the page', async () => {
    const root = await keep();
    const shown = await bar(root);
    expect(textOf(root)).to.contain('9196');
    expect(getComputedStyle(shown).display).to.equal('flex');
    expect(root.ownerDocument).not.to.equal(document);
    expect(root.ownerDocument.querySelectorAll('style, link')).to.have.length(0);
    const host = root.host as HTMLElement;
    expect(host.style.getPropertyValue('--cemscale-accent')).to.contain('rgb(1, 2, 3)');
    expect(root.adoptedStyleSheets.length).to.be.above(0);
  });

  it('holds, mutes and ends the call, whose sound stays in the page', async () => {
    const root = await keep();
    await bar(root);
    const state = () => phone.snapshot.currentCall?.state;
    const press = (name: string) => named(root.querySelector('cemscale-call-bar')!, name).click();
    press('Mute');
    await until('it is muted', () => (state() as { muted?: boolean }).muted);
    press('Mute');
    press('Hold');
    await until('it is held', () => (state() as { held?: boolean }).held);
    press('Hold');
    await until('it goes on', () => !(state() as { held?: boolean }).held);
    expect(document.querySelectorAll('iframe')).to.have.length(1);
    press('End call');
    await until('it has ended', () => state()?.phase === 'ended');
    await until('the window is closed', () => windows.open.length === 0);
  });

  it('is drawn anew with the call, and opens once', async () => {
    const root = await keep();
    await bar(root);
    named(phone, 'Keep the call in view').click();
    await phone.hold(true);
    await until('it says so', () => textOf(root).includes('On hold'));
    expect(windows.open).to.have.length(1);
  });

  it('goes back to the page when its name is pressed, and can be opened again', async () => {
    const root = await keep();
    await bar(root);
    phone.hide();
    deep(root, '.who')?.click();
    await until('the phone is open', () => phone.open);
    expect(windows.open).to.have.length(0);
    await keep();
  });

  it('closes with the call, however that ends', async () => {
    await keep();
    await phone.hangup();
    await until('the window is closed', () => windows.open.length === 0);
  });

  it('comes by itself where the browser asks for it during a call, and not afterwards', async () => {
    await until('the way', () => actions.get('enterpictureinpicture'));
    actions.get('enterpictureinpicture')?.({ action: 'enterpictureinpicture' as MediaSessionAction });
    await until('the window', () => windows.open.length === 1);
    await phone.hangup();
    await until('there is none any more', () => actions.get('enterpictureinpicture') === null);
  });

  it('is not offered by a browser without such windows', async () => {
    Reflect.deleteProperty(window, 'documentPictureInPicture');
    phone.requestUpdate();
    await until('the button is gone', () => !deep(phone, '[aria-label="Keep the call in view"]'));
  });

  it('stays in the page when the browser refuses, without an error', async () => {
    Object.assign(windows, { requestWindow: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
    const errors: unknown[] = [];
    phone.addEventListener('cemscale-error', ({ error }) => errors.push(error));
    await until('the button', () => deep(phone, '[aria-label="Keep the call in view"]'));
    named(phone, 'Keep the call in view').click();
    await phone.updateComplete;
    expect(errors).to.deep.equal([]);
    expect(phone.snapshot.currentCall?.state.phase).to.equal('active');
  });
});
