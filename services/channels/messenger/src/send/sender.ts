import type { ChannelHost, KnownSends, SendContext, SendResult } from '@onethread/channel-kit';
import { z } from 'zod';
import { decode, type GraphBody, type GraphClient } from '../graph-client.ts';
import { classifyError } from './error-table.ts';
import { metadataOf } from './metadata.ts';
import { multipart } from './multipart.ts';
import type { MessengerStep } from './plan.ts';

const acceptedSchema = z.object({ message_id: z.string().min(1) });

export interface SenderParts {
  readonly host: ChannelHost;
  readonly graph: GraphClient;
  readonly knownSends: KnownSends;
}

/** One call of the Send API. Never throws. */
export async function sendStep(parts: SenderParts, step: MessengerStep, context: SendContext): Promise<SendResult> {
  const { identity } = context.message;
  const body = await bodyOf(parts, step, context);
  if ('outcome' in body) return body;
  const answer = await parts.graph.post(identity.account, 'messages', body, context.signal);
  if (answer === undefined) {
    return { outcome: 'unauthorised', code: 'unknown-page', text: 'This Page is not (or no longer) set up here.' };
  }
  if (answer.kind === 'not-sent') {
    return { outcome: 'temporary', code: 'not-reached', text: 'Meta could not be reached.' };
  }
  if (answer.kind === 'no-answer') {
    return { outcome: 'ambiguous', code: 'no-answer', text: 'Meta took the message and did not answer.' };
  }
  const decoded = decode(answer.body);
  if (answer.status !== 200) return classifyError(answer.status, answer.headers, decoded);
  const accepted = acceptedSchema.safeParse(decoded);
  if (!accepted.success) {
    return { outcome: 'ambiguous', code: 'unreadable-answer', text: 'Meta’s answer could not be read.' };
  }
  const { message_id: providerMessageId } = accepted.data;
  // Only helps to tell equal texts apart later; the echo brings it again.
  await parts.knownSends.remember(context.sendId, providerMessageId).catch(() => undefined);
  return { outcome: 'sent', providerMessageId };
}

async function bodyOf(parts: SenderParts, step: MessengerStep, context: SendContext): Promise<GraphBody | SendResult> {
  const recipient = { id: context.message.identity.externalId };
  const metadata = metadataOf(context.sendId, step.isLast);
  if (step.kind === 'text') {
    const call = { recipient, messaging_type: 'RESPONSE', message: { text: step.text, metadata } };
    return { contentType: 'application/json', body: JSON.stringify(call) };
  }
  const { blobs } = parts.host;
  try {
    if ((await blobs.info(step.blobId)) === undefined) {
      return { outcome: 'rejected', code: 'file-missing', text: 'The file is no longer there.' };
    }
    const content = await blobs.open(step.blobId);
    const message = { attachment: { type: step.type, payload: { is_reusable: false } }, metadata };
    return multipart({ recipient, messaging_type: 'RESPONSE', message }, { ...step, content });
  } catch {
    return { outcome: 'temporary', code: 'file-unavailable', text: 'The file could not be read.' };
  }
}
