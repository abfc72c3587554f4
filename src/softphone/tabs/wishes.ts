/** Controls that need neither a microphone nor a gesture; each is the method of the core of that name. */
const wishes = [
  'connect',
  'switchTo',
  'hangup',
  'setMuted',
  'setHeld',
  'sendDtmf',
  'dismiss',
  'disconnect',
] as const;

/** What a tab without the phone may ask of the one that has it. */
export type Wish = (typeof wishes)[number];

export function isWish(text: string): text is Wish {
  return (wishes as readonly string[]).includes(text);
}
