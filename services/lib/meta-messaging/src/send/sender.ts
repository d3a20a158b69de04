import type { ChannelHost, KnownSends, OutOfReach, SendContext, SendResult } from '@onethread/channel-kit';
import {
  UNKNOWN_ACCOUNT,
  classifyError,
  decode,
  jsonBody,
  sendMarkOf,
  type GraphClient,
  type Uploads,
} from '@onethread/meta-graph';
import { z } from 'zod';
import type { MessagingSettings } from '../messaging-settings.ts';
import { MESSAGING_ERRORS, OUTSIDE_WINDOW, PERSON_UNAVAILABLE, THREAD_CONTROLLED_ELSEWHERE } from './errors.ts';
import { attachmentEdge } from './attachments.ts';
import type { ExpectedEchoes } from './expected-echoes.ts';
import type { MessagingStep } from './plan.ts';
import { takeThreadControl } from './thread-control.ts';
import { HUMAN_AGENT, mayTag, messagingAt, RESPONSE, windowWords, type Messaging } from './window.ts';

const acceptedSchema = z.object({ message_id: z.string().min(1) });

export interface SenderParts {
  readonly host: ChannelHost;
  readonly settings: MessagingSettings;
  readonly graph: GraphClient;
  readonly knownSends: KnownSends;
  readonly expectedEchoes: ExpectedEchoes | undefined;
  readonly uploads: Uploads;
  readonly outOfReach: OutOfReach;
}

/** One message of the Send API, with its file uploaded before where there is one. Never throws. */
export async function sendStep(parts: SenderParts, step: MessagingStep, context: SendContext): Promise<SendResult> {
  const { graph, host, settings } = parts;
  const { message } = context;
  const { account } = message.identity;
  // A reply may have waited: its window is that of now.
  const messaging = messagingAt(message, host.now(), settings.humanAgent);
  if (messaging === undefined) {
    const text = windowWords(settings.platform.label, message, settings.humanAgent);
    return { outcome: 'rejected', code: OUTSIDE_WINDOW, text };
  }
  const waitMs = graph.usage.waitMs(account);
  if (waitMs > 0) {
    return {
      outcome: 'throttled',
      code: 'usage-full',
      text: 'Meta’s limit of calls is nearly used up.',
      retryAfterMs: waitMs,
    };
  }
  const result = await sendMessage(parts, step, context, messaging);
  const missedWindow = result.outcome === 'rejected' && result.code === OUTSIDE_WINDOW && messaging === RESPONSE;
  // Meta's clock, or a window that we know nothing of: as a person's answer it may still go.
  if (missedWindow && mayTag(message, settings.humanAgent)) {
    return await followed(parts, context, await sendMessage(parts, step, context, HUMAN_AGENT));
  }
  return await followed(parts, context, result);
}

async function sendMessage(
  parts: SenderParts,
  step: MessagingStep,
  context: SendContext,
  messaging: Messaging,
): Promise<SendResult> {
  const { uploads, settings, expectedEchoes } = parts;
  const { identity } = context.message;
  const metadata = settings.platform.carriesMetadata ? { metadata: sendMarkOf(context.sendId, step.isLast) } : {};
  const recipient = { id: identity.externalId };
  if (step.kind === 'text') {
    return await call(parts, step, context, { recipient, ...messaging, message: { text: step.text, ...metadata } });
  }
  const edge = attachmentEdge(settings.platform, identity.account, step);
  const uploaded = await uploads.idOf(identity.account, step, edge, context.signal);
  if ('outcome' in uploaded) return uploaded;
  const attachment = { type: step.type, payload: { attachment_id: uploaded.mediaId } };
  const result = await call(parts, step, context, { recipient, ...messaging, message: { attachment, ...metadata } });
  // An id that was good once may be gone for reasons of Meta's: uploaded anew, the file goes out.
  if (uploaded.isFresh || result.outcome !== 'rejected' || !result.code.startsWith('meta-100')) return result;
  await uploads.forget(identity.account, step, edge);
  await expectedEchoes?.forget(context.sendId);
  return { outcome: 'temporary', code: 'attachment-gone', text: 'Meta no longer has the file; it is uploaded anew.' };
}

async function call(parts: SenderParts, step: MessagingStep, context: SendContext, body: object): Promise<SendResult> {
  const { graph, settings, knownSends, expectedEchoes } = parts;
  const { message, sendId, signal } = context;
  try {
    await expectedEchoes?.expect(message.identity, step, sendId);
  } catch {
    return { outcome: 'temporary', code: 'store-unavailable', text: 'The channel’s store could not be reached.' };
  }
  const { account } = message.identity;
  const answer = await graph.post(account, `${settings.platform.node(account)}/messages`, jsonBody(body), signal);
  if (answer === undefined || answer.kind === 'not-sent') await expectedEchoes?.forget(sendId);
  if (answer === undefined) return UNKNOWN_ACCOUNT;
  if (answer.kind === 'not-sent') {
    return { outcome: 'temporary', code: 'not-reached', text: 'Meta could not be reached.' };
  }
  if (answer.kind === 'no-answer') {
    return { outcome: 'ambiguous', code: 'no-answer', text: 'Meta took the message and did not answer.' };
  }
  const decoded = decode(answer.body);
  if (answer.status !== 200) {
    await expectedEchoes?.forget(sendId);
    return classifyError(answer.status, answer.headers, decoded, MESSAGING_ERRORS);
  }
  const accepted = acceptedSchema.safeParse(decoded);
  if (!accepted.success) {
    return { outcome: 'ambiguous', code: 'unreadable-answer', text: 'Meta’s answer could not be read.' };
  }
  const { message_id: providerMessageId } = accepted.data;
  // Only helps to tell equal texts apart later; the echo brings it again.
  await knownSends.remember(sendId, providerMessageId).catch(() => undefined);
  return { outcome: 'sent', providerMessageId };
}

/** What else a refusal asks for. */
async function followed(parts: SenderParts, context: SendContext, result: SendResult): Promise<SendResult> {
  if (result.outcome === 'rejected' && result.code === PERSON_UNAVAILABLE) {
    const { message, sendId } = context;
    await parts.outOfReach.refused(message.identity, { reason: 'blocked-by-person', sendId, text: result.text });
  }
  if (
    result.outcome === 'temporary' &&
    result.code === THREAD_CONTROLLED_ELSEWHERE &&
    parts.settings.takeThreadControl
  ) {
    return await takeThreadControl(parts, context, result);
  }
  return result;
}
