import type { ChannelHost } from '@onethread/channel-kit';
import { MAX_PARTS, type EntryId, type Part } from '@onethread/contracts';
import { card, clip, textPart, type GraphClient } from '@onethread/meta-graph';
import { fetchMedia } from './fetch-media.ts';
import type { WhatsappMessage } from './schemas.ts';

/** Contacts and ordered items of one message that are shown. */
const MAX_SHOWN = 50;

export interface PartReader {
  readonly host: ChannelHost;
  readonly graph: GraphClient;
  readonly graphUrl: string;
  readonly accessTokenOf: (phoneNumberId: string) => string | undefined;
  /** All downloads of one webhook call must be over by then. */
  readonly signal: AbortSignal;
}

/** What a message is made of; its files are fetched at once, since their addresses live for minutes. */
export async function readParts(
  reader: PartReader,
  phoneNumberId: string,
  message: WhatsappMessage,
  entryId: EntryId,
): Promise<Part[]> {
  const own = await contentOf(reader, phoneNumberId, message, entryId);
  const product = message.context?.referred_product?.product_retailer_id;
  return [
    ...(product ? [card(`About the product ${product}`)] : []),
    ...(message.context?.frequently_forwarded || message.context?.forwarded ? [card('Forwarded')] : []),
    ...own,
    ...(message.referral ? [referral(message.referral)] : []),
  ].slice(0, MAX_PARTS);
}

async function contentOf(
  reader: PartReader,
  phoneNumberId: string,
  message: WhatsappMessage,
  entryId: EntryId,
): Promise<readonly Part[]> {
  const { type } = message;
  const file = message.image ?? message.audio ?? message.video ?? message.document ?? message.sticker;
  if (file) {
    const part = await fetchMedia(reader, phoneNumberId, file, type, entryId);
    const shown: Part = type === 'sticker' && part.kind === 'image' ? { ...part, kind: 'sticker' } : part;
    return file.caption ? [shown, textPart(file.caption)] : [shown];
  }
  if (message.text) return [textPart(message.text.body)];
  if (message.location) return [location(message.location)];
  if (message.contacts && message.contacts.length > 0) return message.contacts.slice(0, MAX_SHOWN).map(contactCard);
  if (message.button) return [choice(message.button.text, message.button.payload)];
  if (message.interactive) return [interactive(message.interactive)];
  if (message.order) return order(message.order);
  if (message.system) return [card(message.system.body ?? 'WhatsApp changed something about this person')];
  if (type === 'request_welcome') return [card('Opened the chat for the first time')];
  const why = message.errors?.[0]?.title;
  return [{ kind: 'unsupported', providerKind: clip(why ? `${type}: ${why}` : type, 100) }];
}

function choice(title: string | null | undefined, payload: string | null | undefined): Part {
  return { kind: 'choice', title: clip(title ?? payload ?? '', 500), payload: clip(payload ?? '', 1000) };
}

function location({ latitude, longitude, name, address }: NonNullable<WhatsappMessage['location']>): Part {
  const title = [name, address].filter(Boolean).join(', ');
  return { kind: 'location', latitude, longitude, ...(title === '' ? {} : { title: clip(title, 500) }) };
}

function contactCard({ name, phones, emails }: NonNullable<WhatsappMessage['contacts']>[number]): Part {
  const reached = [phones?.[0]?.phone ?? phones?.[0]?.wa_id, emails?.[0]?.email];
  return card(['Contact', name?.formatted_name, ...reached].filter(Boolean).join(' · '));
}

function interactive(said: NonNullable<WhatsappMessage['interactive']>): Part {
  const { button_reply: button, list_reply: row, nfm_reply: form } = said;
  if (button) return choice(button.title, button.id);
  if (row) return choice([row.title, row.description].filter(Boolean).join(' – '), row.id);
  if (form) return choice(form.body ?? 'Filled in a form', form.response_json ?? form.name);
  return { kind: 'unsupported', providerKind: 'interactive' };
}

/** One line per item: agents see at a glance what is wanted. */
function order({ text, product_items: items }: NonNullable<WhatsappMessage['order']>): readonly Part[] {
  const shown = (items ?? []).slice(0, MAX_SHOWN).map((item) => {
    const price = item.item_price == null ? '' : ` at ${item.item_price} ${item.currency ?? ''}`.trimEnd();
    return card(`Ordered ${item.quantity ?? 1} × ${item.product_retailer_id ?? 'a product'}${price}`);
  });
  const words = text ? [textPart(text)] : [];
  return shown.length + words.length > 0 ? [...shown, ...words] : [card('An order')];
}

function referral({
  source_url: url,
  source_type: type,
  headline,
  body,
}: NonNullable<WhatsappMessage['referral']>): Part {
  const from = type === 'ad' ? 'Came by an ad' : 'Came by a post';
  return card([from, headline ?? body].filter(Boolean).join(': '), url);
}
