import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: a call, and several',
  catalogue.filter(({ id }) => /^call\/(live|two|call w|consultation|transfer)/.test(id)),
);
