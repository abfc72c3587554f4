import { clearStage } from '../mount.js';
import { callViews } from './call-views.js';
import { closedViews } from './closed-views.js';
import { realRest } from './company.js';
import { hangUp, liveViews } from './live-views.js';
import { clearPage, pageViews } from './page-views.js';
import { roomViews } from './room-views.js';
import type { Look, View } from './view.js';

/** Everything that this package shows. */
export const catalogue: readonly View[] = [...closedViews, ...callViews, ...liveViews, ...roomViews, ...pageViews];

/** Puts a view on an otherwise empty page. */
export async function stage(view: View, look: Look): Promise<HTMLElement> {
  const { documentElement: page } = document;
  page.lang = look.locale;
  page.style.colorScheme = look.theme;
  document.body.style.background = 'Canvas';
  document.title = 'Host page';
  return view.show(look);
}

/** Takes it off again. */
export async function unstage(): Promise<void> {
  await hangUp();
  clearStage();
  clearPage();
  realRest();
  document.documentElement.lang = '';
  document.documentElement.style.colorScheme = '';
  document.body.style.background = '';
}
