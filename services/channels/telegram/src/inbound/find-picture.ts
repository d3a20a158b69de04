import { openMedia, type FindPicture } from '@onethread/channel-kit';
import { z } from 'zod';
import type { BotApi } from '../bot-api.ts';
import type { Bot } from '../bots.ts';
import { locate, locatedSchema } from './fetch-file.ts';

/** Pixels of a side that are enough wherever it is shown; of Telegram's sizes (160, 320, 640) the second. */
const ENOUGH_PIXELS = 200;

const photosSchema = z.object({
  photos: z
    .array(
      z
        .array(z.object({ file_id: z.string().max(1_000), file_unique_id: z.string().max(200), width: z.number() }))
        .max(20),
    )
    .max(100),
});

/** The first of a person's photos, as far as they show them to bots; it keeps its `file_unique_id` for ever. */
export function findPicture(api: BotApi, bot: Bot, userId: string): FindPicture {
  return async (signal) => {
    const answer = await api.call(bot, 'getUserProfilePhotos', { user_id: Number(userId), limit: 1 }, signal);
    if (answer.kind !== 'ok') throw new Error('Telegram could not be asked for photos');
    const [sizes = []] = photosSchema.parse(answer.result).photos;
    const photo = sizes.find(({ width }) => width >= ENOUGH_PIXELS) ?? sizes.at(-1);
    if (photo === undefined) return undefined;
    return {
      version: photo.file_unique_id,
      async open(bounds) {
        const file = await locate({ api, bot, signal: bounds.signal }, photo.file_id);
        const located = file.kind === 'ok' ? locatedSchema.safeParse(file.result).data : undefined;
        const url = located === undefined ? undefined : api.fileAddress(bot, located.file_path);
        if (url === undefined) return { kind: 'unavailable', reason: 'Telegram could not be asked for it' };
        return await openMedia({ url, isAllowed: (address) => api.isOwn(address), ...bounds });
      },
    };
  };
}
