import { MAX_PARTS, partSchema, type FilePart, type Part } from '@onethread/contracts';
import { RpcError } from './errors.ts';
import type { Part as ProtoPartInput, Part__Output as ProtoPart } from './generated/onethread/shared/v1/Part.ts';

/** A part as it travels over gRPC. */
export function partToProto(part: Part): ProtoPartInput {
  switch (part.kind) {
    case 'text':
      return { text: { text: part.text, html: part.html ?? '' } };
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
      return { file: fileToProto(part) };
    case 'location':
      return { location: { latitude: part.latitude, longitude: part.longitude, title: part.title ?? '' } };
    case 'card':
      return { card: { title: part.title, url: part.url ?? '' } };
    case 'choice':
      return { choice: { title: part.title, payload: part.payload } };
    case 'missing-file':
      return { missingFile: { name: part.name, reason: part.reason } };
    case 'unsupported':
      return { unsupported: { providerKind: part.providerKind } };
    default:
      return part satisfies never;
  }
}

export function partsToProto(parts: readonly Part[]): ProtoPartInput[] {
  return parts.map(partToProto);
}

/** The part that was sent. Throws `RpcError` invalid where the contract does not allow it: unknown file kind, too long, not a number. */
export function partFromProto(proto: ProtoPart): Part {
  const result = partSchema.safeParse(readPart(proto));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new RpcError(
    'invalid',
    `part ${proto.content ?? 'without content'}: ${issue?.path.join('.')} ${issue?.message}`,
  );
}

/** 1 to 120 parts. Throws `RpcError` invalid. */
export function partsFromProto(protos: readonly ProtoPart[]): Part[] {
  if (protos.length === 0) throw new RpcError('invalid', 'a message has at least one part');
  if (protos.length > MAX_PARTS) throw new RpcError('invalid', `a message has at most ${MAX_PARTS} parts`);
  return protos.map(partFromProto);
}

function fileToProto(part: FilePart): NonNullable<ProtoPartInput['file']> {
  return {
    kind: part.kind,
    blobId: part.blobId,
    name: part.name,
    contentType: part.contentType,
    sizeBytes: part.size,
  };
}

/** Empty strings of proto3 are what the contract leaves out. A newer client's content is unsupported, not an error. */
function readPart(proto: ProtoPart): unknown {
  if (proto.text) return { kind: 'text', text: proto.text.text, ...given('html', proto.text.html) };
  if (proto.file) {
    const { kind, blobId, name, contentType, sizeBytes } = proto.file;
    return { kind: FILE_KINDS.has(kind) ? kind : undefined, blobId, name, contentType, size: sizeBytes };
  }
  if (proto.location) {
    const { latitude, longitude, title } = proto.location;
    return { kind: 'location', latitude, longitude, ...given('title', title) };
  }
  if (proto.card) return { kind: 'card', title: proto.card.title, ...given('url', proto.card.url) };
  if (proto.choice) return { kind: 'choice', ...proto.choice };
  if (proto.missingFile) return { kind: 'missing-file', ...proto.missingFile };
  return { kind: 'unsupported', providerKind: proto.unsupported?.providerKind ?? 'unknown' };
}

const FILE_KINDS: ReadonlySet<string> = new Set<FilePart['kind']>(['image', 'audio', 'video', 'file', 'sticker']);

function given(name: string, value: string): Record<string, string> {
  return value === '' ? {} : { [name]: value };
}
