import { sqlPlaceContract } from './place-contract.ts';
import { inPostgres } from './places.ts';

sqlPlaceContract(inPostgres(), 8);
