import { expect } from 'chai';
import { firstContact, readContact } from '../../../src/components/internal/contact.js';

const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

describe('readContact', () => {
  it('takes a name, a picture, a link and a line of details', () => {
    const link = 'https://crm.example/people/7';
    expect(readContact({ name: ' Ana Torres ', picture: pixel, link, details: 'Harbor Dental' })).to.deep.equal({
      name: 'Ana Torres',
      picture: pixel,
      link,
      details: 'Harbor Dental',
    });
  });

  it('reads an address as the page would, so that relative links work', () => {
    expect(readContact({ name: 'Ana', link: '/people/7' })?.link).to.equal(`${location.origin}/people/7`);
  });

  for (const answer of [
    null,
    undefined,
    'Ana',
    7,
    {},
    { name: '' },
    { name: ' ' },
    { name: 7 },
    { name: ['Ana'] },
  ]) {
    it(`takes ${JSON.stringify(answer)} for nobody`, () => expect(readContact(answer)).to.equal(null));
  }

  const badLinks = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://crm.example/1',
    'vbscript:x',
    'file:///etc/passwd',
    'https://user:password@crm.example/',
    `https://crm.example/${'x'.repeat(3000)}`,
    {},
  ];
  for (const link of badLinks) {
    it(`opens no ${String(link).slice(0, 40)}`, () =>
      expect(readContact({ name: 'Ana', link })).to.include({ name: 'Ana', link: null }));
  }

  const badPictures = [
    'http://crm.example/ana.png',
    'data:image/svg+xml;base64,PHN2Zy8+',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'data:image/png,x',
    'data:text/html;base64,PHNjcmlwdD4=',
    'javascript:alert(1)',
    `data:image/png;base64,${'A'.repeat(300_000)}`,
    7,
  ];
  for (const picture of badPictures) {
    it(`shows no ${String(picture).slice(0, 40)}`, () =>
      expect(readContact({ name: 'Ana', picture })).to.include({ name: 'Ana', picture: null }));
  }

  it('takes what could turn the line around or break it out of the name', () => {
    expect(readContact({ name: 'Ana\u202Eevil\u2066\r\nBcc: x\u0000' })?.name).to.equal('Ana evil Bcc: x');
  });

  it('cuts what is too long between characters', () => {
    expect(readContact({ name: '👩🏽‍💻'.repeat(9000) })?.name.length).to.be.lessThan(500);
  });
});

describe('firstContact', () => {
  const ana = { name: 'Ana', picture: null, link: null, details: null };

  it('takes the first to arrive that names somebody', async () => {
    const never = new Promise(() => {});
    const answers = [
      never,
      Promise.resolve(null),
      Promise.reject(new Error('down')),
      Promise.resolve({ name: 'Ana' }),
    ];
    expect(await firstContact(answers)).to.deep.equal(ana);
  });

  it('ends with nobody when no answer names one', async () => {
    expect(await firstContact([Promise.resolve(null), Promise.reject(new Error('down'))])).to.equal(null);
  });
});
