import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { click } from '../../click-to-call/support/running.js';
import { toneMicrophones } from '../../support/hearing.js';
import { standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { drawn, textOf } from '../mount.js';

/** What is called, and what a person then reads. */
const refusals = {
  en: {
    answers: [
      [
        '+15552010111',
        'Call not allowed',
        'Your account may not call this number. Ask your administrator if you need it.',
      ],
      ['+15552010110', 'Number not in service', 'Nobody can be reached at this number. Check the digits.'],
      ['sip:1002@elsewhere.example', 'This cannot be dialled', 'Use digits, with + in front for other countries.'],
    ],
    forbidden: ['You may not make calls', 'Ask your administrator for the permission.'],
    stopped: ['This site stopped the call'],
  },
  es: {
    answers: [
      [
        '+15552010111',
        'Llamada no permitida',
        'Su cuenta no puede llamar a este número. Si lo necesita, consulte a su administrador.',
      ],
      ['+15552010110', 'Número fuera de servicio', 'En este número no se localiza a nadie. Revise las cifras.'],
      ['sip:1002@elsewhere.example', 'Esto no se puede marcar', 'Use cifras, con + delante para otros países.'],
    ],
    forbidden: ['No puede hacer llamadas', 'Pida el permiso a su administrador.'],
    stopped: ['Este sitio detuvo la llamada'],
  },
} as const;

describe('a destination that is refused', () => {
  let phone: CemscalePhone;
  let source: HTMLElement;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(() => {
    microphones = toneMicrophones();
    source = document.createElement('span');
    source.textContent = 'Call';
    document.body.prepend(source);
  });
  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    source.remove();
    microphones.restore();
  });

  async function put(lang: string, permissions: readonly string[]): Promise<void> {
    phone = document.createElement('cemscale-phone');
    phone.lang = lang;
    phone.tokenUrl = await standingTokenUrl(`refused-${lang}-${permissions.length}`, {
      extension: '1003',
      permissions,
    });
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  }

  /** As a person does, on the page. */
  async function call(number: string): Promise<void> {
    source.setAttribute('data-cemscale-call', number);
    await until('the page to call', () => source.hasAttribute('tabindex'));
    await click(source);
  }

  async function reads(texts: readonly string[]): Promise<void> {
    await until(`"${texts.join()}" in "${textOf(phone)}"`, async () => {
      await drawn(document.body);
      return texts.every((text) => textOf(phone).includes(text));
    });
  }

  for (const lang of ['en', 'es'] as const) {
    const { answers, forbidden, stopped } = refusals[lang];

    for (const [number, ...texts] of answers) {
      it(`is explained: ${number} (${lang})`, async () => {
        await put(lang, ['calls:originate']);
        await call(number);
        await reads(texts);
      });
    }

    it(`is explained before anything is dialled when the token says so (${lang})`, async () => {
      await put(lang, ['calls:originate']);
      const [, ...texts] = answers[0];
      await call('+19005550123');
      await reads(texts);
      expect(phone.snapshot.calls).to.deep.equal([]);
      expect(microphones.open()).to.equal(0);
    });

    it(`is explained when the page says no without a word (${lang})`, async () => {
      await put(lang, ['calls:originate']);
      phone.addEventListener('cemscale-call-request', (event) => event.respondWith(false));
      await call('9196');
      await reads(stopped);
      expect(phone.snapshot.calls).to.deep.equal([]);
    });

    it(`is explained to who may not call at all (${lang})`, async () => {
      await put(lang, ['presence:read']);
      await call('9196');
      await reads(forbidden);
    });
  }
});
