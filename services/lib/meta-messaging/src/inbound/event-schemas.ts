import { metaId as id } from '@onethread/meta-graph';
import { z } from 'zod';

/** Shapes of what Meta sends, as lenient as showing it allows: what is not needed may be anything. */
const text = z.string().nullish();
/** Where one field of many is of a form that we do not know, the rest still counts. */
const loose = text.catch(undefined);

const payloadSchema = z.object({
  url: loose,
  title: loose,
  text: loose,
  sticker_id: id.nullish().catch(undefined),
  coordinates: z.object({ lat: z.number(), long: z.number() }).nullish().catch(undefined),
  elements: z
    .array(z.object({ title: loose, subtitle: loose, url: loose }))
    .nullish()
    .catch(undefined),
});

export const attachmentSchema = z.object({
  type: z.string(),
  title: loose,
  url: loose,
  payload: payloadSchema.nullish().catch(undefined),
});
export type MetaAttachment = z.infer<typeof attachmentSchema>;

const referralSchema = z.object({
  ref: loose,
  source: loose,
  type: loose,
  ad_id: id.nullish().catch(undefined),
  referer_uri: loose,
  ads_context_data: z
    .object({ ad_title: loose, photo_url: loose, video_url: loose, post_id: loose })
    .nullish()
    .catch(undefined),
});
export type MetaReferral = z.infer<typeof referralSchema>;

export const messageSchema = z.object({
  mid: z.string().min(1).max(900),
  text,
  quick_reply: z.object({ payload: z.string() }).nullish(),
  reply_to: z
    .object({ mid: loose, story: z.object({ url: loose, id: id.nullish().catch(undefined) }).nullish() })
    .nullish()
    .catch(undefined),
  attachments: z.array(attachmentSchema).nullish(),
  sticker_id: id.nullish().catch(undefined),
  referral: referralSchema.nullish().catch(undefined),
  is_echo: z.boolean().nullish(),
  is_deleted: z.boolean().nullish(),
  is_unsupported: z.boolean().nullish(),
  app_id: id.nullish(),
  metadata: text,
});
export type MetaMessage = z.infer<typeof messageSchema>;

const threadControl = z.object({ metadata: loose }).nullish();

export const eventSchema = z.object({
  sender: z.object({ id: id.nullish() }).nullish(),
  recipient: z.object({ id: id.nullish() }).nullish(),
  timestamp: z.coerce.number().int().nonnegative().nullish(),
  message: messageSchema.nullish(),
  postback: z.object({ mid: text, title: text, payload: text, referral: referralSchema.nullish() }).nullish(),
  referral: referralSchema.nullish(),
  optin: z.object({ type: text, ref: text, payload: text, title: text, notification_messages_status: loose }).nullish(),
  account_linking: z.object({ status: z.string() }).nullish(),
  delivery: z.object({ mids: z.array(z.string()).nullish(), watermark: z.coerce.number().int() }).nullish(),
  /** Pages tell a time up to which all was read, Instagram the message that was. */
  read: z.object({ watermark: z.coerce.number().int().optional(), mid: z.string().optional() }).nullish(),
  reaction: z.object({ mid: z.string(), action: z.string(), emoji: text, reaction: text }).nullish(),
  message_edit: z.object({ mid: z.string(), text: z.string(), num_edit: id.nullish() }).nullish(),
  pass_thread_control: threadControl,
  take_thread_control: threadControl,
  request_thread_control: threadControl,
});
