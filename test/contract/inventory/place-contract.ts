import { afterAll, describe, it } from 'vitest';
import { inventoryContract } from 'cod-lifecycle/testing';
import { missingUnits } from './missing-units.ts';
import type { Place, SqlPlace } from './places.ts';
import { shopBooks } from './shop-books.ts';
import { wholeLives } from './whole-lives.ts';

/** Holds the stock in a place to all that is promised of it; so many random days are lived there. */
export function placeContract(place: Place, days: number, more: () => void = () => {}): void {
  describe(`in ${place.name}`, () => {
    afterAll(place.end);
    inventoryContract({ describe, it }, place);
    describe('a shop', () => {
      wholeLives(place, days);
    });
    describe('its stock', () => {
      missingUnits(place, days);
      more();
    });
  });
}

/** The same, with what the shop itself does with it. */
export function sqlPlaceContract(place: SqlPlace, days: number): void {
  placeContract(place, days, () => {
    shopBooks(place);
  });
}
