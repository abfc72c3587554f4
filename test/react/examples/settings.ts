/** What an application gets from its own configuration. */
export interface Settings {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly sipDomain: string;
  readonly wsUri: string;
  readonly workletUrl: string;
}

/** The page that holds the examples sets it before it loads them. */
export const settings = (globalThis as unknown as { settings: Settings }).settings;
