import { z } from 'zod';

const id = z.string().min(1).max(64);

/** Why two identities are held for one person; all but `agent` are the customer's own proof (an import says which it is). */
export const EVIDENCE_KINDS = [
  'login',
  'link-code',
  'verified-email',
  'verified-phone',
  'confirmed-address',
  'agent',
  'import',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * Values of `customer.events.v1`, for other systems. Told at least once; `eventId` is the same whenever it is told again.
 * No names or addresses: who may know them asks the identity service.
 */
const told = {
  version: z.literal(1),
  eventId: id,
  occurredAt: z.number().int(),
  /** The link that decided it, and why it stands or stood. */
  linkId: z.string().min(1).max(130),
  evidence: z.enum(EVIDENCE_KINDS),
  proved: z.boolean(),
  /** Absent: no agent did it. */
  agentId: id.optional(),
};

export const customerEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...told,
    type: z.literal('customer.merged'),
    /** Its stream goes on as the thread of all. */
    survivor: id,
    /** Everybody who is one person now, the survivor among them. */
    members: z.array(id).min(2).max(100),
  }),
  z.object({
    ...told,
    type: z.literal('customer.unmerged'),
    /** The persons that there are now, each with the customer whose stream its thread is written in. */
    persons: z
      .array(z.object({ survivor: id, members: z.array(id).min(1).max(100) }))
      .min(1)
      .max(100),
  }),
]);
export type CustomerEvent = z.infer<typeof customerEventSchema>;
