import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(100));
const text = z.string();

const attachmentSchema = z.object({
  type: z.string(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  payload: z
    .object({
      url: z.string().nullish(),
      title: z.string().nullish(),
      coordinates: z.object({ lat: z.number(), long: z.number() }).nullish(),
    })
    .nullish(),
});
export type MetaAttachment = z.infer<typeof attachmentSchema>;

const messageSchema = z.object({
  mid: z.string().min(1).max(900),
  text: text.nullish(),
  quick_reply: z.object({ payload: text }).nullish(),
  reply_to: z.object({ mid: text.nullish() }).nullish(),
  attachments: z.array(attachmentSchema).nullish(),
  is_echo: z.boolean().nullish(),
  is_deleted: z.boolean().nullish(),
  app_id: id.nullish(),
  metadata: text.nullish(),
});
export type MetaMessage = z.infer<typeof messageSchema>;

const referralSchema = z.object({
  ref: text.nullish(),
  source: text.nullish(),
  type: text.nullish(),
  ad_id: id.nullish(),
});

const eventSchema = z.object({
  sender: z.object({ id: id.nullish() }).nullish(),
  recipient: z.object({ id: id.nullish() }).nullish(),
  timestamp: z.coerce.number().int().nonnegative().nullish(),
  message: messageSchema.nullish(),
  postback: z
    .object({ mid: text.nullish(), title: text.nullish(), payload: text.nullish(), referral: referralSchema.nullish() })
    .nullish(),
  referral: referralSchema.nullish(),
  optin: z
    .object({ type: text.nullish(), ref: text.nullish(), payload: text.nullish(), title: text.nullish() })
    .nullish(),
  delivery: z.object({ mids: z.array(text).nullish(), watermark: z.coerce.number().int() }).nullish(),
  read: z.object({ watermark: z.coerce.number().int() }).nullish(),
  reaction: z.object({ mid: text, action: text, emoji: text.nullish(), reaction: text.nullish() }).nullish(),
  message_edit: z.object({ mid: text, text, num_edit: z.union([text, z.number()]).nullish() }).nullish(),
});

/** One update of `messaging[]` or `standby[]`, of one person and one Page. */
export interface MetaEvent extends Omit<z.infer<typeof eventSchema>, 'sender' | 'recipient' | 'timestamp'> {
  readonly pageId: string;
  readonly psid: string;
  readonly timestamp?: number;
}

export interface ReadBody {
  /** In the order of the provider's own time. */
  readonly events: readonly MetaEvent[];
  /** Updates that are set aside, by the reason to count. */
  readonly refused: readonly string[];
}

/** Thrown when a body is no webhook call at all: answer 400. */
export class MalformedWebhookError extends Error {
  readonly code = 'malformed-webhook';
  readonly retryable = false;
  readonly status = 400;
}

const bodySchema = z.object({ object: z.string(), entry: z.array(z.unknown()) });
const entrySchema = z.object({
  id,
  messaging: z.array(z.unknown()).nullish(),
  standby: z.array(z.unknown()).nullish(),
});

/** Reads all entries and both lists of each; an update that cannot be read spoils no other. Throws `MalformedWebhookError`. */
export function readBody(rawBody: Uint8Array, isOurPage: (pageId: string) => boolean): ReadBody {
  const body = bodySchema.safeParse(parseJson(rawBody));
  if (!body.success) throw new MalformedWebhookError('The body is not a webhook call.');
  if (body.data.object !== 'page') return { events: [], refused: ['unknown-object'] };
  const events: MetaEvent[] = [];
  const refused: string[] = [];
  for (const unread of body.data.entry) {
    const entry = entrySchema.safeParse(unread);
    if (!entry.success) refused.push('malformed-entry');
    else if (!isOurPage(entry.data.id)) refused.push('unknown-page');
    else {
      const updates = [...(entry.data.messaging ?? []), ...(entry.data.standby ?? [])];
      if (updates.length === 0) refused.push('unknown-event');
      for (const update of updates) {
        const event = readEvent(update, entry.data.id);
        if (typeof event === 'string') refused.push(event);
        else events.push(event);
      }
    }
  }
  return { events: inProviderOrder(events), refused };
}

function readEvent(update: unknown, pageId: string): MetaEvent | string {
  const parsed = eventSchema.safeParse(update);
  if (!parsed.success) return 'malformed-event';
  const { sender, recipient, timestamp, ...content } = parsed.data;
  const known = Object.values(content).some((part) => part !== undefined && part !== null);
  if (!known) return 'unknown-event';
  const psid = content.message?.is_echo === true ? recipient?.id : sender?.id;
  if (psid === undefined || psid === null) return 'person-without-id';
  return { ...content, pageId, psid, ...(timestamp === undefined || timestamp === null ? {} : { timestamp }) };
}

/** Updates without a time keep their place behind their predecessor. */
function inProviderOrder(events: readonly MetaEvent[]): readonly MetaEvent[] {
  let latest = 0;
  const timed = events.map((event) => {
    latest = event.timestamp ?? latest;
    return { event, at: latest };
  });
  return timed.toSorted((one, other) => one.at - other.at).map(({ event }) => event);
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    throw new MalformedWebhookError('The body is not JSON.');
  }
}
