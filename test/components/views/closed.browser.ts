import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: closed',
  catalogue.filter(({ id }) => /^closed\b/.test(id)),
);
