import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { CreateScheduleParams, Schedule, ScheduleStatus } from '../types/routing.js';
import type { Success } from '../types/common.js';

/** Creates business hours in a time zone. */
export function createSchedule(
  api: Api,
  params: CreateScheduleParams,
  options?: RequestOptions,
): Promise<{ schedule: Schedule }> {
  return api.send(endpoints.createSchedule, {}, { body: params, options });
}

/** One schedule. */
export function getSchedule(api: Api, id: string, options?: RequestOptions): Promise<{ schedule: Schedule }> {
  return api.send(endpoints.getSchedule, { id }, { options });
}

/** Changes the fields that are given. */
export function updateSchedule(
  api: Api,
  id: string,
  params: Partial<CreateScheduleParams>,
  options?: RequestOptions,
): Promise<{ schedule: Schedule }> {
  return api.send(endpoints.updateSchedule, { id }, { body: params, options });
}

/** All schedules. */
export function listSchedules(api: Api, options?: RequestOptions): Promise<{ schedules: readonly Schedule[] }> {
  return api.send(endpoints.listSchedules, {}, { options });
}

/** Deletes a schedule. */
export function deleteSchedule(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteSchedule, { id }, { options });
}

/** Open or closed now, in the time zone of the schedule. */
export function getScheduleStatus(api: Api, id: string, options?: RequestOptions): Promise<ScheduleStatus> {
  return api.send(endpoints.getScheduleStatus, { id }, { options });
}
