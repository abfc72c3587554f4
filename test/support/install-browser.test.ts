import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { findWebKit } from './find-webkit.js';
import { install, type Machine } from './install-browser.js';

describe('installing a browser to test in', () => {
  function machine(hasApt: boolean, sudo: boolean): Machine & { ran: string[] } {
    const ran: string[] = [];
    const run = (...command: string[]): boolean => {
      ran.push(command.join(' '));
      return sudo || command[0] !== 'sudo';
    };
    return { hasApt, run, ran };
  }

  it('updates the lists and installs all packages by name, and says so', () => {
    const said: string[] = [];
    const one = machine(true, true);
    install('webkit2gtk-driver xvfb', 'No WebKitGTK found', (line) => said.push(line), one);
    const commands = one.ran
      .map((line) => line.replace(/^sudo -n (?!true)/, ''))
      .filter((line) => !line.endsWith('true'));
    assert.deepEqual(commands, [
      'apt-get update',
      'env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends webkit2gtk-driver xvfb',
    ]);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^No WebKitGTK found: installing/);
  });

  it('leaves machines without apt alone', () => {
    const said: string[] = [];
    const one = machine(false, true);
    install('firefox-esr', 'No Firefox found', (line) => said.push(line), one);
    assert.deepEqual(
      one.ran.filter((line) => line.includes('apt-get')),
      [],
    );
    assert.deepEqual(said, []);
  });
});

describe('findWebKit', () => {
  const root = mkdtempSync(join(tmpdir(), 'cemscale-webkit-'));
  after(() => rmSync(root, { recursive: true }));

  function put(path: string): string {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    return file;
  }

  it('wants the browser, its driver and a screen', () => {
    assert.equal(findWebKit(root), null);
    const browser = put('usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser');
    assert.equal(findWebKit(root), null);
    put('usr/bin/WebKitWebDriver');
    assert.equal(findWebKit(root), null);
    put('usr/bin/xvfb-run');
    assert.equal(findWebKit(root), browser);
  });
});
