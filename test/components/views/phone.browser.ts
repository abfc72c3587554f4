import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: the phone as a page has it',
  catalogue.filter(({ id }) => /^phone\b/.test(id)),
);
