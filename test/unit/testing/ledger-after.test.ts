import { describe, expect, it } from 'vitest';
import { ledgerAfter } from 'cod-lifecycle/testing';
import type { OrderEffect, StockMove } from 'cod-lifecycle';

const stock = (type: OrderEffect['type'], quantity: number, from: StockMove['from']) =>
  ({ type, round: 1, lines: [{ lineId: '1', sku: 'SOAP', quantity, from }] }) as OrderEffect;

describe('the ledger after some effects', () => {
  const reserved = stock('reserve_stock', 3, 'available');
  const left = stock('commit_stock', 3, 'reserved');
  const back = stock('restock_stock', 3, 'out');

  it('follows units out and back', () => {
    expect(ledgerAfter({ effects: [] })).toEqual({
      reserved: 0,
      out: 0,
      restocked: 0,
      writtenOff: 0,
    });
    expect(ledgerAfter({ effects: [reserved] })).toMatchObject({ reserved: 3, out: 0 });
    expect(ledgerAfter({ effects: [reserved, left] })).toMatchObject({ reserved: 0, out: 3 });
    expect(ledgerAfter({ effects: [reserved, left, back] })).toMatchObject({
      out: 3,
      restocked: 3,
    });
  });

  it('counts what was put back and then found broken as broken alone', () => {
    const broken = stock('write_off_stock', 1, 'available');
    expect(ledgerAfter({ effects: [reserved, left, back, broken] })).toEqual({
      reserved: 0,
      out: 3,
      restocked: 2,
      writtenOff: 1,
    });
  });

  it('follows what the stock itself said, and leaves all else alone', () => {
    const effects: OrderEffect[] = [
      reserved,
      stock('record_shortage', 2, 'reserved'),
      stock('record_holding', 1, 'available'),
      { type: 'notify_customer', template: 'out_for_delivery', status: 'out_for_delivery' },
      stock('release_stock', 2, 'reserved'),
    ];
    expect(ledgerAfter({ effects })).toEqual({ reserved: 0, out: 0, restocked: 0, writtenOff: 0 });
  });
});
