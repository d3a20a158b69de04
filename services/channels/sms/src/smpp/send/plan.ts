import type { OutboundMessage } from '@onethread/contracts';
import { createHash } from 'node:crypto';
import { contentOf } from '../../text/content.ts';
import type { Charset } from '../charset/charset.ts';
import { splitText } from '../text/split-text.ts';

/** One submit_sm of a reply. */
export type SmppStep = {
  readonly dataCoding: number;
  /** Octets of the body without its header, hexadecimal. */
  readonly body: string;
  /** From 1. */
  readonly part: number;
  readonly total: number;
  /** What the parts of one reply have in common, 0 to 255. */
  readonly reference: number;
};

/** One step for each submit_sm, so that none is sent twice when the next cannot be. Pure. Throws `UnsendableError`. */
export function planSubmits(
  message: OutboundMessage,
  rules: { readonly charset: Charset; readonly smart: boolean },
): readonly SmppStep[] {
  const { text } = contentOf(message, { files: false, smart: rules.smart });
  const parts = splitText(text, rules.charset);
  // Another try of the same reply is another message to the phone.
  const [reference = 0] = createHash('sha256').update(`${message.entryId}.${message.attempt}`).digest();
  return parts.map(({ dataCoding, bytes }, place) => ({
    dataCoding,
    body: Buffer.from(bytes).toString('hex'),
    part: place + 1,
    total: parts.length,
    reference,
  }));
}
