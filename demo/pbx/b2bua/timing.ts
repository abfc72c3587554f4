/** How long the platform waits, milliseconds. Tests shorten what they would otherwise sit through. */
export interface Timing {
  /** An extension rings this long before the caller hears that nobody answers. */
  readonly ringMs: number;
  /** A second of the ring time after which an extension forwards. */
  readonly forwardSecondMs: number;
  /** A calling page's leg outlives its socket by this. */
  readonly callerOrphanMs: number;
  /** A called page's leg outlives its socket by this. */
  readonly calleeOrphanMs: number;
  /** Between two session refreshes of a called page; null never refreshes. */
  readonly refreshMs: number | null;
  /** An event socket that does not authenticate is closed after this. */
  readonly authenticateMs: number;
  /** A second in the script of a campaign call. */
  readonly campaignSecondMs: number;
}

/** As measured on FreeSWITCH: a called leg ends when its session refresh fails, a calling one much later. */
export const usualTiming: Timing = {
  ringMs: 30_000,
  forwardSecondMs: 1000,
  callerOrphanMs: 200_000,
  calleeOrphanMs: 55_000,
  refreshMs: 60_000,
  authenticateMs: 5_000,
  campaignSecondMs: 100,
};
