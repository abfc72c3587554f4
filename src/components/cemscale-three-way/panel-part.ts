/** What the panel of a phone loads when a third person comes into play. */
import './cemscale-three-way.js';

export { outcomeWords } from './outcome-words.js';
export { threeWayView } from '../cemscale-phone/three-way-view.js';
