import { SegmentedMessage } from 'sms-segments-calculator';
import { smartEncoded } from './smart-encoding.ts';

export interface SegmentCount {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Messages on the air, each paid for: GSM-7 160 septets, then 153 each; UCS-2 70 code units, then 67 each. */
  readonly segments: number;
}

/** What a text costs on the air; `smart` as the setting says. Pure. */
export function countSegments(text: string, { smart }: { readonly smart: boolean }): SegmentCount {
  const { encodingName, segmentsCount } = new SegmentedMessage(smart ? smartEncoded(text) : text);
  return { encoding: encodingName, segments: segmentsCount };
}
