import type { SendResult } from '@onethread/channel-kit';

const THROTTLED = new Set([0x14, 0x58]);
/** Not bound for sending, bind or credentials refused. */
const UNAUTHORISED = new Set([0x04, 0x0d, 0x0e, 0x0f]);
/** System error, temporary fault of the receiver's application, service not available now. */
const TEMPORARY = new Set([0x08, 0x64, 0xff, 0x102]);

const WORDS: ReadonlyMap<number, string> = new Map([
  [0x01, 'the message is too long'],
  [0x04, 'the bind may not send'],
  [0x08, 'system error'],
  [0x0a, 'the sender’s number is not valid'],
  [0x0b, 'the receiver’s number is not valid'],
  [0x0d, 'the bind was refused'],
  [0x0e, 'wrong password'],
  [0x0f, 'wrong system_id'],
  [0x14, 'the queue is full'],
  [0x45, 'the message could not be submitted'],
  [0x58, 'too many messages'],
  [0x64, 'temporary fault'],
  [0x65, 'permanent fault'],
  [0x66, 'the message was refused'],
  [0xff, 'unknown fault'],
  [0x101, 'the operation is prohibited'],
  [0x102, 'the service is not available'],
  [0x104, 'the character set is not valid'],
]);

/** What a command_status other than 0 of a submit_sm_resp means. `backOffMs`: how long the bind rests when throttled. */
export function classifyStatus(status: number, backOffMs: number): SendResult {
  const number = `0x${status.toString(16).padStart(2, '0')}`;
  const code = `smpp-${number}`;
  const text = `The message centre answered: ${WORDS.get(status) ?? 'an error'} (${number}).`;
  if (THROTTLED.has(status)) return { outcome: 'throttled', code, text, retryAfterMs: backOffMs };
  if (UNAUTHORISED.has(status)) return { outcome: 'unauthorised', code, text };
  if (TEMPORARY.has(status)) return { outcome: 'temporary', code, text };
  return { outcome: 'rejected', code, text };
}
