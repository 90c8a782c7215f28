export type { LambdaEvent, LambdaResult } from './lambda-mount.js';
export { toLambda } from './lambda-mount.js';
