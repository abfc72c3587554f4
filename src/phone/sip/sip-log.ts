import type { Logger } from '../../shared/logger.js';

/** SIP.js' `logConnector`. */
export type LogConnector = (level: string, category: string, label: string | undefined, content: unknown) => void;

const longestLine = 160;

/**
 * Passes on what SIP.js complains about, and nothing else: its other levels print whole messages, digest
 * values and the server's address. Its errors are our warnings (it is retried), its warnings detail.
 */
export function sipLogConnector(logger: Logger, secrets: () => readonly string[]): LogConnector {
  return (level, category, _label, content) => {
    if (level !== 'error' && level !== 'warn') return;
    const text = typeof content === 'string' ? content : content instanceof Error ? content.name : typeof content;
    logger.log(level === 'error' ? 'warn' : 'debug', `${category}: ${redact(text, secrets())}`);
  };
}

/**
 * Takes out of a log text what may identify or open a call or an account: known secrets, addresses,
 * values of header fields and every token that looks random (Call-IDs, tags, branches, digest values).
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text.split(/[\r\n]/, 1)[0]!.slice(0, longestLine * 4);
  for (const secret of secrets) if (secret !== '') clean = clean.split(secret).join('[secret]');
  return clean
    .replace(/\b(?:sips?|tel|wss?|https?|urn):[^\s"'<>,)]*/gi, '[address]')
    .replace(
      /\b(?:[\w-]*authori[sz]ation|[\w-]*authenticate|call-id|contact|from|to|via|replaces)\s*:.*$/i,
      '[header]',
    )
    .replace(/\b(?:password|passwd|ha1|nonce|cnonce|response|opaque|tag|branch|token)\s*[=:]\s*\S+/gi, '[secret]')
    .replace(/[^\s"'<>,;()]*@[^\s"'<>,;()]*/g, '[address]')
    .replace(/[\w.~+/=%-]{8,}/g, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? '[id]' : word))
    .slice(0, longestLine);
}
