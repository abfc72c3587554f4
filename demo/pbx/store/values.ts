import { pattern, textThat, type Field } from './fields.js';

/** An international number, +15551234567. */
export const phoneNumber: Field<string> = pattern(
  /^\+[1-9]\d{6,14}$/,
  'must be a phone number such as +15551234567',
);

/** Two to six digits. */
export const shortNumber: Field<string> = pattern(/^\d{2,6}$/, 'must be 2 to 6 digits');

/** What a call can be sent to: an international or short number, or a code such as *3. */
export const dialable: Field<string> = pattern(
  /^(\+[1-9]\d{6,14}|\*?\d{1,8})$/,
  'must be a number that can be dialled',
);

export const httpUrl: Field<string> = textThat(
  (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  'must be an http or https address',
);

/** 24 hours, `09:00`; the end of a day may be `24:00`. */
export const timeOfDay: Field<string> = pattern(
  /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
  'must be a time such as 09:00',
);

/** A name of the IANA time zone table. */
export const timeZone: Field<string> = textThat(isTimeZone, 'must be a time zone such as America/New_York');

export const hostName: Field<string> = pattern(
  /^(?=.{1,253}$)[a-z\d]([a-z\d.-]*[a-z\d])?$/i,
  'must be a host name or an address',
);

/** Lower-case letters, digits and hyphens. */
export const slug: Field<string> = pattern(
  /^[a-z\d](?:[a-z\d-]{0,62}[a-z\d])?$/,
  'must be lower-case letters, digits and hyphens',
);

function isTimeZone(value: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
