/**
 * Where the units of one line are: each of the ordered units is nowhere yet, or in exactly one of these places.
 *
 * @category Order
 * @since 0.1.0
 */
export interface LineStock {
  readonly lineId: string;
  readonly sku: string;
  readonly ordered: number;
  /** Held for this order on the shelf. */
  readonly reserved: number;
  /** With a driver, or sold. */
  readonly out: number;
  /** Came back and can be sold again. */
  readonly restocked: number;
  /** Came back broken, or never. */
  readonly writtenOff: number;
  /** Units that the stock system said it cannot hold for this order. */
  readonly short: number;
}

/** The accounts between which stock effects move units. */
export type StockAccount = 'available' | 'reserved' | 'out' | 'written_off';

/** Units of one line that leave one account. */
export interface StockMove {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly from: StockAccount;
}

const isUnits = (units: number): boolean => Number.isSafeInteger(units) && units >= 0;

/** Whether the places of a line's units add up: whole numbers, none below zero, no more than were ordered. */
export function isBalanced(row: LineStock): boolean {
  const { ordered, reserved, out, restocked, writtenOff, short } = row;
  return (
    isUnits(ordered) &&
    isUnits(reserved) &&
    isUnits(out) &&
    isUnits(restocked) &&
    isUnits(writtenOff) &&
    isUnits(short) &&
    reserved + out + restocked + writtenOff <= ordered
  );
}
