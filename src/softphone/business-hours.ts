import type { ScheduleStatus } from '../api/types/routing.js';
import { ApiError } from '../shared/errors.js';
import { onePerCore, Watched } from './watched.js';

/** Business hours, and whether they are open. */
export interface OpenState extends Pick<ScheduleStatus, 'isOpen' | 'timezone'> {
  readonly id: string;
  readonly name: string;
  /** Epoch milliseconds of the next opening or closing; null when none is near. */
  readonly nextChange: number | null;
}

const EVERY_MS = 300_000;

/** The company's business hours. Read anew at the moment the next of them opens or closes. */
export class BusinessHours extends Watched<readonly OpenState[]> {
  protected get everyMs(): number {
    const now = this.clock.now();
    const next = (this.value ?? []).flatMap(({ nextChange }) =>
      (nextChange ?? 0) > now ? [(nextChange ?? 0) - now] : [],
    );
    return Math.min(EVERY_MS, ...next.map((ms) => ms + 1000));
  }

  protected override async load(): Promise<readonly OpenState[]> {
    const { schedules } = await this.client.listSchedules();
    const states = await Promise.all(
      schedules.map(async ({ id, name }) => {
        const status = await this.client.getScheduleStatus(id).catch((error: unknown) => {
          // Deleted meanwhile.
          if (error instanceof ApiError && error.reason === 'not-found') return null;
          throw error;
        });
        if (!status) return [];
        const { isOpen, timezone, nextChange } = status;
        return [{ id, name, isOpen, timezone, nextChange: nextChange === null ? null : Date.parse(nextChange) }];
      }),
    );
    return states.flat();
  }
}

/** The business hours that this core's token may see: the same for everyone who asks. */
export const businessHours = onePerCore(({ tokens }) => new BusinessHours({ tokens }));
