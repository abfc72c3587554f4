// What a page really downloads, read from the manifest of the build instead of guessed file names.
import { readFileSync } from 'node:fs';

const element = 'src/components/cemscale-phone/cemscale-phone.ts';
const presence = 'src/components/cemscale-presence/cemscale-presence.ts';
const classicScript = 'dist/cemscale-phone.js';

/**
 * What a phone fetches by itself until somebody talks: each by the name of its chunk. A test watches a real call: it
 * loads these files, and none that is not counted here or in one of the kinds below.
 */
const callChunks = /^(tokens|online|panel)$/;
/** Fetched by itself as well, beside the call or after it began; each kind has a limit of its own. */
const beside = {
  // Measures how a call sounds, obeys the keys of keyboards and headsets, keeps it in view, and keeps hang-ups that
  // were not confirmed: once somebody talks.
  talk: /^(monitor|media-session|kept-call|hang-ups|sound-mark|call-bar)$/,
  // Finds a call again after an outage, or hands it over: once a call begins, before the network can be lost.
  found: /^recovery$/,
  // What is told when something is in the way or over: with the open phone and the first call.
  told: /^told-part$/,
  // What an open phone says of the person at it, with the platform client.
  own: /^own-state$/,
  // Keeps calls for the next page of the window, and takes up those of the one before: once the phone is online.
  kept: /^(resume-keeper|former-legs)$/,
  // Where a call rings, and what tells of it beyond the page: once the phone is online and the browser idle.
  ring: /^window-desk$/,
  // What is the person's own though the phone is closed: after those.
  person: /^(person-desk|person-look|quiet-watch)$/,
  // The keypad and the rooms: with the open phone while it has no call, and for the keys once somebody talks.
  idle: /^idle-part$/,
  // The calls that are over.
  recents: /^recents$/,
  // What makes the links of a page call; what reads its text comes where the page asks for that.
  links: /^page-calls$/,
  // What finds numbers in the text of the page, where the page asks for that.
  text: /^text-mode$/,
  // The numbering plans.
  numbers: /^numbers$/,
};
/** Fetched for pages that ask for it, or after the call. */
const onDemand = /^(call-check|call-log|call-notes|contact|frame-port)$/;
/** What several tabs with one phone say to each other: once there is another tab. */
const shared = /^(mirror|lead-desk|plain)$/;
/** What somebody sees who looks behind the mark of a call's quality, and the check before a call. */
const looked = /^(preflight|round-trip|check-view|call-quality)$/;

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

/** The files of chunks that are fetched late, without those of a call and those that came before. */
function lateFiles(kind, before = callFiles()) {
  const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
  const entries = Object.keys(manifest).filter((key) => kind.test(manifest[key].name));
  return filesFrom(entries, ({ imports = [] }) => imports).filter((file) => !before.includes(file));
}

/** Everything a page has loaded once somebody talks, with the SIP engine and the open panel. */
export function callFiles() {
  return [...new Set([...closedFiles(), ...lateFiles(callChunks, [])])];
}

/** What comes with the first second of talk: measuring, media keys, a window for the call. */
export const talkFiles = () => lateFiles(beside.talk);

/** What finds a call again after an outage, and hands it over. */
export const foundFiles = () => lateFiles(beside.found);

/** Notices of what is in the way, how calls ended, and what screen readers hear of both. */
export const toldFiles = () => lateFiles(beside.told);

/** What the open phone says of the person at it: messages, forwarding, presence; with the platform client. */
export const ownFiles = () => lateFiles(beside.own);

/** What lets one of several tabs ring, and tells of it beyond the page. */
export const ringFiles = () => lateFiles(beside.ring);

/** What a closed phone says of its person, and looks like for them; without what an open one brings. */
export const personFiles = () => lateFiles(beside.person, [...callFiles(), ...ownFiles()]);

/** The keypad, the frame of the rooms and their tabs. */
export const idleFiles = () => lateFiles(beside.idle);

/** What lets calls outlive their page, without what is asked of the platform while one rings. */
export const keptFiles = () => lateFiles(beside.kept);

/** What several tabs need that share one phone. */
export const sharedFiles = () => lateFiles(shared);

/** The calls that are over, before anybody looks at them. */
export const recentFiles = () => lateFiles(beside.recents);

/** What makes the links of a page call, without what reads its text. */
export const linkFiles = () => lateFiles(beside.links);

/** What finds numbers in the text of the page, besides the links of the page and the numbering plans. */
export const textFiles = () => lateFiles(beside.text, [...callFiles(), ...linkFiles()]);

/** What reads and shows numbers in the page's country. */
export const numberFiles = () => lateFiles(beside.numbers);

/** What a page adds that checks calls, knows its callers and keeps a log, besides the files of a call. */
export const hostFiles = () => lateFiles(onDemand);

/** What is behind the mark of a call's quality, and the check before a call. */
export const lookedFiles = () => lateFiles(looked, [...callFiles(), ...toldFiles()]);

/** What `<cemscale-presence>` adds to a closed phone, with the card that a click opens. */
export function presenceFiles() {
  const closed = closedFiles();
  const all = filesFrom([presence], ({ imports = [], dynamicImports = [] }) => [
    ...imports,
    ...dynamicImports.filter((key) => key.endsWith('/presence-card.ts')),
  ]);
  return all.filter((file) => !closed.includes(file));
}
