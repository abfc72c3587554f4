import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Unsubscribe } from '../../shared/emitter.js';
import { pageUrl } from '../../softphone/page-url.js';
import { acquireSoftphone, type SoftphoneLease } from '../../softphone/shared-softphones.js';
import type { Softphone } from '../../softphone/softphone.js';
import { isPhone, phoneAround, phonesIn, watchPhones, type PhoneElement } from './phone-watch.js';

/** An element that works with the core of a phone. */
export interface CoreSeeker extends ReactiveControllerHost, HTMLElement {
  /** Attribute `for`: the id of a phone; empty when the page does not say. */
  readonly htmlFor: string;
  /** Attribute `token-url`: a core of its own, the same as that of a phone with this URL; empty otherwise. */
  readonly tokenUrl: string;
}

/** Why there is no core: no phone yet, none with the id of `for`, several that differ, a URL that is none. */
export type FindProblem = 'no-phone' | 'no-such-phone' | 'several-phones' | 'no-token-url';

type Found = { readonly url: URL; readonly phone: PhoneElement | null } | { readonly problem: FindProblem };

/**
 * Finds the core of an element and keeps hold of it: by `for`, by its own `token-url`, by the phone it stands in, or
 * because there is only one on the page. Looks again when a phone comes, goes or changes, and redraws the element.
 */
export class CoreFinder implements ReactiveController {
  readonly #host: CoreSeeker;
  readonly #onCore: (softphone: Softphone | undefined) => void;
  #lease: SoftphoneLease | undefined;
  #url = '';
  #asked = '';
  #isStale = true;
  #stops: Unsubscribe[] = [];
  /** The phone with this core, for a call that shall look as if it was dialled there; null without one on the page. */
  phone: PhoneElement | null = null;
  problem: FindProblem | null = null;

  /** `onCore` is called with each other core, before the element is drawn with it. */
  constructor(host: CoreSeeker, onCore: (softphone: Softphone | undefined) => void) {
    this.#host = host;
    this.#onCore = onCore;
    host.addController(this);
  }

  get softphone(): Softphone | undefined {
    return this.#lease?.softphone;
  }

  hostConnected(): void {
    const root = this.#host.getRootNode();
    this.#stops = [...new Set([root, document])].map((tree) => watchPhones(tree, () => this.#lookAgain()));
    this.#lookAgain();
  }

  hostUpdate(): void {
    const { htmlFor, tokenUrl, isConnected } = this.#host;
    const asked = JSON.stringify([htmlFor, tokenUrl]);
    if (!isConnected || (!this.#isStale && asked === this.#asked)) return;
    this.#isStale = false;
    this.#asked = asked;
    this.#take(findCore(this.#host));
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
    // A page that only moves the element takes it out and puts it back within one task.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#use(null);
    });
  }

  #lookAgain(): void {
    this.#isStale = true;
    this.#host.requestUpdate();
  }

  #take(found: Found): void {
    if ('problem' in found) {
      this.problem = found.problem;
      this.phone = null;
      this.#use(null);
    } else {
      this.problem = null;
      this.phone = found.phone;
      this.#use(found.url);
    }
  }

  #use(url: URL | null): void {
    const href = url?.href ?? '';
    if (href === this.#url) return;
    this.#url = href;
    const before = this.#lease;
    this.#lease = url ? acquireSoftphone({ tokenUrl: url }) : undefined;
    before?.release();
    this.#onCore(this.softphone);
  }
}

function findCore(seeker: CoreSeeker): Found {
  const root = seeker.getRootNode();
  const { htmlFor, tokenUrl } = seeker;
  if (htmlFor !== '') return byId(htmlFor, root);
  if (tokenUrl !== '') {
    const url = toUrl(tokenUrl);
    return url ? { url, phone: phoneWith(url, root) } : { problem: 'no-token-url' };
  }
  const around = phoneAround(seeker);
  return around ? ofPhone(around) : theOnly(root);
}

function byId(id: string, root: Node): Found {
  const trees = [root, document].filter((tree) => tree instanceof Document || tree instanceof ShadowRoot);
  const phone = trees.map((tree) => tree.getElementById(id)).find(isPhone);
  return phone ? ofPhone(phone) : { problem: 'no-such-phone' };
}

function ofPhone(phone: PhoneElement): Found {
  const url = urlOf(phone);
  return url ? { url, phone } : { problem: 'no-token-url' };
}

/** Several phones of one URL are one core. */
function theOnly(root: Node): Found {
  const own = phonesIn(root);
  const found = (own.length > 0 ? own : phonesIn(document)).flatMap((phone) => {
    const url = urlOf(phone);
    return url ? [{ url, phone }] : [];
  });
  const [first] = found;
  if (!first) return { problem: 'no-phone' };
  return found.every(({ url }) => url.href === first.url.href) ? first : { problem: 'several-phones' };
}

function phoneWith({ href }: URL, root: Node): PhoneElement | null {
  return [...phonesIn(root), ...phonesIn(document)].find((phone) => urlOf(phone)?.href === href) ?? null;
}

/** A framework may have set the property only, or the element is not defined yet and has the attribute only. */
function urlOf(phone: PhoneElement): URL | null {
  return toUrl(phone.tokenUrl || (phone.getAttribute('token-url') ?? ''));
}

function toUrl(tokenUrl: string): URL | null {
  return tokenUrl === '' ? null : pageUrl(tokenUrl);
}
