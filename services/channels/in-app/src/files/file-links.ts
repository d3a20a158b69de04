import { createHmac, timingSafeEqual } from 'node:crypto';
import { REST_PATH } from '../protocol.ts';

/** A link opens for one to two hours; it stays the same within an hour, so that browsers cache the file. */
const STEP_S = 3600;

/** Links to attachments that open without credentials (an `<img>` has none), for a short time, for one file each. */
export function createFileLinks(secret: string, now: () => number) {
  const seal = (blobId: string, expires: number) =>
    createHmac('sha256', secret).update(`in-app file\n${blobId}\n${expires}`).digest('base64url');
  return {
    /** A path relative to the server. */
    sign(blobId: string): string {
      const expires = (Math.floor(now() / 1000 / STEP_S) + 2) * STEP_S;
      return `${REST_PATH}/files/${encodeURIComponent(blobId)}?e=${expires}&s=${seal(blobId, expires)}`;
    },
    check(blobId: string, expires: unknown, signature: unknown): boolean {
      if (typeof expires !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(expires)) return false;
      const right = Buffer.from(seal(blobId, Number(expires)));
      const given = Buffer.from(signature);
      return right.length === given.length && timingSafeEqual(right, given) && Number(expires) * 1000 > now();
    },
  };
}
export type FileLinks = ReturnType<typeof createFileLinks>;
