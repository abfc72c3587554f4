import { Grammar, type URI } from 'sip.js';

/** `sip:user@domain`; throws for a user that cannot stand in a SIP URI. */
export function sipUri(user: string, domain: string): URI {
  const uri = Grammar.URIParse(`sip:${encodeURIComponent(user)}@${domain}`);
  if (uri === undefined) throw new Error('The number cannot stand in a SIP URI.');
  return uri;
}
