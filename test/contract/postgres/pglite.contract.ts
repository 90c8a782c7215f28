import { libraryContract } from './library-contract.ts';
import { pglite } from './libraries/pglite.ts';

libraryContract(pglite, {
  connections: 'it is one connection, inside this process',
  durability: 'it does not wait for the disk',
});
