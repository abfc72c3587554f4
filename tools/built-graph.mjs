// What a page really downloads, read from the manifest of the build instead of guessed file names.
import { readFileSync } from 'node:fs';

const element = 'src/components/cemscale-phone/cemscale-phone.ts';
const presence = 'src/components/cemscale-presence/cemscale-presence.ts';
const classicScript = 'dist/cemscale-phone.js';
// Fetched for one language, for pages that ask for it, or after the call: not while people talk.
const onDemand = /\/(internal\/(call-check|call-log|contact)|host\/frame-port)\.ts$/;
// Comes when somebody has chosen a device, a loudness or a headset; what the open phone says of the person at it, and
// what only supervisors and pages with notes see of a call.
const chosen = /\/(preferences|media\/amplifier|cemscale-phone\/(own-state|call-extras)|headset\/headset)\.ts$/;
// Comes once the phone of a page can call; what reads plain text only where the page asks for that.
const links = /\/internal\/page-calls\.ts$/;
const otherLanguages = /\/locales\//;
// Comes when somebody looks behind the mark of a call's quality, when it is bad, and with a check.
const looked = /\/(preflight\/preflight|call-quality\/call-quality|check\/check-view)\.ts$/;
// The numbering plans of the world come with the open phone, after what a call needs.
const numbers = /\/softphone\/numbers\.ts$/;
// Each with the first visit, or with the first letter of a name.
const rooms = /\/(cemscale-(recents|people|voicemail|settings)\/[\w-]+-view|cemscale-phone\/name-search)\.ts$/;
// What is known of calls that are over: once the phone is online and nobody talks.
const recents = /\/recents\/recents\.ts$/;
// Comes when somebody moves the phone, types beneath it, opens a bar, allowed notifications or has shortcuts.
const windows = /\/(floating-place|bar-panel|notification|shortcuts)\.ts$/;
// Comes with the third one of a call, with a transfer or a parked call, with a policy.
const threeWay = /\/(open-three-way|cemscale-three-way\/panel-part|call-desk|transfer-part|auto-answer)\.ts$/;

function filesFrom(keys, follow) {
  const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
  const seen = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The manifest of the build has no ${key}.`);
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of follow(chunk)) visit(next);
  };
  for (const key of keys) visit(key);
  return [...seen].map((key) => `dist/${manifest[key].file}`);
}

/** The classic script alone. */
export function loaderFiles() {
  return [classicScript];
}

/** Everything a page has loaded while the phone sits closed in its corner, before it goes online. */
export function closedFiles() {
  return [classicScript, ...filesFrom([element], ({ imports = [] }) => imports)];
}

/** The files of chunks that are fetched late, without those of a call. */
function lateFiles(kind) {
  const calls = callFiles();
  const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
  const entries = Object.keys(manifest).filter((key) => kind.test(key));
  return filesFrom(entries, ({ imports = [] }) => imports).filter((file) => !calls.includes(file));
}

/** What a page adds that checks calls, knows its callers and keeps a log, besides the files of a call. */
export const hostFiles = () => lateFiles(onDemand);

/** What makes the links of a page call, without what reads its text. */
export const linkFiles = () => lateFiles(links);

/** What reads and shows numbers in the page's country. */
export const numberFiles = () => lateFiles(numbers);

/** What is behind the mark of a call's quality, and the check before a call. */
export const lookedFiles = () => lateFiles(looked);

/** Everything a page has loaded once somebody talks, with the SIP engine. */
export function callFiles() {
  const all = filesFrom([element], ({ imports = [], dynamicImports = [] }) => [
    ...imports,
    ...dynamicImports.filter(
      (key) =>
        ![onDemand, chosen, links, looked, numbers, recents, rooms, otherLanguages, threeWay, windows].some(
          (kind) => kind.test(key),
        ),
    ),
  ]);
  return [classicScript, ...all];
}

/** What `<cemscale-presence>` adds to a closed phone, with the card that a click opens. */
export function presenceFiles() {
  const closed = closedFiles();
  const all = filesFrom([presence], ({ imports = [], dynamicImports = [] }) => [
    ...imports,
    ...dynamicImports.filter((key) => key.endsWith('/presence-card.ts')),
  ]);
  return all.filter((file) => !closed.includes(file));
}
