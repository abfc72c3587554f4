export { Phone, type PhoneOptions } from './phone.js';
