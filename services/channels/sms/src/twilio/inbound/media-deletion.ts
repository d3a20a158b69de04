import type { ChannelHost } from '@onethread/channel-kit';
import { createHash } from 'node:crypto';
import { DueJobs, type Job } from '../../background/due-jobs.ts';
import type { TwilioSettings } from '../settings.ts';
import type { TwilioClient } from '../twilio-client.ts';
import { mediaPathOf } from './media-address.ts';

const CALL_TIMEOUT_MS = 15_000;

interface Deletion {
  readonly path: string;
}
type DeletionJob = Job<Deletion>;

/** Deletes what customers sent at Twilio once it is kept here: nobody else needs it any longer. Patient, bounded. */
export class MediaDeletion {
  readonly #jobs: DueJobs<Deletion>;
  readonly #settings: TwilioSettings;

  static async open(host: ChannelHost, settings: TwilioSettings, twilio: TwilioClient): Promise<MediaDeletion> {
    const collection = await host.documents.collection<DeletionJob>({
      name: 'twilio_media',
      indexes: { byDueAt: { fields: ['dueAt'] } },
      expiresAtField: 'expiresAt',
    });
    const jobs = new DueJobs<Deletion>({
      collection,
      repeatable: true,
      now: host.now,
      logger: host.logger,
      async run({ path }, _id, stopping) {
        const signal = AbortSignal.any([stopping, AbortSignal.timeout(CALL_TIMEOUT_MS)]);
        const status = await twilio.deleteMedia(path, signal);
        if (status === 204 || status === 404) return 'done';
        host.refused('media-not-deleted', { status: status ?? 0 });
        return 'again';
      },
    });
    return new MediaDeletion(jobs, settings);
  }

  private constructor(jobs: DueJobs<Deletion>, settings: TwilioSettings) {
    this.#jobs = jobs;
    this.#settings = settings;
  }

  start(): void {
    this.#jobs.start();
  }

  stop(): Promise<void> {
    return this.#jobs.stop();
  }

  /** Notes what was kept here: durable when it resolves. Addresses that are no media of our account are left alone. */
  async forget(urls: readonly string[]): Promise<void> {
    if (!this.#settings.deleteMedia) return;
    for (const url of urls) {
      const path = mediaPathOf(url, this.#settings);
      if (path !== undefined) await this.#jobs.add(createHash('sha256').update(path).digest('hex'), { path });
    }
  }
}
