import { shop } from '../server-shop.ts';

export async function GET(): Promise<Response> {
  return Response.json(await shop().orders.counts({ tenant: 'zahra' }));
}
