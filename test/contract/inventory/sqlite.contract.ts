import { drivers } from '../sqlite/drivers.ts';
import { sqlPlaceContract } from './place-contract.ts';
import { inSqlite } from './places.ts';

for (const driver of drivers) sqlPlaceContract(inSqlite(driver), 12);
