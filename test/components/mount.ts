import type { LitElement, TemplateResult } from 'lit';
import { html, render } from 'lit';
import { CemscalePhone } from '../../src/components/cemscale-phone/cemscale-phone.js';
import type { PhonePanel } from '../../src/components/cemscale-phone/panel.js';
import type { PanelModel } from '../../src/components/cemscale-phone/view.js';
import { createMsg } from '../../src/components/internal/localize.js';
import { PhoneRequestEvent, type PhoneRequest } from '../../src/components/internal/request.js';
import { templates } from '../../src/components/locales/es.js';
import type { SoftphoneSnapshot } from '../../src/softphone/snapshot.js';
import '../../src/components/cemscale-phone/panel.js';

export interface Stage {
  readonly panel: PhonePanel;
  readonly requests: PhoneRequest[];
  /** Shows another snapshot and waits until it is drawn. */
  show(snapshot: SoftphoneSnapshot, change?: Partial<PanelModel>): Promise<void>;
}

export interface StageOptions {
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'en' | 'es';
  readonly dir?: 'ltr' | 'rtl';
  readonly model?: Partial<PanelModel>;
}

const mounted: Element[] = [];

/** An empty shadow tree on the page with the styles and tokens of the element. */
export function mountRoot({ theme = 'light', locale = 'en', dir = 'ltr' }: StageOptions = {}): ShadowRoot {
  const host = document.createElement('div');
  host.dir = dir;
  host.lang = locale;
  host.setAttribute('theme', theme);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = CemscalePhone.elementStyles
    .map((style) => ('styleSheet' in style ? style.styleSheet : style))
    .filter((sheet) => sheet !== undefined);
  document.body.append(host);
  mounted.push(host);
  return root;
}

/** Puts the panel on the page as the element does. */
export async function mountPanel(
  snapshot: SoftphoneSnapshot,
  { theme = 'light', locale = 'en', dir = 'ltr', model = {} }: StageOptions = {},
): Promise<Stage> {
  const root = mountRoot({ theme, locale, dir });
  const requests: PhoneRequest[] = [];
  root.addEventListener(PhoneRequestEvent.type, (event) => requests.push((event as PhoneRequestEvent).request));
  const msg = locale === 'es' ? createMsg(templates) : createMsg();
  const draw = async (shown: SoftphoneSnapshot, change: Partial<PanelModel> = {}) => {
    const full = {
      snapshot: shown,
      label: 'Phone',
      floating: true,
      problem: null,
      ringtoneBlocked: false,
      lastNumber: '',
      checking: '',
      contact: null,
      keepable: false,
      notifications: 'off' as const,
      shortcuts: false,
      allowLeave: false,
      softphone: null,
      country: '',
      ...model,
      ...change,
    };
    render(
      html`<div class="root floating bottom end">
        <cemscale-phone-panel .msg=${msg} .model=${full}></cemscale-phone-panel>
      </div>` as TemplateResult,
      root,
    );
    await drawn(root);
  };
  await draw(snapshot);
  return { panel: root.querySelector('cemscale-phone-panel') as PhonePanel, requests, show: draw };
}

/** Takes everything off the page again. */
export function clearStage(): void {
  for (const element of mounted.splice(0)) element.remove();
}

/** Waits until the Lit elements below have drawn themselves. */
export async function drawn(root: ParentNode): Promise<void> {
  for (const element of root.querySelectorAll('*')) {
    if ('updateComplete' in element) await (element as LitElement).updateComplete;
    if (element.shadowRoot) await drawn(element.shadowRoot);
  }
}

/** Brings the view that is fading in to its final look. */
export function endAnimations(element: Element): void {
  const root = element.shadowRoot;
  for (const animation of [...element.getAnimations(), ...(root?.getAnimations() ?? [])]) {
    if (Number.isFinite(Number(animation.effect?.getComputedTiming().endTime))) animation.finish();
    else animation.cancel();
  }
  for (const child of root?.querySelectorAll('*') ?? []) if (child.shadowRoot) endAnimations(child);
}

/** The first match at any depth of open shadow trees. */
export function deep<Found extends HTMLElement = HTMLElement>(
  root: ParentNode | Element,
  selector: string,
): Found | null {
  const scope = insideOf(root);
  const own = scope.querySelector<Found>(selector);
  if (own) return own;
  for (const element of scope.querySelectorAll('*')) {
    const found = element.shadowRoot ? deep<Found>(element.shadowRoot, selector) : null;
    if (found) return found;
  }
  return null;
}

/** The element with this accessible name or text, which must exist. */
export function named(root: Element, name: string): HTMLElement {
  const found = allButtons(root).find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim() === name,
  );
  if (!found)
    throw new Error(
      `No button named "${name}", only: ${allButtons(root)
        .map((b) => b.getAttribute('aria-label') ?? b.textContent?.trim())
        .join(', ')}`,
    );
  return found;
}

/**
 * The shadow tree of an element with one. Asks for no class: an element that moved to another window may be of that
 * window's classes after the memory was cleared.
 */
function insideOf(root: ParentNode | Element): ParentNode {
  return ('shadowRoot' in root && root.shadowRoot) || root;
}

function allButtons(root: ParentNode | Element): HTMLElement[] {
  const scope = insideOf(root);
  return [...scope.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.localName === 'button' ? [element] : []),
    ...(element.shadowRoot ? allButtons(element) : []),
  ]);
}

/** Everything a person can read below, in one line. */
export function textOf(root: ParentNode | Element): string {
  const scope = insideOf(root);
  const parts = [...scope.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    return node.nodeType === Node.ELEMENT_NODE ? textOf(node as Element) : '';
  });
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** The focused element, inside every shadow tree. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
