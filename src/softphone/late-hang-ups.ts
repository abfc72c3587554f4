import type { Phone } from '../phone/phone.js';
import { lazily } from '../shared/lazily.js';
import type { HangUpOptions } from './hang-ups.js';
import { keptHangUps } from './kept-hang-ups.js';

/** From the first call on. Without it hang-ups are said by SIP alone, for as long as this page lives. */
export function keepHangUpsFromFirstCall(phone: Phone, tools: HangUpOptions, isCurrent: () => boolean): void {
  const keep = lazily(async () => {
    const { keepHangUps } = await import('./hang-ups.js');
    if (isCurrent()) keepHangUps(phone, tools);
  });
  if (keptHangUps()) keep().catch(ignore);
  phone.on('call', () => void keep().catch(ignore));
}

/** The next call tries again. */
function ignore(): void {}
