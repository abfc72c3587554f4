const byteOrderMark = '\uFEFF';

/**
 * A CSV file (RFC 4180) that spreadsheets open as it is meant: a byte order mark says UTF-8, every text is
 * quoted, and what would begin a formula is kept from being one by an apostrophe. Phone numbers keep their plus.
 */
export function toCsv<Row extends object>(columns: readonly (keyof Row & string)[], rows: readonly Row[]): string {
  const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))];
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = String(value);
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
