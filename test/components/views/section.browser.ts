import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: what is set and looked up of the platform',
  catalogue.filter(({ id }) => /^section (status|forwarding|queues|parked)/.test(id)),
);
