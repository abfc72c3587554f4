import type { GrantedDestinations } from '../api/token.js';
import { RefusedRequest } from './answers.js';

/** Which numbers may be dialled through the gateway. Prefixes are E.164 with plus, such as `+1` or `+4989`. */
export interface DestinationRules {
  /** When given, only numbers that begin with one of these. */
  readonly allow?: readonly string[];
  /** Numbers that begin with one of these are refused even when `allow` has them. */
  readonly deny?: readonly string[];
  /** Premium, satellite and shared-cost ranges known to the gateway. Default `deny`. */
  readonly premium?: 'allow' | 'deny';
  /**
   * What is an extension of this company: it never leaves the platform, so no other rule is held against it. Star
   * codes always are. Default two to four digits: five may be a carrier's service number, such as 11880.
   */
  readonly internal?: RegExp;
}

const defaultInternal = /^\d{2,4}$/;
const starCode = /^\*\d{1,6}$/;
const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Ranges whose calls cost the caller extra: international premium and satellite, then national ones by country.
 * Not complete, since numbering plans change: add what your carrier lists to `deny`.
 */
export const premiumPrefixes: readonly string[] = [
  ...['+979', '+878', '+870', '+881', '+882', '+883', '+808'],
  ...['+1900', '+1976'],
  ...['+3089', '+3090', '+3188', '+31900', '+31906', '+31909', '+3290', '+3389', '+34803', '+34806', '+34807'],
  ...['+34905', '+34907', '+35115', '+353151', '+353152', '+353153', '+353154', '+353155', '+353156', '+353157'],
  ...['+353158', '+353159', '+358600', '+358700', '+39144', '+39166', '+39892', '+39894', '+39895', '+39899'],
  ...['+4190', '+43900', '+43901', '+43930', '+43931', '+4487', '+449', '+4470', '+4590', '+46900', '+46939'],
  ...['+46944', '+4782', '+48300', '+48400', '+4870', '+49137', '+49900', '+5290', '+5411600', '+55900'],
  ...['+57901', '+61190', '+64900', '+81990', '+82060'],
];

/**
 * What to dial for `input`, without the spaces and brackets people write. Refuses everything that is neither
 * internal nor E.164: a prefix rule can be held against nothing else. Throws `RefusedRequest`.
 */
export function admitDestination(input: unknown, rules: DestinationRules): string {
  if (typeof input !== 'string') throw notDiallable();
  const number = input.replaceAll(/[\s().\u2010-\u2015-]/g, '');
  const [inside] = number.match(rules.internal ?? defaultInternal) ?? [];
  if (inside === number || starCode.test(number)) return number;
  if (!e164.test(number)) throw notDiallable();
  const begins = (prefix: string): boolean => number.startsWith(prefix);
  if (rules.premium !== 'allow' && premiumPrefixes.some(begins)) throw notAllowed();
  if (rules.deny?.some(begins) === true || rules.allow?.some(begins) === false) throw notAllowed();
  return number;
}

/** What a page is told of the rules, so that it can explain a refusal before it dials. */
export function grantedDestinations({ allow, deny = [], premium }: DestinationRules): GrantedDestinations {
  const refused = premium === 'allow' ? deny : [...deny, ...premiumPrefixes];
  return allow === undefined ? { deny: refused } : { allow, deny: refused };
}

/** Like `admitDestination`, for a field that may also hold an id of the platform: letters, digits, `_` and `-`. */
export function admitTarget(input: unknown, rules: DestinationRules): string {
  const isId = typeof input === 'string' && /^[\w-]{1,64}$/.test(input) && /[a-z]/i.test(input);
  return isId ? input : admitDestination(input, rules);
}

function notDiallable(): RefusedRequest {
  return new RefusedRequest({
    status: 422,
    code: 'number-not-diallable',
    message: 'Send an extension, a star code or a number in E.164 form, such as +15551234567.',
  });
}

function notAllowed(): RefusedRequest {
  return new RefusedRequest({
    status: 403,
    code: 'destination-not-allowed',
    message: 'This number may not be called from here.',
  });
}
