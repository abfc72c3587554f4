import { VoIPClient } from '@cemscale-voip/softphone';
import { createRoot, type Root } from 'react-dom/client';
import { AgentPanel } from './agent-panel.js';
import { CallBoard } from './call-board.js';
import * as client from './client.js';
import { PhoneWidget } from './phone-widget.js';
import { talkToAgent } from './playground.js';
import { settings } from './settings.js';
import { startSipPhone } from './sip-phone.js';
import { ThreeWayScreen } from './three-way-screen.js';

const pages = {
  widget: () => <PhoneWidget />,
  threeWay: () => <ThreeWayScreen />,
  panel: (extensionId: string) => <AgentPanel client={voip()} extensionId={extensionId} />,
  board: () => <CallBoard client={voip()} />,
};

const voip = (): VoIPClient => new VoIPClient({ apiUrl: settings.apiUrl, apiKey: settings.apiKey });

let root: Root | null = null;

/** What the test uses of the page. */
export const examples = {
  ...client,
  startSipPhone,
  talkToAgent,
  show(name: keyof typeof pages, argument = ''): void {
    root = createRoot(document.querySelector('main') ?? document.body);
    root.render(pages[name](argument));
  },
  hide(): void {
    root?.unmount();
  },
};

Object.assign(globalThis, { examples });
