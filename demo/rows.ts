const count = 10_000;

const firstNames = ['Ana', 'Ben', 'Chloe', 'Dmitri', 'Eva', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Kim'];
const lastNames = ['Adeyemi', 'Brandt', 'Castillo', 'Dahl', 'Eriksen', 'Fontaine', 'Garcia', 'Hughes', 'Ito'];
const areas = [212, 310, 415, 617, 713, 202, 305, 503, 206, 720];
const owners = [1001, 1002, 1003, 1004, 1005, 1006];

/**
 * Ten thousand rows of a customer table, as a server sends them that knows no pages of fifty: an order number, a date
 * and a sum beside a telephone number that is a link in every other row and text in the rest, and who looks after it; in each fiftieth row with
 * what that colleague does right now.
 */
export function manyRows(): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('\n');
}

function row(index: number): string {
  const name = `${pick(firstNames, index)} ${pick(lastNames, index * 7)}`;
  const order = 4_000_000 + index * 37;
  const day = `2026-${two((index % 12) + 1)}-${two((index % 28) + 1)}`;
  const amount = `$${(40 + ((index * 131) % 9000)).toLocaleString('en-US')}.00`;
  const owner = index % 50 === 0 ? presence(pick(owners, index / 50)) : String(pick(owners, index));
  const cells = [String(index + 1), name, phone(index), String(order), day, amount, owner];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Two hundred of them, one subscription. */
function presence(extension: number): string {
  return `<cemscale-presence extension="${extension}" compact></cemscale-presence>`;
}

/** Numbers of the range that is kept for stories; the first one is the echo of the platform. */
function phone(index: number): string {
  if (index === 0) return '<a href="tel:9196">9196</a>';
  const area = pick(areas, index);
  const line = `01${two(index % 100)}`;
  const text = `(${area}) 555-${line}`;
  return index % 2 === 0 ? `<a href="tel:+1${area}555${line}">${text}</a>` : text;
}

function pick<Value>(list: readonly Value[], index: number): Value {
  return list[index % list.length] as Value;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
