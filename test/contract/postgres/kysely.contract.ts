import { libraryContract } from './library-contract.ts';
import { kysely } from './libraries/kysely.ts';

libraryContract(kysely);
