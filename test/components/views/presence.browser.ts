import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: presence',
  catalogue.filter(({ id }) => /^presence\b/.test(id)),
);
