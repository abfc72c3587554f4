/** The person has chosen how the phone looks. Goes from the settings to the element around, and never leaves it. */
export class LookChosenEvent extends Event {
  static readonly type = 'cemscale-look-chosen';

  constructor() {
    super(LookChosenEvent.type, { bubbles: true, composed: true });
  }
}
