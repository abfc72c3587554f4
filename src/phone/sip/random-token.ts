const alphabet = '0123456789abcdefghijklmnopqrstuv';

/** Token of `length` characters with 5 bits each, unguessable. Letters and digits only (RFC 3261 `token`). */
export function randomToken(length: number): string {
  let token = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(length))) token += alphabet.charAt(byte & 31);
  return token;
}

/** UUID version 4. `crypto.randomUUID` exists only on secure pages, this works on all. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
