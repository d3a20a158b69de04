import { metaId } from '@onethread/meta-graph';
import { z } from 'zod';

/** Shapes of what Meta sends, as lenient as showing it allows: what is not needed may be anything. */
const loose = z.string().nullish().catch(undefined);
/** Epoch seconds as text. */
const seconds = z.coerce.number().int().nonnegative().nullish().catch(undefined);
const media = z.object({ id: metaId, mime_type: loose, caption: loose, filename: loose }).nullish().catch(undefined);

const errorSchema = z.object({
  code: z.number(),
  title: loose,
  message: loose,
  error_data: z.object({ details: loose }).nullish().catch(undefined),
});
export type WhatsappError = z.infer<typeof errorSchema>;
const errors = z.array(errorSchema).nullish().catch(undefined);

const nested = { original_message_id: loose, message: z.unknown().optional() };

export const messageSchema = z.object({
  id: z.string().min(1).max(900),
  /** The phone's digits; people with a user name may come without. */
  from: metaId.nullish(),
  from_user_id: metaId.nullish().catch(undefined),
  /** Of what a colleague wrote in the WhatsApp Business app. */
  to: metaId.nullish().catch(undefined),
  to_user_id: metaId.nullish().catch(undefined),
  timestamp: seconds,
  type: z.string(),
  text: z.object({ body: z.string() }).nullish().catch(undefined),
  image: media,
  audio: media,
  video: media,
  document: media,
  sticker: media,
  location: z
    .object({ latitude: z.number(), longitude: z.number(), name: loose, address: loose })
    .nullish()
    .catch(undefined),
  contacts: z
    .array(
      z.object({
        name: z.object({ formatted_name: loose }).nullish().catch(undefined),
        phones: z
          .array(z.object({ phone: loose, wa_id: loose }))
          .nullish()
          .catch(undefined),
        emails: z
          .array(z.object({ email: loose }))
          .nullish()
          .catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
  button: z.object({ text: loose, payload: loose }).nullish().catch(undefined),
  interactive: z
    .object({
      button_reply: z.object({ id: loose, title: loose }).nullish(),
      list_reply: z.object({ id: loose, title: loose, description: loose }).nullish(),
      nfm_reply: z.object({ name: loose, body: loose, response_json: loose }).nullish(),
    })
    .nullish()
    .catch(undefined),
  order: z
    .object({
      text: loose,
      product_items: z
        .array(
          z.object({
            product_retailer_id: loose,
            quantity: z.coerce.number().nullish().catch(undefined),
            item_price: z.coerce.number().nullish().catch(undefined),
            currency: loose,
          }),
        )
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
  system: z.object({ body: loose, type: loose }).nullish().catch(undefined),
  reaction: z.object({ message_id: z.string(), emoji: loose }).nullish().catch(undefined),
  edit: z.object(nested).nullish().catch(undefined),
  revoke: z.object(nested).nullish().catch(undefined),
  referral: z
    .object({ source_url: loose, source_type: loose, headline: loose, body: loose })
    .nullish()
    .catch(undefined),
  context: z
    .object({
      id: loose,
      forwarded: z.boolean().nullish().catch(undefined),
      frequently_forwarded: z.boolean().nullish().catch(undefined),
      referred_product: z.object({ product_retailer_id: loose }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  errors,
});
export type WhatsappMessage = z.infer<typeof messageSchema>;

export const statusSchema = z.object({
  id: z.string().min(1).max(900),
  status: z.string(),
  timestamp: seconds,
  recipient_id: metaId.nullish().catch(undefined),
  recipient_user_id: metaId.nullish().catch(undefined),
  biz_opaque_callback_data: loose,
  errors,
});
export type WhatsappStatus = z.infer<typeof statusSchema>;

export const contactSchema = z.object({
  wa_id: metaId.nullish().catch(undefined),
  user_id: metaId.nullish().catch(undefined),
  profile: z.object({ name: loose, username: loose }).nullish().catch(undefined),
});
export type WhatsappContact = z.infer<typeof contactSchema>;

const list = z.array(z.unknown()).nullish();
export const entrySchema = z.object({ changes: z.array(z.unknown()) });
export const changeSchema = z.object({
  field: z.string().nullish(),
  value: z.object({
    metadata: z.object({ phone_number_id: metaId }).nullish(),
    contacts: list,
    messages: list,
    message_echoes: list,
    statuses: list,
    errors: list,
  }),
});
export { errorSchema };
