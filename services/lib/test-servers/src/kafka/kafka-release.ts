import { ask } from '../ask.ts';

const API_VERSIONS = 18;
const VERSION = 3;
const CORRELATION = 1;
const NO_TEXT = -1;
const SUPPORTED_FEATURES_TAG = 0;
const ARRAY_ELEMENT_BYTES = 6;

/** First `metadata.version` of each release (org.apache.kafka.server.common.MetadataVersion), newest first. */
const RELEASES = [
  [28, '4.2 or newer'],
  [26, '4.1'],
  [22, '4.0'],
  [21, '3.9'],
  [0, 'before 3.9'],
] as const;

/**
 * The release of a broker, by the highest `metadata.version` that it supports: Kafka tells no version of its own.
 * Undefined where it does not say (ZooKeeper, or not Apache Kafka). Throws `NoAnswerError`.
 */
export async function kafkaRelease(address: string): Promise<string | undefined> {
  const client = Buffer.from('onethread');
  const text = Buffer.concat([Buffer.from([client.length + 1]), client]);
  const head = Buffer.alloc(10);
  head.writeInt16BE(API_VERSIONS, 0);
  head.writeInt16BE(VERSION, 2);
  head.writeInt32BE(CORRELATION, 4);
  head.writeInt16BE(NO_TEXT, 8);
  const noTags = Buffer.from([0]);
  // Name and version of the client software, each with its length + 1 before it.
  const request = Buffer.concat([head, noTags, text, text, noTags]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(request.length);
  const answer = await ask(address, Buffer.concat([length, request]), (bytes) => bytes.readInt32BE(0) + 4);
  const highest = highestMetadataVersion(answer);
  return highest === undefined ? undefined : RELEASES.find(([first]) => highest >= first)?.[1];
}

/** Of an ApiVersions answer, version 3: kafka.apache.org/protocol#The_Messages_ApiVersions. */
export function highestMetadataVersion(answer: Buffer): number | undefined {
  let at = 10; // length, correlation, error
  const varint = () => {
    let value = 0;
    for (let shift = 0; at < answer.length; shift += 7) {
      const byte = answer.readUInt8(at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  const calls = varint() - 1;
  for (let call = 0; call < calls; call++) {
    at += ARRAY_ELEMENT_BYTES;
    varint(); // number of tags: none are defined
  }
  at += 4; // throttle time
  for (let tags = varint(); tags > 0; tags--) {
    const tag = varint();
    const size = varint();
    const end = at + size;
    if (tag !== SUPPORTED_FEATURES_TAG) {
      at = end;
      continue;
    }
    for (let features = varint() - 1; features > 0; features--) {
      const nameLength = varint() - 1;
      const name = answer.toString('utf8', at, (at += nameLength));
      const highest = answer.readInt16BE(at + 2);
      at += 4;
      varint();
      if (name === 'metadata.version') return highest;
    }
  }
  return undefined;
}
