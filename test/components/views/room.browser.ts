import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: room',
  catalogue.filter(({ id }) => /^room\b/.test(id)),
);
