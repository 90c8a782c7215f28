import type { Delivery, News, NewsIgnored, NewsReader, NewsRefused } from '../../ports/news.js';
import type { Settled } from './options.js';
import { type Parcel, unpack } from './parcel.js';
import { isSigned } from './signature.js';
import { readJson } from './strict-json.js';
import { newsOfChange, newsOfOrder, type Topic, type Upstream } from './upstream.js';
import { ignore, type Issue, refuse } from './verdict.js';

/** What a signed body is read with. */
export interface Letter {
  readonly topic: Topic;
  readonly body: unknown;
  readonly shop: string;
  readonly header: Parcel['header'];
}

const unreadable: Issue = {
  path: ['body'],
  message: 'must be JSON in UTF-8, with no key twice, none "__proto__", and at most 64 levels',
};

/** In what one shop system's webhooks differ from another's. */
export interface Platform {
  /** Each header's names in lower case, the preferred first. */
  readonly headers: Readonly<
    Record<'signature' | 'topic' | 'shop', readonly [string, ...string[]]>
  >;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly shopOf: (text: string) => string | null;
  readonly shopWanted: string;
  readonly isPing: (parcel: Parcel) => boolean;
  readonly deliveryIdOf: (parcel: Parcel) => Promise<string | null>;
  readonly tell: (letter: Letter) => Upstream | NewsIgnored | NewsRefused;
}

/** Reads deliveries in one fixed order: size, signature, shop, topic, and only then the body. */
export function readerOf(platform: Platform, settled: Settled): NewsReader {
  return {
    async read(delivery: Delivery): Promise<News> {
      const parcel = unpack(delivery, settled.maxBytes);
      if ('kind' in parcel) return parcel;
      if (platform.isPing(parcel)) return ignore('ping');
      const doubt = await doubtOf(parcel, platform, settled);
      return doubt ?? newsIn(parcel, platform, settled);
    },
  };
}

async function doubtOf(
  { bytes, header }: Parcel,
  { headers }: Platform,
  { secrets }: Settled,
): Promise<NewsRefused | null> {
  const signature = header(headers.signature);
  if (signature === null) return refuse(401, 'signature_missing');
  return (await isSigned(bytes, signature, secrets)) ? null : refuse(401, 'signature_invalid');
}

async function newsIn(parcel: Parcel, platform: Platform, { shops }: Settled): Promise<News> {
  const { headers, topics, shopOf, shopWanted } = platform;
  const { bytes, header } = parcel;
  const shop = shopOf(header(headers.shop) ?? '');
  if (shop === null) return headerRefused(headers.shop[0], shopWanted);
  if (shops?.has(shop) === false) return refuse(401, 'shop_unknown');
  const named = header(headers.topic);
  if (named === null) return headerRefused(headers.topic[0], 'must name what has happened');
  const topic = topics.get(named);
  if (topic === undefined) return ignore('topic');
  const json = readJson(bytes);
  if (json === null) return refuse(400, 'body_unreadable', [unreadable]);
  const told = platform.tell({ topic, body: json.value, shop, header });
  if ('kind' in told) return told;
  const deliveryId = await platform.deliveryIdOf(parcel);
  return topic === 'created' ? newsOfOrder(told, deliveryId) : newsOfChange(told, deliveryId);
}

function headerRefused(name: string, message: string): NewsRefused {
  return refuse(400, 'header_invalid', [{ path: ['headers', name], message }]);
}
