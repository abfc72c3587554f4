/** Table of contents of the platform client: `@cemscale-voip/softphone/api`, for servers and browsers. */
export { VoIPClient, type DownloadName, type ItemOf, type MediaName } from './client.js';
export type { Credentials, VoIPClientOptions } from './client-options.js';
export type { TokenProvider } from './authorization.js';
export type { ReconnectPolicy, SocketLike, WebSocketConstructor } from './event-socket-options.js';
export type { WsEvents } from './event-socket.js';
export type { HttpOptions } from './http.js';
export type { PagedName } from './paging.js';
export type { RequestOptions } from './requests.js';
export type { UploadFile } from './upload.js';
export type { PlaygroundEvents, PlaygroundSession } from './playground/session.js';
export type {
  PlaygroundEndReason,
  PlaygroundToolCall,
  PlaygroundToolResult,
  PlaygroundTranscript,
} from './playground/protocol.js';
export type { ExtensionIdentity, SipCredentials, TokenGrant } from './token.js';
export {
  ApiError,
  MediaError,
  SoftphoneError,
  type ApiErrorReason,
  type MediaErrorReason,
} from '../shared/errors.js';
export type * from './types/admin.js';
export type * from './types/ai.js';
export type * from './types/calls.js';
export type * from './types/campaigns.js';
export type * from './types/common.js';
export type * from './types/conferences.js';
export type * from './types/events.js';
export type * from './types/extensions.js';
export type * from './types/presence.js';
export type * from './types/recordings.js';
export type * from './types/reports.js';
export type * from './types/routing.js';
export type * from './types/tickets.js';
export type * from './types/voicemail.js';
export type * from './types/webhooks.js';
