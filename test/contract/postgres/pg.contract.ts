import { libraryContract } from './library-contract.ts';
import { pgClients, pgPools } from './libraries/pg.ts';

libraryContract(pgPools);
libraryContract(pgClients);
