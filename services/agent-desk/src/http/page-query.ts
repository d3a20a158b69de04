import { z } from 'zod';

/** Which page of a list is wanted. */
export const pageSchema = z.object({
  pageToken: z.string().max(8000).default(''),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
