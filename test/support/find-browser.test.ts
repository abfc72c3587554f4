import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { findBrowser } from './find-browser.js';

describe('findBrowser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cemscale-browser-'));
  after(() => rmSync(folder, { recursive: true }));

  function program(...path: string[]): string {
    const file = join(folder, ...path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    return file;
  }

  it('takes CHROME_PATH before anything on the PATH', () => {
    const chosen = program('chosen', 'my-browser');
    program('bin', 'chromium');
    assert.equal(findBrowser({ CHROME_PATH: chosen, PATH: join(folder, 'bin') }, 'linux'), chosen);
  });

  it('does not quietly take another browser when CHROME_PATH leads nowhere', () => {
    const PATH = dirname(program('bin', 'chromium'));
    assert.throws(
      () => findBrowser({ CHROME_PATH: join(folder, 'missing'), PATH }, 'linux'),
      /CHROME_PATH is .*missing/,
    );
  });

  it('prefers Chrome to Chromium and finds both on the PATH', () => {
    const PATH = dirname(program('both', 'chromium'));
    const chrome = program('both', 'google-chrome-stable');
    assert.equal(findBrowser({ PATH }, 'linux'), chrome);
  });

  it('finds the applications of a Mac user', () => {
    const edge = program('Applications', 'Microsoft Edge.app', 'Contents', 'MacOS', 'Microsoft Edge');
    assert.equal(findBrowser({ HOME: folder }, 'darwin'), edge);
  });

  it('finds the program folder of Windows', () => {
    const edge = program('Program Files (x86)', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    assert.equal(findBrowser({ 'PROGRAMFILES(X86)': join(folder, 'Program Files (x86)') }, 'win32'), edge);
  });

  it('says so when there is none', () => {
    assert.equal(findBrowser({}, 'win32'), null);
  });
});
