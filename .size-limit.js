import {
  callFiles,
  closedFiles,
  hostFiles,
  linkFiles,
  loaderFiles,
  lookedFiles,
  numberFiles,
  ownFiles,
  presenceFiles,
  recentFiles,
  talkFiles,
} from './tools/built-graph.mjs';
import { clientFiles } from './tools/bundled-client.mjs';

// Every file is compressed on its own, as a server sends it.
export default [
  { name: 'classic script', path: loaderFiles(), limit: '6 kB', brotli: true },
  { name: 'closed phone, with Lit', path: closedFiles(), limit: '20 kB', brotli: true },
  // The aim is 75 kB: the views and the desk of several calls grew past it.
  { name: 'everything for a call, with SIP.js', path: callFiles(), limit: '86 kB', brotli: true },
  { name: 'what comes once somebody talks', path: talkFiles(), limit: '5 kB', brotli: true },
  { name: 'what an open phone says of its person', path: ownFiles(), limit: '17 kB', brotli: true },
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
  { name: 'platform client with all methods', path: await clientFiles(), limit: '12 kB', brotli: true },
];
