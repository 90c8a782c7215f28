/** `node import.ts <address>`: milliseconds until a module is there, in a process that has loaded nothing else. */
import { argv } from 'node:process';

const [, , address = ''] = argv;
const start = performance.now();
await import(address);
console.log(JSON.stringify({ ms: performance.now() - start }));
