import { GraphRefusal } from './graph-errors.ts';
import type { GraphCall } from './graph-call.ts';

export const MAX_TEXT_CHARACTERS = 2000;
export const MAX_METADATA_CHARACTERS = 1000;
export const MAX_QUICK_REPLIES = 13;
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;
const ATTACHMENT_TYPES = new Set(['image', 'audio', 'video', 'file', 'template']);
const SENDER_ACTIONS = new Set(['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact']);
const MESSAGING_TYPES = new Set(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']);

/** A call of the Send API that passed Graph's own validation. */
export type SendRequest =
  | { readonly kind: 'action'; readonly psid: string; readonly action: string }
  | {
      readonly kind: 'message';
      readonly psid: string;
      readonly messagingType: string;
      readonly tag?: string;
      readonly text?: string;
      readonly attachment?: { readonly type: string; readonly url?: string; readonly attachmentId?: string };
      readonly metadata?: string;
    };

/** Throws `GraphRefusal` where Graph would refuse. */
export function readSendRequest(call: GraphCall): SendRequest {
  const { recipient, message, sender_action: action, messaging_type: messagingType = 'RESPONSE', tag } = call.fields;
  const psid = field(recipient, 'id');
  if (typeof psid !== 'string' || psid === '') throw invalid('param recipient must be non-empty.');
  if (action !== undefined) {
    if (message !== undefined) throw invalid('Cannot send both message and state at the same time.');
    if (typeof action !== 'string' || !SENDER_ACTIONS.has(action)) throw invalid('Invalid sender_action');
    return { kind: 'action', psid, action };
  }
  if (typeof messagingType !== 'string' || !MESSAGING_TYPES.has(messagingType)) {
    throw invalid('Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}');
  }
  if (messagingType === 'MESSAGE_TAG' && typeof tag !== 'string') throw invalid('Param tag is required');
  const text = field(message, 'text');
  const metadata = field(message, 'metadata');
  const attachment = readAttachment(field(message, 'attachment'), call.file);
  checkText(text, attachment !== undefined);
  checkQuickReplies(field(message, 'quick_replies'));
  if (metadata !== undefined && (typeof metadata !== 'string' || metadata.length > MAX_METADATA_CHARACTERS)) {
    throw invalid('Param message[metadata] must be a string of at most 1000 characters');
  }
  return {
    kind: 'message',
    psid,
    messagingType,
    ...(typeof tag === 'string' ? { tag } : {}),
    ...(typeof text === 'string' ? { text } : {}),
    ...(attachment === undefined ? {} : { attachment }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function checkText(text: unknown, hasAttachment: boolean): void {
  if (text === undefined && hasAttachment) return;
  if (typeof text !== 'string' || text === '')
    throw invalid('Message cannot be empty, must provide valid attachment or text');
  if (hasAttachment) throw invalid('Cannot send both text and attachment');
  if (text.length > MAX_TEXT_CHARACTERS) {
    throw invalid(`Length of param message[text] must be less than or equal to ${MAX_TEXT_CHARACTERS}`);
  }
}

function checkQuickReplies(quickReplies: unknown): void {
  if (quickReplies === undefined) return;
  if (!Array.isArray(quickReplies) || quickReplies.length > MAX_QUICK_REPLIES) {
    throw invalid(`Param message[quick_replies] must be a list of at most ${MAX_QUICK_REPLIES}`);
  }
}

function readAttachment(
  attachment: unknown,
  file: GraphCall['file'],
): { readonly type: string; readonly url?: string; readonly attachmentId?: string } | undefined {
  if (attachment === undefined) return undefined;
  const type = field(attachment, 'type');
  const url = field(field(attachment, 'payload'), 'url');
  const attachmentId = field(field(attachment, 'payload'), 'attachment_id');
  if (typeof type !== 'string' || !ATTACHMENT_TYPES.has(type)) throw invalid('Invalid attachment type');
  if (type === 'template') return { type };
  if (typeof url === 'string') return { type, url };
  if (typeof attachmentId === 'string') return { type, attachmentId };
  if (file === undefined) throw invalid('Param filedata or message[attachment][payload][url] is required');
  if (file.bytes.length > MAX_ATTACHMENT_BYTES) throw invalid('Attachment size exceeds allowable limit');
  return { type };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function invalid(message: string): GraphRefusal {
  return new GraphRefusal('invalid-parameter', message);
}
