import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: three-way',
  catalogue.filter(({ id }) => /^three-way\b/.test(id)),
);
