import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: the other sections of the settings',
  catalogue.filter(({ id }) => /^section (team|hours|audio|alerts|look|check)/.test(id)),
);
