// As a bundled application does it: the element comes by import, the page places it itself.
import '../softphone/cemscale-phone.module.js';
import '../softphone/cemscale-three-way.module.js';
import './site.js';
