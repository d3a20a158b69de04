import type { ChannelHost } from '@onethread/channel-kit';
import type { DocumentStore } from '@onethread/documents';
import { metaId, Uploads, type GraphClient, type Upload, type UploadEdge } from '@onethread/meta-graph';
import { z } from 'zod';
import type { MessagingPlatform } from '../platform.ts';
import { MESSAGING_ERRORS } from './errors.ts';
import type { FileStep } from './plan.ts';

/** An attachment lives 90 days at Meta; a week less, so that none ends while a reply waits. */
const KEPT_MS = 83 * 24 * 3600 * 1000;

const answerSchema = z.object({ attachment_id: metaId });

export async function openAttachments(
  documents: DocumentStore,
  { host, graph }: { readonly host: ChannelHost; readonly graph: GraphClient },
): Promise<Uploads> {
  const collection = await documents.collection<Upload>({ name: 'attachments', expiresAtField: 'expiresAt' });
  return new Uploads({ collection, host, graph, errors: MESSAGING_ERRORS, keptMs: KEPT_MS });
}

/** Where a file of the platform is uploaded. People see its name, so that belongs to what is kept. */
export function attachmentEdge(platform: MessagingPlatform, accountId: string, { type, name }: FileStep): UploadEdge {
  const message = { attachment: { type, payload: { is_reusable: true } } };
  return {
    path: `${platform.node(accountId)}/message_attachments`,
    fields: { message, platform: platform.conversations },
    fileField: 'filedata',
    distinct: [type, name],
    idOf(answer) {
      const parsed = answerSchema.safeParse(answer);
      return parsed.success ? parsed.data.attachment_id : undefined;
    },
  };
}
