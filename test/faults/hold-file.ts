/** A process that writes to a SQLite file, and takes its time before it commits. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

process.stdin.on('end', () => process.exit());
const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const { file } = JSON.parse(line) as { readonly file: string };

const db = new DatabaseSync(file);
db.exec('begin immediate; create table parcels (note text)');
process.stdout.write(`${JSON.stringify({ say: 'holding' })}\n`);
await pause(300);
db.exec('commit');
db.close();
process.exit();
