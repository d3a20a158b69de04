import { SegmentedMessage } from 'sms-segments-calculator';
import type { ChannelInfo } from '../../../wire/model.ts';

/** A text as its channel counts it. */
export interface TextMeasure {
  readonly used: number;
  /** 0: no limit is known. */
  readonly limit: number;
  readonly over: number;
  /** What is counted, for a sentence. */
  readonly unit: 'characters' | 'bytes';
  /** What is shown beside the text while it is written; empty: nothing yet. */
  readonly words: string;
  /** Why it costs what it costs, for who wants to know; empty: nothing to say. */
  readonly why: string;
}

/** The counter appears when so much of the limit is used. */
const COUNT_FROM_SHARE = 0.7;
/** Characters that are named as the cause of a dearer encoding. */
const MAX_NAMED = 5;
/** Every kind of space, which is sent as the plain one where that makes the text cheaper. */
const SPACES = /\p{Zs}/gu;

type Measured = Pick<ChannelInfo, 'maxTextLength' | 'textUnit'>;

/** How long a text is by the rules of a channel. */
export function measureText({ maxTextLength: limit, textUnit }: Measured, text: string): TextMeasure {
  const unit = textUnit === 'bytes' ? 'bytes' : 'characters';
  const used = unit === 'bytes' ? new TextEncoder().encode(text).length : text.length;
  const over = limit === 0 ? 0 : Math.max(0, used - limit);
  const counted = { used, limit, over, unit } as const;
  if (textUnit === 'sms') return { ...counted, ...segments(text) };
  const shown = limit > 0 && used > limit * COUNT_FROM_SHARE;
  return { ...counted, words: shown ? `${used} / ${limit}${unit === 'bytes' ? ' bytes' : ''}` : '', why: '' };
}

const SEGMENT_BITS = 1120;

/** Each segment is paid for; the last has some room left. */
function segments(text: string): Pick<TextMeasure, 'words' | 'why'> {
  if (text === '') return { words: '', why: '' };
  const asTyped = new SegmentedMessage(text);
  // Typographic quotes, dashes and spaces go out as plain ones where that is all that stands in the way.
  const plain = new SegmentedMessage(text.replaceAll(SPACES, ' '), 'auto', true);
  const isMadePlain = asTyped.encodingName !== 'GSM-7' && plain.encodingName === 'GSM-7';
  const sent = isMadePlain ? plain : asTyped;
  const bitsEach = sent.encodingName === 'GSM-7' ? 7 : 16;
  const last = sent.segments.at(-1);
  const left = last === undefined ? 0 : Math.floor((SEGMENT_BITS - last.sizeInBits()) / bitsEach);
  const words = `${sent.segmentsCount} SMS · ${left} left`;
  if (isMadePlain) return { words, why: 'Typographic quotes, dashes and spaces are sent as plain ones.' };
  if (sent.encodingName === 'GSM-7') return { words, why: '' };
  const causes = [...new Set(plain.getNonGsmCharacters())];
  const named = causes.slice(0, MAX_NAMED).join(' ');
  const more = causes.length > MAX_NAMED ? ' …' : '';
  return { words, why: `Unicode because of ${named}${more}: a segment holds 70 characters instead of 160.` };
}
