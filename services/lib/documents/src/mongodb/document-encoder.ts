import { InvalidDocumentError } from '../errors.ts';
import { indexElementsAt, indexValueAt } from '../index-keys.ts';
import { decodeDocument, encodeDocument } from '../json-document.ts';
import { expiryDate, expiryField, toStored } from './stored-document.ts';
import type { Document } from 'mongodb';
import type { CollectionDefinition, NewDocument, StoredDocument } from '../document-store.ts';
import type { EncodedDocument } from '../json-document.ts';

export interface OutgoingDocument extends EncodedDocument {
  /** As it is sent. */
  readonly stored: Document;
}

/** Throws `InvalidDocumentError` for what the port does not allow in a document of this collection. */
export function encodeFor<D extends StoredDocument>(
  definition: CollectionDefinition,
  document: D | NewDocument<D>,
  rev: number,
): OutgoingDocument {
  const encoded = encodeDocument(document);
  const expiry = checkFields(definition, decodeDocument(encoded.json, rev));
  return { ...encoded, stored: toStored(encoded, rev, expiry) };
}

/** Looks at each field that an index stands on; returns the date of expiry, if there is one. */
function checkFields({ indexes = {}, expiresAtField }: CollectionDefinition, document: object): Document | undefined {
  for (const { fields, multi } of Object.values(indexes)) {
    for (const [place, path] of fields.entries()) {
      if (place === 0 && multi === true) indexElementsAt(document, path);
      else indexValueAt(document, path);
    }
  }
  if (expiresAtField === undefined) return undefined;
  const expiresAt = indexValueAt(document, expiresAtField);
  if (expiresAt === null) return undefined;
  if (typeof expiresAt === 'number') return { [expiryField(expiresAtField)]: expiryDate(expiresAt) };
  throw new InvalidDocumentError(`${expiresAtField} is the time of expiry and holds no number`);
}
