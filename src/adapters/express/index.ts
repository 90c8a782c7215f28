export type { ExpressRequest, ExpressResponse } from './express-mount.js';
export { toExpress } from './express-mount.js';
