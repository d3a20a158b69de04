import { createHmac, timingSafeEqual } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { ChannelHost } from '@onethread/channel-kit';
import type { RequestHandler } from 'express';

/** Twilio fetches a file when it sends the message; a full queue of its own holds messages for 4 hours at most. */
const VALID_MS = 5 * 3600 * 1000;

/** Addresses under which Twilio, and nobody who was not given one, can fetch a file of a reply for some hours. */
export class MediaLinks {
  readonly #host: ChannelHost;
  readonly #key: Buffer;
  readonly #path: string;

  constructor(host: ChannelHost, authToken: string, path: string) {
    this.#host = host;
    this.#path = path;
    this.#key = createHmac('sha256', authToken).update('onethread: links to media of replies').digest();
  }

  linkTo(blobId: string, name: string): string {
    const until = String(this.#host.now() + VALID_MS);
    const query = new URLSearchParams({ until, proof: this.#proof(blobId, until).toString('base64url') });
    const file = encodeURIComponent(name.toWellFormed());
    return `${this.#host.http.publicUrl}${this.#path}/${encodeURIComponent(blobId)}/${file}?${query.toString()}`;
  }

  /** 403 without a right proof, 410 when it is too old, 404 when the file is gone. */
  readonly serve: RequestHandler = async (request, response) => {
    const { blobId } = request.params;
    const { until, proof } = request.query;
    if (
      typeof blobId !== 'string' ||
      typeof until !== 'string' ||
      typeof proof !== 'string' ||
      !this.#isProved(blobId, until, proof)
    ) {
      this.#host.refused('media-link');
      response.status(403).end();
      return;
    }
    if (Number(until) < this.#host.now()) {
      response.status(410).end();
      return;
    }
    const info = await this.#host.blobs.info(blobId);
    if (info === undefined) {
      response.status(404).end();
      return;
    }
    response.setHeader('content-type', info.contentType);
    response.setHeader('content-length', info.size);
    response.setHeader('content-disposition', 'attachment');
    response.setHeader('cache-control', 'private, no-store');
    if (request.method === 'HEAD') response.end();
    // A caller that hangs up is no fault of ours.
    else await pipeline(await this.#host.blobs.open(blobId), response).catch(() => response.destroy());
  };

  #isProved(blobId: string, until: string, proof: string): boolean {
    const given = Buffer.from(proof, 'base64url');
    const expected = this.#proof(blobId, until);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #proof(blobId: string, until: string): Buffer {
    return createHmac('sha256', this.#key).update(`${blobId}\n${until}`).digest();
  }
}
