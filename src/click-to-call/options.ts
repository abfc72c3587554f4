/** Somebody asked for a call by a gesture of their own. Nothing has been dialled yet. */
export interface CallWish {
  /**
   * What to dial: E.164 with `+` for numbers found in text, otherwise as the page wrote it without separators.
   * `sip:user@host` for SIP addresses, `tel:7042;phone-context=example.com` for local numbers of a stated place.
   */
  readonly number: string;
  /** Tones to send once the call is answered: digits, `*`, `#`, `A` to `D`, and `,` for a pause. Empty for none. */
  readonly postDial: string;
  /** The link, the marked element, or the element whose text holds the number. */
  readonly source: Element;
}

/** Texts of the one button that click-to-call shows; functions, so that each is asked for when it is drawn. */
export interface Words {
  /** Names the button, such as "Call (212) 555-0123". */
  call(number: string): string;
  /** Tells users of screen readers that the arrow keys go to the other numbers. */
  browse(): string;
  /** Language tag of these texts. */
  readonly lang: string;
}

export interface ClickToCallOptions {
  /** The page; its open shadow roots and same-origin frames belong to it. The current document by default. */
  readonly document?: Document;
  /** `links`: phone links and `data-cemscale-call`. `text`: numbers in plain text, too. */
  readonly mode: 'links' | 'text';
  /** ISO 3166 region whose numbers may be written without `+`, such as `US`. An empty string: no region. */
  readonly country: () => string;
  /** While false a phone link does what it always did, and nothing else happens either. */
  readonly canCall: () => boolean;
  /** Called for trusted user gestures only. */
  readonly call: (wish: CallWish) => void;
  /** A marked element that is no link was used while `canCall` is false: nobody else would say why nothing happens. */
  readonly refuse?: (wish: CallWish) => void;
  readonly words: () => Words;
}

/** What a phone link or a marked element says: the parts of a wish that come from its text. */
export type Dialling = Pick<CallWish, 'number' | 'postDial'>;
