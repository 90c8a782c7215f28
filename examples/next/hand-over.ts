/** Takes up what could not be handed over at once, and what is due later; what the server's end cuts off is taken up again. */
import { shop } from './server-shop.ts';

const { signal } = new AbortController();
void shop().orders.effects.run({ signal, onError: console.error });
