import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  DashboardStats,
  DayOfCalls,
  ReportParams,
  TopExtension,
  TopExtensionsParams,
} from '../types/reports.js';

/** The numbers of today at a glance. */
export function getDashboardStats(api: Api, options?: RequestOptions): Promise<{ stats: DashboardStats }> {
  return api.send(endpoints.getDashboardStats, {}, { options });
}

/** Calls of each day. */
export function getCallsByDay(
  api: Api,
  params: ReportParams = {},
  options?: RequestOptions,
): Promise<{ days: readonly DayOfCalls[] }> {
  return api.send(endpoints.getCallsByDay, {}, { query: params, options });
}

/** Extensions with the most calls. */
export function getTopExtensions(
  api: Api,
  params: TopExtensionsParams = {},
  options?: RequestOptions,
): Promise<{ extensions: readonly TopExtension[] }> {
  return api.send(endpoints.getTopExtensions, {}, { query: params, options });
}
