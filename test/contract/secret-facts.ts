import { address, customer } from '../support/life.ts';
import { secrets } from './postgres/told.ts';

/** What an order holds that no error may tell. */
export const secretFacts = {
  customer: { ...customer, name: secrets.name, phone: secrets.phone },
  address: { ...address, line1: secrets.line1 },
};
