// Writes docs/host-contract.md from the elements manifest and the vocabulary of messages.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { methods, facts, questions } from '../src/host/vocabulary.js';

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
}

interface Method extends Described {
  readonly parameters?: readonly (Described & { readonly optional?: boolean })[];
}

interface Phone {
  readonly tagName?: string;
  readonly members: readonly Method[];
  readonly attributes: readonly (Described & { readonly fieldName?: string })[];
  readonly events: readonly Described[];
}

const target = 'docs/host-contract.md';

function readPhone(): Phone {
  const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
    modules: readonly { declarations: readonly Phone[] }[];
  };
  const phone = modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === 'cemscale-phone');
  if (!phone) throw new Error('The manifest has no <cemscale-phone>: build first.');
  return phone;
}

/** The document, as the build that is in dist makes it. */
export function hostContract(): string {
  const phone = readPhone();
  return [
    '# Host contract',
    'One vocabulary, three ways: to the element, in messages between pages, and to `window.CemScale`. This file is made by `npm run contract` from the elements manifest and `src/host/vocabulary.ts`; what it means and how it is used stands in [the guide to the script tag](script-tag.md).',
    section('Attributes', ['`<cemscale-phone>`', 'Script tag', 'Values', 'Meaning'], attributeRows(phone)),
    section('Methods', ['Element', 'Message', '`window.CemScale`', 'Meaning'], methodRows(phone)),
    section('Facts', ['DOM event', 'Message', '`CemScale.on()`', 'Carries', 'Meaning'], factRows(phone)),
    section(
      'Questions',
      ['DOM event, `respondWith()`', 'Message', '`connectFrame()` option', 'Carries', 'Meaning'],
      questionRows(phone),
    ),
    section('Messages', ['Direction', '`kind`', 'Fields'], messageRows),
    'Every message has the field `protocol: "cemscale-softphone"`. The protocol has version 1. Errors travel as `{ name, reason, message, advice }`.',
    '',
  ].join('\n\n');
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [`## ${title}\n`, line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function attributeRows({ attributes }: Phone): string[][] {
  // The analyzer puts those that are no property first.
  const inOrder = [
    ...attributes.filter(({ fieldName }) => fieldName),
    ...attributes.filter((one) => !one.fieldName),
  ];
  return inOrder.map(({ name, type, default: usual, description = '' }) => [
    `\`${name}\``,
    `\`data-${name}\``,
    `\`${type?.text ?? 'string'}\`${usual && usual !== "''" ? `, else \`${usual}\`` : ''}`,
    description,
  ]);
}

function methodRows({ members }: Phone): string[][] {
  return Object.keys(methods).map((name) => {
    const method = members.find((member) => member.name === name);
    if (!method) throw new Error(`The element has no ${name}().`);
    const ofElement = signature(method.parameters);
    const kinds = methods[name as keyof typeof methods].map((kind) =>
      kind === 'text' ? 'a text' : kind === 'text?' ? 'a text or nothing' : 'true, false or nothing',
    );
    const args = kinds.length > 0 ? `, args: ${kinds.join(', ')}` : '';
    return [
      `\`${name}(${ofElement})\``,
      `\`request\` \`${name}\`${args}`,
      `\`${name}(${ofElement})\``,
      method.description ?? '',
    ];
  });
}

function signature(parameters: Method['parameters'] = []): string {
  return parameters
    .map(({ name, optional, default: usual }) => (optional || usual ? `${name}?` : name))
    .join(', ');
}

function factRows(phone: Phone): string[][] {
  return Object.entries(facts).map(([name, fields]) => [
    `\`cemscale-${name}\``,
    `\`fact\` \`${name}\``,
    `\`${name}\``,
    listOf(fields),
    eventOf(phone, name),
  ]);
}

const optionOf = {
  'call-request': 'onCallRequest',
  'contact-request': 'onContactRequest',
  'call-log': 'onCallLog',
  'call-notes': 'onCallNotes',
} as const;

function questionRows(phone: Phone): string[][] {
  return Object.entries(questions).map(([name, fields]) => [
    `\`cemscale-${name}\``,
    `\`question\` \`${name}\``,
    `\`${optionOf[name as keyof typeof optionOf]}\``,
    listOf(fields),
    eventOf(phone, name),
  ]);
}

function eventOf({ events }: Phone, name: string): string {
  const event = events.find((candidate) => candidate.name === `cemscale-${name}`);
  if (!event) throw new Error(`The element fires no cemscale-${name}.`);
  return event.description ?? '';
}

function listOf(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(', ');
}

const messageRows = [
  ['to the phone', '`hello`', '`id`, `versions`, `answers`: names of the questions this page wants to answer'],
  ['to the phone', '`request`', '`id`, `method`, `args`'],
  ['to the phone', '`answer`', '`id` of the question, `ok`, `value`'],
  ['to the phone', '`bye`', ''],
  [
    'from the phone',
    '`welcome`',
    '`id`, `version`, `phone`: the release, `capabilities`: `{ methods, facts, questions }`, `snapshot`',
  ],
  ['from the phone', '`result` or `failure`', '`id` of the request or hello; `value` or `error`'],
  ['from the phone', '`snapshot`', '`snapshot`, with each change'],
  ['from the phone', '`fact`', '`type`, `detail`'],
  ['from the phone', '`question`', '`id`, `type`, `detail`'],
];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(target, hostContract());
