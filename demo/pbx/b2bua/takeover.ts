import type { Core } from 'sip.js';
import type { Extension } from '../company.js';
import type { MediaEndpoint } from '../media/endpoint.js';
import type { SipConnection } from '../sip/connection.js';

/** An INVITE that wants the place of a dialog (RFC 3891): the same person's next page, or another one of theirs. */
export interface Takeover {
  readonly connection: SipConnection;
  readonly from: Pick<Extension, 'number' | 'displayName'>;
  readonly request: Core.IncomingInviteRequest;
  /** Of the new page. */
  readonly endpoint: MediaEndpoint;
}
