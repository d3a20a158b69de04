import type { PduFields } from '../link/smpp-link.ts';

/** message_state of SMPP 3.4 (5.2.28) and the words of receipts' texts (appendix B). */
const STATES: ReadonlyMap<number, string> = new Map([
  [1, 'ENROUTE'],
  [2, 'DELIVRD'],
  [3, 'EXPIRED'],
  [4, 'DELETED'],
  [5, 'UNDELIV'],
  [6, 'ACCEPTD'],
  [7, 'UNKNOWN'],
  [8, 'REJECTD'],
]);
const MAX_TEXT = 1000;
/** Longest message id of SMPP 3.4. */
const MAX_ID = 65;
/** As appendix B writes it; carriers change case and order, leave out fields and pad with blanks. */
const ID = /\bid:\s*([^\s]+)/i;
const STAT = /\bstat:\s*([a-z]+)/i;
const ERR = /\berr:\s*([0-9a-z]+)/i;

/** The centre's word on a message of ours. */
export interface SmppReceipt {
  /** As written: see `canonicalReceiptId`. Undefined where only our own reference is named. */
  readonly id: string | undefined;
  readonly state: string;
  /** The carrier's or the network's code of a failure. */
  readonly error: string | undefined;
  /** user_message_reference, where the centre gives back what we sent. */
  readonly reference: number | undefined;
}

/** From the TLVs where they are, else from the text by the pattern of the settings or that of the standard. */
export function readReceipt(pdu: PduFields, text: string, pattern: string | undefined): SmppReceipt | undefined {
  const written = readText(text.slice(0, MAX_TEXT), pattern);
  const tlvId = idOf(pdu['receipted_message_id']);
  const messageState = pdu['message_state'];
  const state = (typeof messageState === 'number' ? STATES.get(messageState) : undefined) ?? written.stat;
  const id = tlvId ?? idOf(written.id);
  const userReference = pdu['user_message_reference'];
  const reference = typeof userReference === 'number' ? userReference : undefined;
  if (state === undefined || (id === undefined && reference === undefined)) return undefined;
  return { id, state: state.toUpperCase(), error: written.err ?? networkError(pdu['network_error_code']), reference };
}

function readText(
  text: string,
  pattern: string | undefined,
): { readonly id?: string | undefined; readonly stat?: string | undefined; readonly err?: string | undefined } {
  const named = pattern === undefined ? undefined : new RegExp(pattern, 'su').exec(text)?.groups;
  if (named !== undefined) return { id: named['id'], stat: named['stat'], err: named['err'] };
  return { id: ID.exec(text)?.[1], stat: STAT.exec(text)?.[1], err: ERR.exec(text)?.[1] };
}

/** The library reads a TLV string to the next zero octet, past its end where the centre wrote none: up to the next tag. */
function idOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [id = ''] = value.trim().split(/\p{Cc}/u, 1);
  return id === '' ? undefined : id.slice(0, MAX_ID);
}

/** One octet for the network, two for its code. */
function networkError(value: unknown): string | undefined {
  if (!Buffer.isBuffer(value) || value.length < 3) return undefined;
  return String(value.readUInt16BE(1));
}
