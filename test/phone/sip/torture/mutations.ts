const odd = [
  '\0',
  '\r',
  '\n',
  '\r\n',
  '\r\n ',
  ' ',
  '\t',
  ':',
  ';',
  ',',
  '<',
  '>',
  '"',
  '\\',
  '@',
  '=',
  '%',
  '[',
  ']',
];
const words = [
  'SIP/2.0',
  'sip:',
  '__proto__',
  'constructor',
  'tag=',
  'branch=',
  '-1',
  '99999999999',
  '\u{1f4de}',
  'é',
];

/** A frame with one to three faults: characters and lines that go, come, change, move or are there twice. */
export function mutate(frame: string, random: () => number): string {
  let text = frame;
  for (let faults = 1 + Math.floor(random() * 3); faults > 0; faults -= 1) text = withFault(text, random);
  return text;
}

function withFault(text: string, random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = (list: readonly string[]): string => list[below(list.length)] ?? '';
  const at = below(text.length + 1);
  const lines = text.split('\r\n');
  const line = below(lines.length);
  switch (below(12)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + below(4));
    case 1:
      return text.slice(0, at) + one(odd) + text.slice(at);
    case 2:
      return text.slice(0, at) + one(words) + text.slice(at);
    case 3:
      return text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1);
    case 11:
      return text.slice(0, at) + String.fromCharCode(97 + below(26)) + text.slice(at + below(2));
    case 4:
      return text.slice(0, at);
    case 5:
      return text.slice(0, at) + text.slice(at, at + below(60)).repeat(2 + below(40)) + text.slice(at);
    case 6:
      return lines.toSpliced(line, 1).join('\r\n');
    case 7:
      return lines.toSpliced(line, 0, one(lines)).join('\r\n');
    case 8:
      return lines.toSpliced(line, 1, one(lines)).join('\r\n');
    case 9:
      return text.replace(/\d+/g, (digits) =>
        random() < 0.1 ? String(below(2 ** 31) ** (1 + below(3))) : digits,
      );
    default:
      return text.replace(/[A-Za-z]{3,}/g, (word) => (random() < 0.03 ? one(words) : word));
  }
}
