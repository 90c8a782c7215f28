import { sqlPlaceContract } from './place-contract.ts';
import { inPglite } from './places.ts';

sqlPlaceContract(inPglite(), 3);
