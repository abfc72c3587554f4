/** What the page answered about the other side of a call, made safe to show. */
export interface Contact {
  readonly name: string;
  /** `https:` or a `data:` address of a raster picture. */
  readonly picture: string | null;
  /** `http(s):` address. */
  readonly link: string | null;
  readonly details: string | null;
}

const longest = { name: 120, details: 200, link: 2048, picture: 200_000 } as const;
const rasterData = /^data:image\/(png|jpeg|gif|webp|avif);base64,[a-z\d+/=]+$/i;

/**
 * Reads an answer to `cemscale-contact-request`; null for everything that names nobody. Whatever is not a plain
 * address of its kind is left out: no script, no SVG, no credentials in an address.
 */
export function readContact(answer: unknown): Contact | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { name, picture, link, details } = answer as Readonly<Record<string, unknown>>;
  const shown = text(name, longest.name);
  if (!shown) return null;
  return Object.freeze({
    name: shown,
    picture: address(picture, longest.picture, ['https:']) ?? rasterPicture(picture),
    link: address(link, longest.link, ['https:', 'http:']),
    details: text(details, longest.details),
  });
}

/** One line of text without control and direction characters, which could make it read as something else. */
function text(value: unknown, limit: number): string | null {
  if (typeof value !== 'string') return null;
  const line = value.slice(0, limit * 4).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return [...line].slice(0, limit).join('').trim() || null;
}

function address(value: unknown, limit: number, protocols: readonly string[]): string | null {
  if (typeof value !== 'string' || value.length > limit || !URL.canParse(value, document.baseURI)) return null;
  const url = new URL(value, document.baseURI);
  return protocols.includes(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

function rasterPicture(value: unknown): string | null {
  return typeof value === 'string' && value.length <= longest.picture && rasterData.test(value) ? value : null;
}

/** The first of the answers to arrive that names somebody; null when none does. Never rejects. */
export function firstContact(answers: readonly Promise<unknown>[]): Promise<Contact | null> {
  return new Promise((resolve) => {
    let open = answers.length;
    const take = (contact: Contact | null) => {
      open -= 1;
      if (contact || open === 0) resolve(contact);
    };
    // A page that fails to say who it is leaves the caller's own words.
    for (const answer of answers) answer.then(readContact).then(take, () => take(null));
  });
}
