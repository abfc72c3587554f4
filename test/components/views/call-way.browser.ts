import { catalogue } from './catalogue.js';
import { checkViews } from './checks.js';

checkViews(
  'views: a call on its way, and the keypad',
  catalogue.filter(({ id }) => /^call\/(keypad|preparing|dialling|ringing|early|incoming|answering)/.test(id)),
);
