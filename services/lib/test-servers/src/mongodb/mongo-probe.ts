import { ask } from '../ask.ts';
import { firstFields, type BsonValue } from './bson.ts';

const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** Flags, then the kind of the first section. */
const BODY_AT = HEADER_BYTES + 5;

/**
 * Asks the server a command without arguments (`hello`, `buildInfo`) and gives back the plain fields of its answer.
 * mongodb.com/docs/manual/reference/mongodb-wire-protocol. Throws `NoAnswerError`.
 */
export async function askMongo(address: string, command: string): Promise<ReadonlyMap<string, BsonValue>> {
  const document = commandDocument(command);
  const head = Buffer.alloc(BODY_AT);
  head.writeInt32LE(BODY_AT + document.length, 0);
  head.writeInt32LE(1, 4); // request id
  head.writeInt32LE(OP_MSG, 12);
  const answer = await ask(address, Buffer.concat([head, document]), (bytes) => bytes.readInt32LE(0));
  return firstFields(answer.subarray(BODY_AT));
}

/** BSON of `{ [command]: 1, $db: 'admin' }`. */
function commandDocument(command: string): Buffer {
  const fields = Buffer.concat([
    Buffer.from(`\x10${command}\0`),
    int32(1),
    Buffer.from('\x02$db\0'),
    int32('admin'.length + 1),
    Buffer.from('admin\0\0'),
  ]);
  return Buffer.concat([int32(fields.length + 4), fields]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
