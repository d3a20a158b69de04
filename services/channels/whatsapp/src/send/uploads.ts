import type { ChannelHost } from '@onethread/channel-kit';
import type { DocumentStore } from '@onethread/documents';
import { metaId, Uploads, type GraphClient, type Upload, type UploadEdge } from '@onethread/meta-graph';
import { z } from 'zod';
import { WHATSAPP_ERRORS } from './errors.ts';
import type { FileStep } from './plan.ts';

/** Media live 30 days at Meta; two less, so that none ends while a reply waits. */
const KEPT_MS = 28 * 24 * 3600 * 1000;

const answerSchema = z.object({ id: metaId });

export async function openUploads(documents: DocumentStore, host: ChannelHost, graph: GraphClient): Promise<Uploads> {
  const collection = await documents.collection<Upload>({ name: 'media_uploads', expiresAtField: 'expiresAt' });
  return new Uploads({ collection, host, graph, errors: WHATSAPP_ERRORS, keptMs: KEPT_MS });
}

/** Where a number's files are uploaded. Names are given when a file is sent. */
export function uploadEdge(phoneNumberId: string, { contentType }: FileStep): UploadEdge {
  return {
    path: `${phoneNumberId}/media`,
    fields: { messaging_product: 'whatsapp', type: contentType },
    fileField: 'file',
    distinct: [contentType],
    idOf(answer) {
      const parsed = answerSchema.safeParse(answer);
      return parsed.success ? parsed.data.id : undefined;
    },
  };
}
