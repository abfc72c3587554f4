import {
  callFiles,
  closedFiles,
  foundFiles,
  hostFiles,
  keptFiles,
  idleFiles,
  linkFiles,
  loaderFiles,
  lookedFiles,
  numberFiles,
  ownFiles,
  presenceFiles,
  recentFiles,
  ringFiles,
  sharedFiles,
  talkFiles,
  toldFiles,
} from './tools/built-graph.mjs';
import { clientFiles } from './tools/bundled-client.mjs';

// Every file is compressed on its own, as a server sends it.
export default [
  { name: 'classic script', path: loaderFiles(), limit: '6 kB', brotli: true },
  { name: 'closed phone, with Lit', path: closedFiles(), limit: '20 kB', brotli: true },
  { name: 'everything for a call, with SIP.js', path: callFiles(), limit: '76.5 kB', brotli: true },
  { name: 'the keypad and the frame of the rooms', path: idleFiles(), limit: '7 kB', brotli: true },
  { name: 'what finds a call again, or hands it over', path: foundFiles(), limit: '2.5 kB', brotli: true },
  { name: 'what is told when something is in the way or over', path: toldFiles(), limit: '5.5 kB', brotli: true },
  { name: 'what comes once somebody talks', path: talkFiles(), limit: '8 kB', brotli: true },
  { name: 'what an open phone says of its person', path: ownFiles(), limit: '17 kB', brotli: true },
  { name: 'where a call rings', path: ringFiles(), limit: '2.5 kB', brotli: true },
  { name: 'what lets calls outlive their page', path: keptFiles(), limit: '2.5 kB', brotli: true },
  { name: 'what tabs with one phone say to each other', path: sharedFiles(), limit: '4 kB', brotli: true },
  { name: 'calls that are over', path: recentFiles(), limit: '4 kB', brotli: true },
  { name: 'phone links of the page', path: linkFiles(), limit: '6 kB', brotli: true },
  { name: 'numbers in the country of the page', path: numberFiles(), limit: '35 kB', brotli: true },
  {
    name: 'what checks, contacts, call logs, notes and frames add',
    path: hostFiles(),
    limit: '6 kB',
    brotli: true,
  },
  { name: 'numbers of a call and the check before one', path: lookedFiles(), limit: '10 kB', brotli: true },
  { name: 'presence beside a closed phone', path: presenceFiles(), limit: '35 kB', brotli: true },
  // 0.7 kB of it look at the shape of events and take floods of them in slices.
  { name: 'platform client with all methods', path: await clientFiles(), limit: '12.8 kB', brotli: true },
];
