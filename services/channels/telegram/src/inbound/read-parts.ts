import type { EntryId, Part } from '@onethread/contracts';
import { clip } from './clip.ts';
import { fetchFile, type FileReader } from './fetch-file.ts';
import { formattedText } from './formatted-text.ts';
import type { TelegramFile, TelegramMessage } from './update.ts';

/** What every message has, whatever it says. */
const ENVELOPE = new Set(
  (
    'message_id message_thread_id date edit_date chat from sender_chat sender_business_bot reply_to_message reply_markup ' +
    'forward_origin media_group_id via_bot author_signature quote is_automatic_forward is_from_offline ' +
    'has_protected_content external_reply reply_to_story link_preview_options effect_id show_caption_above_media ' +
    'has_media_spoiler caption caption_entities entities business_connection_id paid_star_count'
  ).split(' '),
);

/** What a message is made of: its file before the words beneath it, as it is shown. Never empty. */
export async function readParts(reader: FileReader, message: TelegramMessage, entryId: EntryId): Promise<Part[]> {
  const parts: Part[] = [];
  const file = await filePart(reader, message, entryId);
  if (file !== undefined) parts.push(file);
  parts.push(...shownParts(message));
  const { text, entities, caption, caption_entities: captionEntities } = message;
  if (text !== undefined && text !== '') parts.push(formattedText(text, entities));
  if (caption !== undefined && caption !== '') parts.push(formattedText(caption, captionEntities));
  if (parts.length > 0) return parts;
  const unknown = message.keys.find((key) => !ENVELOPE.has(key)) ?? 'empty message';
  return [{ kind: 'unsupported', providerKind: clip(unknown, 100) }];
}

async function filePart(reader: FileReader, message: TelegramMessage, entryId: EntryId): Promise<Part | undefined> {
  const { sticker } = message;
  if (sticker !== undefined) {
    // An animated one is a drawing in a format of Telegram's own: its picture says what it shows.
    const shown = sticker.is_animated === true ? (sticker.thumbnail ?? sticker) : sticker;
    const part = await fetchFile(reader, shown, `sticker${sticker.is_video === true ? '.webm' : '.webp'}`, entryId);
    return part.kind === 'image' ? { ...part, kind: 'sticker' } : part;
  }
  const found = fileOf(message);
  return found === undefined ? undefined : await fetchFile(reader, found.file, found.name, entryId);
}

function fileOf({ photo, animation, document, video, video_note, voice, audio }: TelegramMessage) {
  if (photo !== undefined) {
    // Several sizes of one picture; the largest is what was sent.
    const [largest] = photo.toSorted((one, other) => other.width * other.height - one.width * one.height);
    return largest === undefined
      ? undefined
      : named({ ...largest, file_name: undefined, mime_type: undefined }, 'photo.jpg');
  }
  // Before the document, as which every animation comes as well.
  if (animation !== undefined) return named(animation, 'animation.mp4');
  if (document !== undefined) return named(document, 'document');
  if (video !== undefined) return named(video, 'video.mp4');
  if (video_note !== undefined) return named(video_note, 'video-message.mp4');
  if (voice !== undefined) return named(voice, 'voice-message.ogg');
  if (audio === undefined) return undefined;
  return named(audio, [audio.performer, audio.title].filter((part) => part !== undefined).join(' - ') || 'audio.mp3');
}

function named(file: TelegramFile, name: string) {
  return { file, name: file.file_name ?? name };
}

/** What is neither words nor a file. What agents can do nothing with is named, and said to be so. */
function shownParts({ venue, location, contact, poll, dice, game }: TelegramMessage): Part[] {
  if (venue !== undefined) {
    const title = [venue.title, venue.address].filter((part) => part !== undefined && part !== '').join(', ');
    return [{ kind: 'location', ...venue.location, ...(title === '' ? {} : { title: clip(title, 500) }) }];
  }
  if (location !== undefined) return [{ kind: 'location', ...location }];
  if (contact !== undefined) {
    const name = [contact.first_name, contact.last_name].filter((part) => part !== undefined).join(' ');
    return [card(`Contact: ${[name, contact.phone_number].filter((part) => part !== '').join(', ')}`)];
  }
  if (poll !== undefined) return [card(`Poll: ${poll.question}`), { kind: 'unsupported', providerKind: 'poll' }];
  if (dice !== undefined) return [card(`${dice.emoji} ${dice.value}`), { kind: 'unsupported', providerKind: 'dice' }];
  if (game !== undefined) return [card(`Game: ${game.title}`), { kind: 'unsupported', providerKind: 'game' }];
  return [];
}

function card(title: string): Part {
  return { kind: 'card', title: clip(title, 500) };
}
