export * from './call-shapes.js';
export * from './company-shapes.js';
export { promised } from './shape.js';
