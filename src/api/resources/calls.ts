import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  ActiveCall,
  CallFilter,
  CallList,
  CallRecord,
  CallStats,
  EavesdropMode,
  EavesdropResult,
  ListCallsParams,
  OriginateParams,
  OriginateResult,
  ParkedCall,
  ParkResult,
  StatsPeriod,
  TransferParams,
} from '../types/calls.js';
import type { Success } from '../types/common.js';

/** Starts a call: the extension rings first, then the number is dialled. */
export function originate(api: Api, params: OriginateParams, options?: RequestOptions): Promise<OriginateResult> {
  return api.send(endpoints.originate, {}, { body: params, options });
}

/** One call of the history, with forwarding and recording. */
export function getCall(api: Api, id: string, options?: RequestOptions): Promise<{ call: CallRecord }> {
  return api.send(endpoints.getCall, { id }, { options });
}

/** The call history, newest first; `client.iterate` walks all pages. */
export function listCalls(api: Api, params: ListCallsParams = {}, options?: RequestOptions): Promise<CallList> {
  return api.send(endpoints.listCalls, {}, { query: params, options });
}

/** Calls in progress. */
export function getActiveCalls(api: Api, options?: RequestOptions): Promise<{ calls: readonly ActiveCall[] }> {
  return api.send(endpoints.getActiveCalls, {}, { options });
}

/** Calls that wait in a parking slot. */
export function getParkedCalls(api: Api, options?: RequestOptions): Promise<{ calls: readonly ParkedCall[] }> {
  return api.send(endpoints.getParkedCalls, {}, { options });
}

/** Totals of a period; of today when absent. */
export function getCallStats(
  api: Api,
  period?: StatsPeriod,
  options?: RequestOptions,
): Promise<{ stats: CallStats }> {
  return api.send(endpoints.getCallStats, {}, { query: { period }, options });
}

/** The call history as CSV text; `client.stream` gives it as it comes. */
export function exportCalls(api: Api, params: CallFilter = {}, options?: RequestOptions): Promise<string> {
  return api.send(endpoints.exportCalls, {}, { query: params, answer: 'text', options });
}

/** Ends a call; any of its channel UUIDs will do. */
export function hangup(api: Api, uuid: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.hangup, { uuid }, { options });
}

/** Hands a call to another extension. */
export function transfer(
  api: Api,
  uuid: string,
  params: TransferParams,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.transfer, { uuid }, { body: params, options });
}

/** Puts a call on hold, or takes it back with `hold` false. */
export function holdCall(api: Api, uuid: string, hold = true, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.holdCall, { uuid }, { body: { hold }, options });
}

/** Parks a call, in a free slot when none is named. */
export function parkCall(api: Api, uuid: string, slot?: string, options?: RequestOptions): Promise<ParkResult> {
  return api.send(endpoints.parkCall, { uuid }, { body: { slot }, options });
}

/** Rings `extension` and lets it hear the call. DTMF then: 1 whisper, 2 barge, 3 mute, 0 toggle mute. */
export function eavesdropCall(
  api: Api,
  uuid: string,
  extension: string,
  mode?: EavesdropMode,
  options?: RequestOptions,
): Promise<EavesdropResult> {
  return api.send(endpoints.eavesdropCall, { uuid }, { body: { extension, mode }, options });
}
