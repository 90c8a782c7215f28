import { libraryContract } from './library-contract.ts';
import { drizzleWithPg, drizzleWithPostgresJs } from './libraries/drizzle.ts';

libraryContract(drizzleWithPg);
libraryContract(drizzleWithPostgresJs);
