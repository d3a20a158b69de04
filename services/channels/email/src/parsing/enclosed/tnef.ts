import { decodeCharset } from '../mime/decode-charset.ts';
import { OBJECT, PROPERTY, readMapiProperties, textOfProperty, type MapiProperty } from './mapi-properties.ts';
import { decompressRtf } from './compressed-rtf.ts';
import { readRtf } from './rtf.ts';

/** What Outlook put into a `winmail.dat` ([MS-OXTNEF]). */
export interface TnefContent {
  readonly subject: string;
  /** '' where there is none. */
  readonly text: string;
  readonly html: string;
  readonly files: readonly TnefFile[];
  /** Messages that were attached to it, each with what it holds. */
  readonly messages: readonly TnefContent[];
  /** False: it ends or breaks before all was read. */
  readonly isComplete: boolean;
}

export interface TnefFile {
  readonly name: string;
  /** '' where it does not say. */
  readonly type: string;
  readonly contentId: string;
  readonly content: Buffer;
}

export interface TnefLimits {
  readonly files: number;
  readonly depth: number;
}

const SIGNATURE = 0x223e9f78;
const HEADER_BYTES = 6;
/** Level, id and length of an attribute, and its checksum. */
const ATTRIBUTE_BYTES = 9;
const CHECKSUM_BYTES = 2;
const ATTRIBUTE = {
  subject: 0x00018004,
  body: 0x0002800c,
  properties: 0x00069003,
  codepage: 0x00069007,
  attachmentBegins: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const;
/** An attached object begins with what it is; this one is a message. */
const MESSAGE_ID = Buffer.from('0703020000000000c000000000000046', 'hex');

interface FoundFile {
  title: string;
  data: Buffer | undefined;
  properties: ReadonlyMap<number, MapiProperty>;
}

/** Whether bytes are TNEF at all. */
export function isTnef(data: Buffer): boolean {
  return data.length >= HEADER_BYTES && data.readUInt32LE() === SIGNATURE;
}

/**
 * Reads TNEF. Never throws, never takes more memory than the input: files are windows on it. Attributes are read until one
 * is cut off; one whose checksum is wrong is read and said (some programs write zero there, which is believed).
 */
export function readTnef(data: Buffer, limits: TnefLimits): TnefContent {
  const files: FoundFile[] = [];
  let subject: Buffer = Buffer.alloc(0);
  let body: Buffer = Buffer.alloc(0);
  let codepage = '';
  let properties: ReadonlyMap<number, MapiProperty> = new Map();
  let isComplete = isTnef(data);
  let isWhole = true;
  for (let at = HEADER_BYTES; isComplete && at < data.length;) {
    const attribute = attributeAt(data, at);
    if (attribute === 'none') break;
    if (attribute === undefined || files.length > limits.files) {
      isComplete = false;
      break;
    }
    const { id, value } = attribute;
    isWhole &&= attribute.isWhole;
    at = attribute.end;
    if (id === ATTRIBUTE.attachmentBegins) files.push({ title: '', data: undefined, properties: new Map() });
    const file = files.at(-1);
    if (id === ATTRIBUTE.codepage && value.length >= 4) codepage = `cp${value.readUInt32LE()}`;
    else if (id === ATTRIBUTE.subject) subject = value;
    else if (id === ATTRIBUTE.body) body = value;
    else if (id === ATTRIBUTE.properties) properties = readMapiProperties(value);
    else if (id === ATTRIBUTE.attachmentTitle && file !== undefined) file.title = textIn(value, codepage);
    else if (id === ATTRIBUTE.attachmentData && file !== undefined) file.data = value;
    else if (id === ATTRIBUTE.attachmentProperties && file !== undefined) file.properties = readMapiProperties(value);
  }
  const kept = files.slice(0, limits.files);
  const messages = limits.depth === 0 ? [] : kept.flatMap((file) => attachedMessage(file, limits));
  return {
    subject: propertyText(properties, PROPERTY.subject, codepage) || textIn(subject, codepage),
    ...bodyOf(properties, textIn(body, codepage), codepage),
    files: kept.flatMap((file) => attachedFile(file, codepage)),
    messages,
    isComplete:
      isComplete && isWhole && files.length === kept.length && messages.every((message) => message.isComplete),
  };
}

interface Attribute {
  readonly id: number;
  readonly value: Buffer;
  readonly end: number;
  /** Its checksum is right. */
  readonly isWhole: boolean;
}

/** Undefined: it is cut off; 'none': what stands there is something else. */
function attributeAt(data: Buffer, at: number): Attribute | 'none' | undefined {
  if (data[at] !== 1 && data[at] !== 2) return 'none';
  if (data.length - at < ATTRIBUTE_BYTES) return undefined;
  const start = at + ATTRIBUTE_BYTES;
  const end = start + data.readUInt32LE(at + 5);
  if (end + CHECKSUM_BYTES > data.length) return undefined;
  const value = data.subarray(start, end);
  const checksum = data.readUInt16LE(end);
  const isWhole = checksum === 0 || checksum === sumOf(value);
  return { id: data.readUInt32LE(at + 1), value, end: end + CHECKSUM_BYTES, isWhole };
}

function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xffff;
  return sum;
}

/** The plain body, else the page, else what the compressed RTF says. */
function bodyOf(
  properties: ReadonlyMap<number, MapiProperty>,
  plain: string,
  codepage: string,
): Pick<TnefContent, 'text' | 'html'> {
  const text = plain || propertyText(properties, PROPERTY.body, codepage);
  const { bytes, charset } = textOfProperty(properties.get(PROPERTY.html), codepageOf(properties, codepage));
  const html = decodeCharset(bytes, charset, { isPage: true }).replaceAll('\u0000', '');
  const rtf = properties.get(PROPERTY.rtf);
  if (text !== '' || html !== '' || rtf === undefined) return { text, html };
  const decompressed = decompressRtf(rtf.value);
  return decompressed === undefined ? { text: '', html: '' } : readRtf(decompressed);
}

function codepageOf(properties: ReadonlyMap<number, MapiProperty>, otherwise: string): string {
  const value = properties.get(PROPERTY.codepage)?.value;
  if (value?.length !== 4) return otherwise;
  return `cp${value.readUInt32LE()}`;
}

function attachedFile({ title, data, properties }: FoundFile, codepage: string): readonly TnefFile[] {
  const attached = properties.get(PROPERTY.attachedData);
  const object = attached?.value;
  // Only an object says first what it is.
  const content = data ?? (attached?.type === OBJECT ? object?.subarray(MESSAGE_ID.length) : object);
  if (content === undefined || (object !== undefined && isMessage(object))) return [];
  const text = (id: number) => propertyText(properties, id, codepage);
  return [
    {
      name: text(PROPERTY.attachedLongName) || title || text(PROPERTY.attachedName) || text(PROPERTY.displayName),
      type: text(PROPERTY.attachedType).toLowerCase(),
      contentId: text(PROPERTY.attachedContentId).replace(/^[\s<]+|[\s>]+$/g, ''),
      content,
    },
  ];
}

function attachedMessage({ properties }: FoundFile, limits: TnefLimits): readonly TnefContent[] {
  const object = properties.get(PROPERTY.attachedData)?.value;
  if (object === undefined || !isMessage(object)) return [];
  return [readTnef(object.subarray(MESSAGE_ID.length), { ...limits, depth: limits.depth - 1 })];
}

function isMessage(object: Buffer): boolean {
  return object.subarray(0, MESSAGE_ID.length).equals(MESSAGE_ID) && isTnef(object.subarray(MESSAGE_ID.length));
}

function propertyText(properties: ReadonlyMap<number, MapiProperty>, id: number, codepage: string): string {
  const { bytes, charset } = textOfProperty(properties.get(id), codepage);
  return textIn(bytes, charset);
}

function textIn(bytes: Buffer, charset: string): string {
  return decodeCharset(bytes, charset).replaceAll('\u0000', '').replace(/\r\n?/g, '\n');
}
