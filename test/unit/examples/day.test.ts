import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

describe('the day that the demo tells', () => {
  const told: string[] = [];
  const lines = (): readonly string[] => told.flatMap((text) => text.split('\n'));
  const saying = (...parts: readonly string[]): readonly string[] =>
    lines().filter((line) => parts.every((part) => line.includes(part)));

  const folder = mkdtempSync(join(tmpdir(), 'cod-demo-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder);
    vi.spyOn(console, 'log').mockImplementation((text: string) => {
      told.push(stripVTControlCharacters(text));
    });
    await import('../../../examples/day/main.ts');
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('places each order once, and refuses the forger', () => {
    expect(saying('Place the order: New')).toHaveLength(6);
    expect(saying('#2107', 'duplicate')).toHaveLength(1);
    expect(saying('answered 200: not_cash_on_delivery')).toHaveLength(1);
    expect(saying('answered 200: ping')).toHaveLength(1);
    expect(saying('Forger', 'answered 401: signature_invalid')).toHaveLength(1);
  });

  it('gives up on the silent customer after three calls, and not before', () => {
    expect(saying('#2108', 'refused: 1 of 3 calls')).toHaveLength(1);
    expect(saying('#2108', 'requires:', 'Consider cancelling')).toHaveLength(1);
    expect(saying('#2108', 'Cancel: No Answer → Cancelled')).toHaveLength(1);
  });

  it('delivers, takes a return back, restocks it and delivers it again', () => {
    expect(saying('Deliver and collect: Out for Delivery → Delivered')).toHaveLength(3);
    expect(saying('#2109', '→ Returned')).toHaveLength(1);
    expect(saying('#2109', 'Deliver again: Returned → Processing')).toHaveLength(1);
    expect(saying('kept for a person to look at: 341, final')).toHaveLength(1);
  });

  it('loses nothing when the file is closed and opened again, not even what is owed', () => {
    expect(saying('6 orders with', 'lines of history: nothing was lost')).toHaveLength(1);
    expect(saying('#2107  New → Confirmed →', '→ Out for Delivery → Delivered')).toHaveLength(1);
    expect(saying('P-12', 'still owed: reserve_stock (failures: 1)')).toHaveLength(1);
    expect(saying('all is handed over: 0 still owed')).toHaveLength(1);
  });

  it('leaves no file behind', () => {
    expect(readdirSync(folder)).toEqual([]);
  });

  it('ends with cash and stock that balance, and the diagram', () => {
    expect(saying('karim handed over 379.50 MAD')).toHaveLength(1);
    expect(saying('hamid handed over 319.75 MAD')).toHaveLength(1);
    expect(saying('agree to the unit')).toHaveLength(1);
    expect(saying('NOT balance')).toHaveLength(0);
    expect(process.exitCode ?? 0).toBe(0);
    expect(saying('stateDiagram-v2')).toHaveLength(1);
  });
});
