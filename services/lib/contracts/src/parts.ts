import { z } from 'zod';

/** What a message is made of. Readers treat kinds that they do not know as `unsupported`. */
const file = {
  blobId: z.string().min(1).max(100),
  name: z.string().max(255),
  contentType: z.string().max(127),
  size: z.number().int().nonnegative(),
};

export const partSchema = z.discriminatedUnion('kind', [
  /** `html` is already sanitised by the channel that received it. */
  z.object({ kind: z.literal('text'), text: z.string().max(100_000), html: z.string().max(150_000).optional() }),
  z.object({ kind: z.literal('image'), ...file }),
  z.object({ kind: z.literal('audio'), ...file }),
  z.object({ kind: z.literal('video'), ...file }),
  z.object({ kind: z.literal('file'), ...file }),
  z.object({ kind: z.literal('sticker'), ...file }),
  z.object({
    kind: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    title: z.string().max(500).optional(),
  }),
  /** Link or template shown by the provider. */
  z.object({ kind: z.literal('card'), title: z.string().max(500), url: z.string().max(2000).optional() }),
  /** The person picked a preset option: quick reply, postback, list row. */
  z.object({ kind: z.literal('choice'), title: z.string().max(500), payload: z.string().max(1000) }),
  /** A file that was announced but could not be fetched or kept, with the reason. */
  z.object({ kind: z.literal('missing-file'), name: z.string().max(255), reason: z.string().max(500) }),
  z.object({ kind: z.literal('unsupported'), providerKind: z.string().max(100) }),
]);

export type Part = z.infer<typeof partSchema>;
export type FilePart = Extract<Part, { blobId: string }>;

/** Every kind of part. */
export const PART_KINDS = partSchema.options.map(({ shape }) => shape.kind.value);

/** Most parts of one message. */
export const MAX_PARTS = 120;
