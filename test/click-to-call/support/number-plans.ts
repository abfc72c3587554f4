import type { Random } from './random.js';

/** The countries whose pages are written. */
export type Country = 'US' | 'GB' | 'DE' | 'ES' | 'MX';

/** Ways to write one number. `$1`, `$2`, ... are the parts of the number. */
export interface Plan {
  readonly code: string;
  /** Area and subscriber parts without trunk prefix. */
  readonly parts: (random: Random) => readonly string[];
  readonly written: readonly string[];
}

/** Splits a line of ways to write. */
function ways(line: string): readonly string[] {
  return line.split(' | ');
}

const usAreas =
  '201 202 206 212 213 214 215 303 305 312 313 404 415 469 503 512 602 617 646 702 713 718 786 818 917 972'.split(
    ' ',
  );

const us: readonly Plan[] = [
  {
    code: '1',
    parts: (random) => [
      random.pick(usAreas),
      random.pick([`555`, random.fill('N3#'), random.fill('N7#')]),
      random.fill('####'),
    ],
    written: ways(
      '($1) $2-$3 | ($1) $2-$3 | $1-$2-$3 | $1-$2-$3 | $1.$2.$3 | $1 $2 $3 | ($1)$2-$3 | ($1) $2 $3 | $1/$2-$3 | $1 $2-$3 | $1\u2011$2\u2011$3 | ($1)\u00a0$2-$3 | $1\u2013$2\u2013$3 | 1-$1-$2-$3 | 1 ($1) $2-$3 | 1.$1.$2.$3 | +1 $1 $2 $3 | +1 ($1) $2-$3 | +1-$1-$2-$3 | +1.$1.$2.$3 | +1$1$2$3 | +1 $1-$2-$3 | \u202a+1 $1-$2-$3\u202c | (+1) $1 $2 $3 | $1$2$3 | 1$1$2$3',
    ),
  },
  {
    code: '1',
    parts: (random) => [random.pick(['800', '888', '877', '866', '855']), '555', random.fill('01##')],
    written: ways('1-$1-$2-$3 | ($1) $2-$3 | $1-$2-$3 | 1 $1 $2 $3 | +1 $1 $2 $3'),
  },
];

const gb: readonly Plan[] = [
  {
    code: '44',
    parts: (random) => [
      '20',
      random.pick([`7946`, random.fill('7###'), random.fill('8###')]),
      random.fill('0###'),
    ],
    written: ways(
      '0$1 $2 $3 | (0$1) $2 $3 | 0$1-$2-$3 | 0$1 $2$3 | +44 $1 $2 $3 | +44 (0)$1 $2 $3 | +44 (0) $1 $2 $3 | +44$1$2$3 | 0044 $1 $2 $3 | (+44) $1 $2 $3 | 0$1$2$3 | +44 $1 $2$3',
    ),
  },
  {
    code: '44',
    parts: (random) => [
      random.pick(['113', '114', '115', '116', '117', '118', '121', '131', '141', '151', '161', '191']),
      random.fill('496'),
      random.fill('0###'),
    ],
    written: ways(
      '0$1 $2 $3 | (0$1) $2 $3 | 0$1-$2-$3 | 0$1.$2.$3 | +44 $1 $2 $3 | +44 (0)$1 $2 $3 | 0$1 $2$3 | 0$1$2$3',
    ),
  },
  {
    code: '44',
    parts: (random) => [
      random.pick(['1632', '1223', '1865', '1904', '1273']),
      random.fill('N#'),
      random.fill('####'),
    ],
    written: ways('0$1 $2$3 | (0$1) $2$3 | 0$1-$2$3 | +44 $1 $2$3 | +44 (0)$1 $2$3 | +44(0)$1 $2$3 | 0$1$2$3'),
  },
  {
    code: '44',
    parts: (random) => [
      random.pick(['7700', '7911', '7400', '7712', '7855']),
      random.fill('9##'),
      random.fill('###'),
    ],
    written: ways(
      '0$1 $2 $3 | 0$1 $2$3 | 0$1-$2-$3 | 0$1$2$3 | +44 $1 $2 $3 | +44 $1 $2$3 | +44$1$2$3 | +44 (0)$1 $2 $3 | 0044$1$2$3 | (0$1) $2 $3',
    ),
  },
  {
    code: '44',
    parts: (random) => [random.pick(['808', '800', '345', '330', '844']), '157', random.fill('0###')],
    written: ['0$1 $2 $3', '0$1$2$3', '+44 $1 $2 $3', '0$1 $2$3'],
  },
];

const deLandline = ways(
  '0$1 $2$3 | 0$1/$2$3 | (0$1) $2$3 | 0$1 / $2 $3 | 0$1-$2$3 | 0$1 $2-$3 | +49 $1 $2$3 | +49 (0) $1 $2$3 | +49 (0)$1 $2-$3 | +49 ($1) $2$3 | +49-$1-$2$3 | +49/$1/$2$3 | 0049 $1 $2$3 | +49$1$2$3 | 0$1$2$3 | (0$1) $2-$3 | 0$1 $2 $3 | 0$1\u2013$2$3',
);

const de: readonly Plan[] = [
  {
    code: '49',
    parts: (random) => [
      random.pick(['30', '40', '69', '89']),
      random.fill('231'),
      random.pick([random.fill('25###'), random.fill('####'), random.fill('##')]),
    ],
    written: deLandline,
  },
  {
    code: '49',
    parts: (random) => [
      random.pick(['221', '211', '711', '341', '351', '511', '621', '911']),
      random.fill('4710'),
      random.pick([random.fill('###'), random.fill('##')]),
    ],
    written: deLandline,
  },
  {
    code: '49',
    parts: (random) => [
      random.pick(['6221', '7071', '8041', '5251', '2241']),
      random.fill('N##'),
      random.fill('###'),
    ],
    written: deLandline,
  },
  {
    code: '49',
    parts: (random) => [
      random.pick(['151', '160', '171', '172', '175', '176', '179']),
      random.fill('N###'),
      random.pick([random.fill('####'), random.fill('###')]),
    ],
    written: ways(
      '0$1 $2$3 | 0$1/$2$3 | 0$1-$2$3 | 0$1 $2 $3 | 0$1 / $2$3 | +49 $1 $2$3 | +49 (0)$1 $2$3 | +49$1$2$3 | 0049$1$2$3 | 0$1$2$3 | +49 $1 $2 $3 | (0$1) $2$3',
    ),
  },
  {
    code: '49',
    parts: (random) => ['800', random.fill('N##'), random.fill('####')],
    written: ['0$1 $2 $3', '0$1 $2$3', '0$1/$2$3'],
  },
];

const es: readonly Plan[] = [
  {
    code: '34',
    parts: (random) => [
      random.pick(['91', '93', '95', '96', '98', '94']),
      random.fill('N'),
      random.fill('##'),
      random.fill('##'),
      random.fill('##'),
    ],
    written: ways(
      '$1 $2$3 $4 $5 | $1$2 $3 $4 $5 | $1$2 $3$4 $5 | $1-$2$3-$4-$5 | $1-$2$3$4$5 | ($1) $2$3 $4 $5 | +34 $1 $2$3 $4 $5 | +34 $1$2 $3 $4 $5 | (+34) $1$2 $3 $4 $5 | 0034 $1$2 $3 $4 $5 | +34$1$2$3$4$5 | +34-$1-$2$3$4$5 | $1$2$3$4$5 | $1.$2$3.$4.$5',
    ),
  },
  {
    code: '34',
    parts: (random) => [
      random.pick(['6##', '6##', '71#', '72#']).replace(/#/g, () => String(random.int(0, 9))),
      random.fill('##'),
      random.fill('##'),
      random.fill('##'),
    ],
    written: ways(
      '$1 $2 $3 $4 | $1 $2$3$4 | $1-$2-$3-$4 | $1.$2.$3.$4 | +34 $1 $2 $3 $4 | +34 $1$2$3$4 | +34$1$2$3$4 | 0034$1$2$3$4 | $1$2$3$4 | (+34) $1 $2 $3 $4 | +34.$1.$2.$3.$4 | +34 $1-$2-$3-$4',
    ),
  },
  {
    code: '34',
    parts: (random) => [
      random.pick([random.fill('6##'), random.fill('91#'), random.fill('93#'), '900', '902']),
      random.fill('###'),
      random.fill('###'),
    ],
    written: ways('$1 $2 $3 | $1 $2 $3 | $1-$2-$3 | $1.$2.$3 | +34 $1 $2 $3 | +34 $1-$2-$3 | $1\u00a0$2\u00a0$3'),
  },
];

const mx: readonly Plan[] = [
  {
    code: '52',
    parts: (random) => [random.pick(['55', '33', '81', '56']), random.fill('N###'), random.fill('####')],
    written: ways(
      '$1 $2 $3 | $1 $2 $3 | ($1) $2 $3 | ($1) $2-$3 | $1-$2-$3 | $1.$2.$3 | +52 $1 $2 $3 | +52 ($1) $2 $3 | +52 $1 $2-$3 | +52$1$2$3 | +52 1 $1 $2 $3 | +521$1$2$3 | 01 $1 $2 $3 | 01 ($1) $2-$3 | 044 $1 $2 $3 | $1 $2-$3 | $1$2$3 | +52-$1-$2-$3',
    ),
  },
  {
    code: '52',
    parts: (random) => [
      random.pick(['442', '664', '999', '222', '477', '614', '656', '998', '722']),
      random.fill('N##'),
      random.fill('####'),
    ],
    written: ways(
      '$1 $2 $3 | ($1) $2 $3 | ($1) $2-$3 | $1-$2-$3 | $1.$2.$3 | +52 $1 $2 $3 | +52 ($1) $2-$3 | +52$1$2$3 | +52 1 $1 $2 $3 | 01 $1 $2 $3 | 045 $1 $2 $3 | $1$2$3 | ($1)$2-$3',
    ),
  },
  {
    code: '52',
    parts: (random) => [
      random.pick(['442', '664', '222']),
      random.fill('N##'),
      random.fill('##'),
      random.fill('##'),
    ],
    written: ['$1 $2 $3 $4', '($1) $2 $3 $4', '$1-$2-$3-$4', '+52 $1 $2 $3 $4'],
  },
  {
    code: '52',
    parts: (random) => ['800', random.fill('N##'), random.fill('####')],
    written: ['01 $1 $2 $3', '01-$1-$2-$3', '$1 $2 $3', '01 ($1) $2 $3'],
  },
];

/** How the telephone numbers of each country are made and written; all forms are in everyday use there. */
export const plans: Readonly<Record<Country, readonly Plan[]>> = { US: us, GB: gb, DE: de, ES: es, MX: mx };
