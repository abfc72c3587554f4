import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const commands = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const windowsPlaces = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * Path of a Chrome, Chromium or Edge that can be driven, or null. `CHROME_PATH` decides when it is set:
 * a path that leads nowhere is then an error, not a reason to take another browser.
 */
export function findBrowser(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const chosen = env['CHROME_PATH'];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, but there is no program that can be started.`);
  }
  return candidates(env, platform).find(isExecutable) ?? null;
}

function candidates(env: Environment, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env['HOME'] ?? '/', 'Applications')];
    return folders.flatMap((folder) =>
      macApplications.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return folders.flatMap((folder) => (folder ? windowsPlaces.map((place) => join(folder, ...place)) : []));
  }
  return programs(commands, [...foldersOf(env), '/opt/google/chrome']);
}

/**
 * Path of a Firefox, or null. `FIREFOX_PATH` decides when it is set, as `CHROME_PATH` does for the others.
 */
export function findFirefox(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const chosen = env['FIREFOX_PATH'];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`FIREFOX_PATH is ${chosen}, but there is no program that can be started.`);
  }
  const places: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: [env['PROGRAMFILES'], env['PROGRAMFILES(X86)']].flatMap((folder) =>
      folder ? [join(folder, 'Mozilla Firefox', 'firefox.exe')] : [],
    ),
  };
  const known = places[platform] ?? programs(['firefox-esr', 'firefox'], foldersOf(env));
  return known.find(isExecutable) ?? null;
}

function foldersOf(env: Environment): string[] {
  return [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
}

function programs(names: readonly string[], folders: readonly string[]): string[] {
  return names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
