import { libraryContract } from './library-contract.ts';
import { postgresJs } from './libraries/postgres-js.ts';

libraryContract(postgresJs);
