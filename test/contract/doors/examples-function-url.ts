import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { LambdaEvent, LambdaResult } from 'cod-lifecycle/lambda';
import { listening } from './servers.ts';
import type { Running } from './examples-story.ts';

/** What a function URL hands on as text; everything else comes in base64. */
const texts = /^(?:text\/.*|application\/(?:json|javascript|xml|.*\+json|.*\+xml))(?:;|$)/i;

async function eventOf(request: IncomingMessage): Promise<LambdaEvent> {
  const { method = 'GET', url = '/', headers } = request;
  const [rawPath = '', rawQueryString = ''] = url.split('?');
  const body = await buffer(request);
  const isText = texts.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value].flat().join(',')]),
    ),
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: { http: { method }, stage: '$default' },
  };
}

/** Stands in for the function URL of a Lambda function, which no package brings. */
export async function functionUrl(
  handler: (event: LambdaEvent) => Promise<LambdaResult>,
): Promise<Running> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { statusCode, headers, body, isBase64Encoded } = await handler(await eventOf(request));
    response.writeHead(statusCode, headers);
    response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const { origin, close } = await listening(server);
  return { origin, stop: close };
}
