import type { TemplateMap } from '@lit/localize';
import { templates as audio } from './es/audio.js';
import { templates as calls } from './es/calls.js';
import { templates as failures } from './es/failures.js';
import { templates as mailbox } from './es/mailbox.js';
import { templates as phone } from './es/phone.js';
import { templates as presence } from './es/presence.js';
import { templates as recents } from './es/recents.js';
import { templates as quality } from './es/quality.js';
import { templates as settings } from './es/settings.js';
import { templates as threeWay } from './es/three-way.js';

/**
 * Spanish, by the ids of the texts in the source; one file for each part of the product. Numbers stand for the values
 * of the English template, in its order.
 */
export const templates: TemplateMap = {
  ...phone,
  ...calls,
  ...audio,
  ...mailbox,
  ...settings,
  ...failures,
  ...presence,
  ...recents,
  ...quality,
  ...threeWay,
};
