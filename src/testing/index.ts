export { codSamples } from '../lifecycle/samples.js';
