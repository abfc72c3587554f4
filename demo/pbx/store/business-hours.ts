import type { ScheduleStatus } from '../../../src/api/types/routing.js';
import { weekdays, type Schedule } from './shapes.js';

const minutesOfDay = 1440;
const minuteMs = 60_000;

/** How far ahead the next change is looked for: a schedule repeats every week. */
const horizonMinutes = 8 * minutesOfDay;

/** Whether a schedule is open at `at` (epoch milliseconds), by the clock on a wall in its zone. */
export function scheduleStatus(schedule: Schedule, at: number): ScheduleStatus {
  const wall = wallClock(schedule.timezone);
  const now = wall(at);
  const isOpen = isOpenAt(schedule, now);
  const { timezone } = schedule;
  return { isOpen, timezone, localTime: now.text, nextChange: nextChange(schedule, at, wall, isOpen) };
}

/** A moment as people in a zone read it. */
interface WallTime {
  /** 0 is Sunday. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
  /** `YYYY-MM-DDTHH:MM`. */
  readonly text: string;
}

function isOpenAt({ schedules }: Schedule, { day, minute }: WallTime): boolean {
  const yesterday = (day + 6) % 7;
  return schedules.some((row) => {
    if (!row.enabled) return false;
    const [start, end] = [minutes(row.startTime), minutes(row.endTime)];
    const rowDay = weekdays.indexOf(row.day);
    if (end > start) return rowDay === day && minute >= start && minute < end;
    // Ends after midnight: the evening of its day and the night of the next.
    return (rowDay === day && minute >= start) || (rowDay === yesterday && minute < end);
  });
}

/** Walks minute by minute, since days with a change of the clock are shorter or longer than others. */
function nextChange(
  schedule: Schedule,
  at: number,
  wall: (at: number) => WallTime,
  isOpen: boolean,
): string | null {
  const edges = new Set(
    schedule.schedules.flatMap((row) => [minutes(row.startTime), minutes(row.endTime) % minutesOfDay]),
  );
  const first = Math.floor(at / minuteMs) * minuteMs;
  // Every edge is on a quarter of an hour in nearly all schedules and zones; others are found minute by minute.
  const step = [...edges].every((edge) => edge % 15 === 0) ? 15 : 1;
  const start = Math.ceil((first + 1) / (step * minuteMs)) * step * minuteMs;
  for (let time = start; time < at + horizonMinutes * minuteMs; time += step * minuteMs) {
    if (isOpenAt(schedule, wall(time)) !== isOpen) return new Date(time).toISOString();
  }
  return null;
}

function wallClock(timeZone: string): (at: number) => WallTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const time = `${part('hour')}:${part('minute')}`;
    const day = (weekdays as readonly string[]).indexOf(part('weekday').toLowerCase());
    return { day, minute: minutes(time), text: `${part('year')}-${part('month')}-${part('day')}T${time}` };
  };
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
