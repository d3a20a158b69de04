import type { Intake } from '../../intake/intake.ts';
import type { Keyword } from '../../keywords/keywords.ts';
import { fetchMedia, type MediaFetcher } from './fetch-media.ts';
import type { MediaDeletion } from './media-deletion.ts';
import type { InboundForm } from './read-request.ts';

export interface MessageTaker extends MediaFetcher {
  readonly intake: Intake;
  readonly deletion: MediaDeletion;
}

/** Makes one SMS or MMS durable. Throws `MalformedFormError`, or what makes Twilio try again. */
export async function takeMessage(taker: MessageTaker, form: InboundForm, parameters: URLSearchParams): Promise<void> {
  const { settings } = taker;
  let kept: readonly string[] = [];
  await taker.intake.take({
    from: form.From,
    to: form.To,
    providerMessageId: form.MessageSid,
    text: form.Body,
    profileName: form.ProfileName,
    optOutType: form.OptOutType,
    async files(entryId) {
      const media = await fetchMedia(taker, parameters, form.NumMedia, entryId);
      kept = media.kept;
      return media.parts;
    },
    // With advanced opt-out Twilio says which keywords it answered; by default it answers its own words alone.
    isAnswered: ({ isStandard }: Keyword) => form.OptOutType !== undefined || (settings.answersKeywords && isStandard),
  });
  await taker.deletion.forget(kept);
}
