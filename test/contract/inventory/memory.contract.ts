import { placeContract } from './place-contract.ts';
import { inMemory } from './places.ts';

placeContract(inMemory, 25);
