/** Orders behind `/cod`. */
import { shop } from '../../../server-shop.ts';

const handler = (request: Request): Promise<Response> => shop().api(request);

export { handler as GET, handler as HEAD, handler as POST };
