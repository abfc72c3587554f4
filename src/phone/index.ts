export { Phone } from './phone.js';
