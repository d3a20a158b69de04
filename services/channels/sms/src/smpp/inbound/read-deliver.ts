import type { Charset } from '../charset/charset.ts';
import { decodeText } from '../charset/decode-text.ts';
import type { PduFields } from '../link/smpp-link.ts';
import { readReceipt, type SmppReceipt } from '../receipts/read-receipt.ts';
import { fromSmppAddress, type SmppAddress } from '../send/smpp-address.ts';
import { concatenationOf, sarConcatenation, type Concatenation } from '../text/user-data-header.ts';

/** Bits of esm_class that say what a deliver_sm is (SMPP 3.4, 5.2.12). */
const TYPE_MASK = 0x3c;
const RECEIPT = 0x04;
const ORDINARY = 0x00;
const MAX_BODY_BYTES = 16_384;

export interface ReadRules {
  readonly charset: Charset;
  readonly receiptPattern: string | undefined;
}

/** What a deliver_sm or data_sm brings. */
export type Delivered =
  | { readonly kind: 'receipt'; readonly receipt: SmppReceipt; readonly from: string; readonly to: string }
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      /** Undefined: no text (8-bit data). */
      readonly text: string | undefined;
      readonly concatenation: Concatenation | undefined;
    }
  /** A receipt without an id, an acknowledgement of the phone, an intermediate notification. */
  | { readonly kind: 'nothing' };

/** Reads the fields of a decoded PDU, whatever they hold; never throws. */
export function readDeliver(pdu: PduFields, rules: ReadRules): Delivered {
  const esmClass = numberOf(pdu['esm_class']);
  const { bytes, text: decoded, elements } = bodyOf(pdu);
  const text = decoded ?? decodeText(bytes, numberOf(pdu['data_coding']), rules.charset);
  const from = fromSmppAddress(addressOf(pdu, 'source_addr', 'source_addr_ton'));
  const to = fromSmppAddress(
    addressOf(pdu, pdu['destination_addr'] === undefined ? 'dest_addr' : 'destination_addr', 'dest_addr_ton'),
  );
  if ((esmClass & TYPE_MASK) === RECEIPT) {
    const receipt = readReceipt(pdu, text ?? bytes.toString('latin1'), rules.receiptPattern);
    return receipt === undefined ? { kind: 'nothing' } : { kind: 'receipt', receipt, from, to };
  }
  if ((esmClass & TYPE_MASK) !== ORDINARY) return { kind: 'nothing' };
  const concatenation =
    concatenationOf(elements) ??
    sarConcatenation(pdu['sar_msg_ref_num'], pdu['sar_total_segments'], pdu['sar_segment_seqnum']);
  return { kind: 'message', from, to, text, concatenation };
}

interface Body {
  readonly bytes: Buffer;
  /** Where the library decoded it by a national table of its header. */
  readonly text: string | undefined;
  readonly elements: readonly Uint8Array[];
}

/** `message_payload` carries what does not fit into `short_message`. */
function bodyOf(pdu: PduFields): Body {
  const short = partOf(pdu['short_message']);
  if (short.text !== undefined || short.bytes.length > 0) return short;
  const payload = partOf(pdu['message_payload']);
  return payload.elements.length > 0 ? payload : { ...payload, elements: short.elements };
}

function partOf(value: unknown): Body {
  if (Buffer.isBuffer(value)) return { bytes: bounded(value), text: undefined, elements: [] };
  if (typeof value === 'string') return { bytes: Buffer.alloc(0), text: value, elements: [] };
  const { message, udh } = (value ?? {}) as { readonly message?: unknown; readonly udh?: unknown };
  const elements = Array.isArray(udh) ? udh.filter((element): element is Buffer => Buffer.isBuffer(element)) : [];
  if (typeof message === 'string') return { bytes: Buffer.alloc(0), text: message, elements };
  return { bytes: Buffer.isBuffer(message) ? bounded(message) : Buffer.alloc(0), text: undefined, elements };
}

function bounded(bytes: Buffer): Buffer {
  return bytes.subarray(0, MAX_BODY_BYTES);
}

function addressOf(pdu: PduFields, address: string, ton: string): Pick<SmppAddress, 'ton' | 'address'> {
  const value = pdu[address];
  return { ton: numberOf(pdu[ton]), address: typeof value === 'string' ? value : '' };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
