import { Client } from 'pg';

/** A database of an example's own on the server of this run: what another page has made is not there. */
export async function ownDatabase(server: string, example: string): Promise<string> {
  // The end of it tells examples apart, and PostgreSQL keeps no more of a name than 63 characters.
  const name = example.replaceAll(/\W/g, '_').slice(-63);
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database "${name}"`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}
