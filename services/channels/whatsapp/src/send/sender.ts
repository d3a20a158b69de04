import type { ChannelHost, KnownSends, SendContext, SendResult } from '@onethread/channel-kit';
import {
  classifyError,
  decode,
  jsonBody,
  sendMarkOf,
  UNKNOWN_ACCOUNT,
  type GraphClient,
  type Uploads,
} from '@onethread/meta-graph';
import { z } from 'zod';
import type { WhatsappSettings } from '../config.ts';
import { OUTSIDE_WINDOW, WHATSAPP_ERRORS } from './errors.ts';
import { fitsTemplate, isOpen, templateText, windowWords, type WhatsappStep } from './plan.ts';
import { recipientOf } from './recipient.ts';
import { uploadEdge } from './uploads.ts';

const acceptedSchema = z.object({ messages: z.tuple([z.object({ id: z.string().min(1) })]) });

export interface SenderParts {
  readonly host: ChannelHost;
  readonly settings: WhatsappSettings;
  readonly graph: GraphClient;
  readonly knownSends: KnownSends;
  readonly uploads: Uploads;
}

/** One message, with its file uploaded before where there is one. Never throws. */
export async function sendStep(parts: SenderParts, step: WhatsappStep, context: SendContext): Promise<SendResult> {
  const { settings, graph, host, uploads } = parts;
  const { message, signal } = context;
  const { account } = message.identity;
  const waitMs = graph.usage.waitMs(account);
  if (waitMs > 0) {
    return {
      outcome: 'throttled',
      code: 'usage-full',
      text: 'Meta’s limit of calls is nearly used up.',
      retryAfterMs: waitMs,
    };
  }
  // A reply may have waited: its window is that of now.
  if (!isOpen(message, host.now())) return await sendByTemplate(parts, step, context);
  if (step.kind === 'text') {
    const result = await call(parts, step, context, { type: 'text', text: { body: step.text, preview_url: true } });
    const missedWindow = result.outcome === 'rejected' && result.code === OUTSIDE_WINDOW;
    // Meta's clock, or a window that we know nothing of.
    return missedWindow && fitsTemplate(settings, step) ? await sendByTemplate(parts, step, context) : result;
  }
  const edge = uploadEdge(account, step);
  const uploaded = await uploads.idOf(account, step, edge, signal);
  if ('outcome' in uploaded) return uploaded;
  const named = step.type === 'document' ? { filename: step.name } : {};
  const media = { id: uploaded.mediaId, ...named };
  const result = await call(parts, step, context, { type: step.type, [step.type]: media });
  // An id that was good once may be gone for reasons of Meta's: uploaded anew, the file goes out.
  if (uploaded.isFresh || result.outcome !== 'rejected' || !GONE.test(result.code)) return result;
  await uploads.forget(account, step, edge);
  return { outcome: 'temporary', code: 'media-gone', text: 'WhatsApp no longer has the file; it is uploaded anew.' };
}

const GONE = /^(meta-100|media-unreadable)/;

/** Past the window the operator's template carries the words, in its one variable. */
async function sendByTemplate(parts: SenderParts, step: WhatsappStep, context: SendContext): Promise<SendResult> {
  const { settings } = parts;
  if (!fitsTemplate(settings, step)) {
    return { outcome: 'rejected', code: OUTSIDE_WINDOW, text: windowWords(settings) };
  }
  const parameters = [{ type: 'text', text: templateText(step.text) }];
  const template = {
    name: settings.reopenTemplate,
    language: { code: settings.reopenLanguage },
    components: [{ type: 'body', parameters }],
  };
  return await call(parts, step, context, { type: 'template', template });
}

async function call(
  { graph, knownSends }: SenderParts,
  step: WhatsappStep,
  { message, sendId, signal }: SendContext,
  content: object,
): Promise<SendResult> {
  const { account, externalId } = message.identity;
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(externalId),
    ...content,
    biz_opaque_callback_data: sendMarkOf(sendId, step.isLast),
  };
  const answer = await graph.post(account, `${account}/messages`, jsonBody(body), signal);
  if (answer === undefined) return UNKNOWN_ACCOUNT;
  if (answer.kind === 'not-sent') {
    return { outcome: 'temporary', code: 'not-reached', text: 'WhatsApp could not be reached.' };
  }
  if (answer.kind === 'no-answer') {
    return { outcome: 'ambiguous', code: 'no-answer', text: 'WhatsApp took the message and did not answer.' };
  }
  const decoded = decode(answer.body);
  if (answer.status !== 200) return classifyError(answer.status, answer.headers, decoded, WHATSAPP_ERRORS);
  const accepted = acceptedSchema.safeParse(decoded);
  if (!accepted.success) {
    return { outcome: 'ambiguous', code: 'unreadable-answer', text: 'WhatsApp’s answer could not be read.' };
  }
  const [{ id: providerMessageId }] = accepted.data.messages;
  // Only helps statuses; each of them brings it again.
  await knownSends.remember(sendId, providerMessageId).catch(() => undefined);
  return { outcome: 'sent', providerMessageId };
}
