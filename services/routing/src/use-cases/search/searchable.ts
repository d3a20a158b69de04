import type { Part } from '@onethread/contracts';
import type { SearchDocument } from '@onethread/search';
import type { Item } from '../../domain/item.ts';
import type { ItemDocument } from '../../stores/documents.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';

/** The words of something, apart by what they are. */
export interface SearchableText {
  /** Subject and text, or what is known of a person. */
  readonly words: string;
  /** Names of attachments, one a line. */
  readonly files: string;
}

const PERSON = 'p:';
const NOTHING: SearchableText = { words: '', files: '' };

/** What agents find an item by, as it is now: nothing where it was withdrawn, discarded or erased, or never had words. */
export function textOfItem(item: Item): SearchableText {
  const isWritten = item.type === 'message' || item.type === 'reply' || item.type === 'note';
  if (!isWritten || item.unsent || item.discarded === true || item.erased === true) return NOTHING;
  const words = [item.subject ?? '', ...item.parts.map(wordsOf)];
  return { words: lines(words), files: lines(item.parts.map(fileNameOf)) };
}

/** Name and addresses of a person. */
export function textOfIdentity(identity: Omit<IdentityDocument, 'rev'>): SearchableText {
  const { name, address, email, phone, provedEmail, provedPhone, externalId, erasedAt } = identity;
  const known = [
    name,
    address,
    email,
    phone,
    provedEmail,
    provedPhone,
    erasedAt === undefined ? externalId : undefined,
  ];
  return { words: lines([...new Set(known.map((one) => one ?? ''))]), files: '' };
}

/** As it goes into the index; every change of the document makes a newer version. */
export function indexedItem(item: ItemDocument): SearchDocument {
  const { _id: id, customerId, at, rev: version } = item;
  return { id, customerId, at, version, text: wholeText(textOfItem(item)) };
}

export function indexedIdentity(identity: IdentityDocument): SearchDocument {
  const { _id: id, customerId, createdAt, rev: version } = identity;
  return { id: PERSON + id, customerId, at: createdAt * 1000, version, text: wholeText(textOfIdentity(identity)) };
}

/** Items and identities that ids of the index name. */
export function sortIds(ids: readonly string[]): {
  readonly items: readonly string[];
  readonly persons: readonly string[];
} {
  const persons = ids.filter((id) => id.startsWith(PERSON)).map((id) => id.slice(PERSON.length));
  return { items: ids.filter((id) => !id.startsWith(PERSON)), persons };
}

export function indexIdOfIdentity(identityId: string): string {
  return PERSON + identityId;
}

export function wholeText({ words, files }: SearchableText): string {
  return lines([words, files]);
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}

function wordsOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'location':
    case 'card':
    case 'choice':
      return part.title ?? '';
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'missing-file':
    case 'sticker':
    case 'unsupported':
      return '';
  }
}

function fileNameOf(part: Part): string {
  switch (part.kind) {
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'missing-file':
      return part.name;
    case 'text':
    case 'location':
    case 'card':
    case 'choice':
    case 'sticker':
    case 'unsupported':
      return '';
  }
}
