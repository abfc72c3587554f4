import '@cemscale-voip/softphone/components/cemscale-phone';
import type { VoIP, VoIPOptions } from '@cemscale-voip/softphone/react';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { Team } from './team.js';

let root: Root | null = null;

/** What the tests use of the page. */
export const team = {
  /** What the first component rendered with last; null before. */
  voip: null as VoIP | null,
  renders: 0,
  show(options: VoIPOptions): void {
    root ??= createRoot(main());
    root.render(app(options));
  },
  hydrate(options: VoIPOptions): void {
    root = hydrateRoot(main(), app(options));
  },
  hide(): void {
    root?.unmount();
    root = null;
  },
};

const app = (options: VoIPOptions) => (
  <StrictMode>
    <Team
      options={options}
      onRender={(voip) => {
        team.voip = voip;
        team.renders += 1;
      }}
    />
  </StrictMode>
);

const main = (): Element => document.querySelector('main') ?? document.body;

Object.assign(globalThis, { team });
