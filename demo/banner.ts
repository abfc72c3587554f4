import { hostPages } from './page-list.js';
import { featureCodes, playedNumbers } from './pbx/numbers.js';
import { people } from './people.js';

/** What `npm start` prints: where to go, who is who, what to dial. */
export function banner(url: string, wantedPort: number): string {
  const isElsewhere = wantedPort !== 0 && Number(new URL(url).port) !== wantedPort;
  return [
    '',
    'Cemscale softphone: demo',
    'A development platform. It plays the phone system on this machine; it is not for production.',
    ...(isElsewhere ? [`Port ${wantedPort} is taken, so it is another one this time.`] : []),
    ...section(
      'Open',
      hostPages.map(({ name, shows }) => [name === '' ? url : `${url}/${name}`, shows]),
    ),
    ...section(
      'Who is who',
      people.map(({ number, name, department }) => [number, name, department]),
    ),
    ...section(
      'Numbers to try',
      playedNumbers.map(({ number, name, does }) => [number, name, does]),
    ),
    ...section(
      'Feature codes',
      featureCodes.map(({ code, does }) => [code, does]),
    ),
    '',
    'Ctrl+C stops it.',
    '',
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)),
    [],
  );
  return [
    '',
    title,
    ...rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd()),
  ];
}
