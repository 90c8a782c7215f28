/** One message of PostgreSQL's protocol. */
export interface Message {
  /** Its letter; empty for the first one of a connection, which has none. */
  readonly type: string;
  readonly body: Buffer;
  /** All of it, as it goes over the wire. */
  readonly bytes: Buffer;
}

/** Cuts what comes over the wire into messages, however it was packed. */
export function messagesOf(side: 'client' | 'server'): (chunk: Buffer) => readonly Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let greeted = side === 'server';

  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    for (;;) {
      const start = greeted ? 1 : 0;
      if (rest.length < start + 4) return messages;
      const end = start + rest.readUInt32BE(start);
      if (rest.length < end) return messages;
      messages.push({
        type: rest.toString('latin1', 0, start),
        body: rest.subarray(start + 4, end),
        bytes: rest.subarray(0, end),
      });
      rest = rest.subarray(end);
      greeted = true;
    }
  };
}

const textAt = (body: Buffer, from: number): string =>
  body.toString('utf8', from, body.indexOf(0, from));

/** Whether a message asks for a commit; remembers which statements were prepared as one. */
export function commitWatch(): (message: Message) => boolean {
  const commits = new Set<string>();
  return ({ type, body }) => {
    const first = type === 'P' || type === 'B' ? textAt(body, 0) : '';
    const second = type === 'P' || type === 'B' ? textAt(body, Buffer.byteLength(first) + 1) : '';
    if (type === 'P') {
      if (/\binsert into\b.*_history\b/s.test(second)) commits.add(first);
      else commits.delete(first);
    }
    return type === 'B' && commits.has(second);
  };
}
