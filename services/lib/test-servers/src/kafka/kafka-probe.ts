import { ask } from '../ask.ts';

const METADATA = 3;
const VERSION = 1;
const CORRELATION = 1;

/**
 * `host:port` of every broker that this one holds for alive, itself among them once it serves.
 * Metadata request, version 1, without topics: kafka.apache.org/protocol#The_Messages_Metadata, spoken by 0.10 to 4.x.
 * Throws `NoAnswerError`.
 */
export async function kafkaBrokers(address: string): Promise<string[]> {
  const body = Buffer.alloc(18);
  body.writeInt32BE(body.length - 4, 0);
  body.writeInt16BE(METADATA, 4);
  body.writeInt16BE(VERSION, 6);
  body.writeInt32BE(CORRELATION, 8);
  body.writeInt16BE(-1, 12); // no client id
  body.writeInt32BE(0, 14); // no topics
  const answer = await ask(address, body, (head) => head.readInt32BE(0) + 4);
  return brokersOf(answer);
}

/** Length, correlation, then an array of {node id, host, port, rack or null}. */
function brokersOf(answer: Buffer): string[] {
  let at = 8;
  const int32 = () => answer.readInt32BE((at += 4) - 4);
  const string = () => {
    const length = answer.readInt16BE(at);
    at += 2;
    if (length < 0) return '';
    return answer.toString('utf8', at, (at += length));
  };
  return Array.from({ length: int32() }, () => {
    int32();
    const host = string();
    const port = int32();
    string();
    return `${host}:${port}`;
  });
}
