/** What callers hear when a tool could not do its work. */
export interface SpokenPhrases {
  /** The tool failed. */
  readonly failed: string;
  /** The tool took too long. */
  readonly late: string;
  /** There is no such tool. */
  readonly unknown: string;
  /** The agent left out an argument; `argument` is its name, such as `caller_phone`. */
  missing(argument: string): string;
}

const spoken: Readonly<Record<string, string>> = {
  phone: 'phone number',
  to_phone: 'phone number',
  caller_phone: 'phone number',
  caller_name: 'name',
  purpose: 'reason',
};

export const englishPhrases: SpokenPhrases = {
  failed: 'I am sorry, that did not work just now. A team member can help you with it.',
  late: 'I am sorry, that is taking too long just now. A team member can help you with it.',
  unknown: 'I am sorry, I cannot do that myself. A team member can help you with it.',
  missing: (argument) =>
    `I did not get the ${spoken[argument] ?? argument.replaceAll('_', ' ')}. Could you say it again?`,
};
