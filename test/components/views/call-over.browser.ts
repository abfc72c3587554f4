import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: what became of a call',
  catalogue.filter(({ id }) => id.startsWith('call/ended')),
);
