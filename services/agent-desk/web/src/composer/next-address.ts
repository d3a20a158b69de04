import type { Item } from '../../../wire/model.ts';
import { addressOf, isSure } from '../person/proofs.ts';
import { blockedWords } from '../person/standing-words.ts';
import { age } from '../ui/times.ts';
import { labelOf } from './address-choices.ts';
import type { AddressChoice } from './address-choices.ts';
import { replyProblems } from './reply-rules.ts';
import type { Written } from './reply-rules.ts';

/** Why a reply should not go where it would, and where it could go instead. */
export interface NextAddress {
  readonly reason: string;
  /** Sure enough to be offered; `undefined`: the agent has to choose. */
  readonly offer: AddressChoice | undefined;
}

interface Situation {
  readonly items: readonly Item[];
  readonly written: Written;
  readonly nowMs: number;
}

/** The way out where the chosen address cannot be written to; `undefined` where it can. */
export function nextAddress(
  choices: readonly AddressChoice[],
  chosen: AddressChoice | undefined,
  situation: Situation,
): NextAddress | undefined {
  const reason = chosen === undefined ? '' : troubleOf(chosen, situation);
  if (chosen === undefined || reason === '') return undefined;
  const others = choices.filter((one) => one !== chosen && one.window.open && troubleOf(one, situation) === '');
  const offered = others.filter((one) => isSure(one.proof) || (one.proof === 'claimed' && wasChosen(one, situation)));
  const newest = (one: AddressChoice) => lastAt(one, situation.items);
  const [offer] = offered.toSorted(
    (one, other) => Number(isSure(other.proof)) - Number(isSure(one.proof)) || newest(other) - newest(one),
  );
  return { reason, offer };
}

/** What stands in the way of an address, in a sentence; empty: nothing. */
function troubleOf(choice: AddressChoice, { items, written, nowMs }: Situation): string {
  const { channel, window } = choice;
  if (window.blocked) return blockedWords(choice.identity, labelOf(choice));
  if (!window.open && window.closesAtMs > 0) {
    return `${labelOf(choice)}’s ${window.hours} h window closed ${age(window.closesAtMs, nowMs)} ago`;
  }
  if (!window.open) return `Nothing was written from this ${labelOf(choice)} address, so its window is shut`;
  const failure = lastFailure(choice, items);
  if (failure !== undefined) return `The last reply over ${labelOf(choice)} failed for good (${failure})`;
  return written.files.length === 0
    ? ''
    : (replyProblems(channel, { ...written, text: '' })[0] ?? '').replace(/\.$/, '');
}

/** The reason for which the newest reply there failed for good, unless the customer wrote from there since. */
function lastFailure({ identity }: AddressChoice, items: readonly Item[]): string | undefined {
  const last = items.findLast(
    ({ identityId, content }) =>
      identityId === identity.identityId &&
      (content.kind === 'message' || (content.kind === 'reply' && !content.held && !content.discarded)),
  );
  if (last?.content.kind !== 'reply' || last.content.status !== 'failed') return undefined;
  const { reason } = last.content;
  return reason?.permanent === true ? reason.text || reason.code : undefined;
}

/** One of us has written there before, and it arrived. */
function wasChosen({ identity }: AddressChoice, { items }: Situation): boolean {
  return items.some(
    ({ identityId, content }) =>
      identityId === identity.identityId &&
      content.kind === 'reply' &&
      !content.automatic &&
      ['sent', 'delivered', 'read'].includes(content.status),
  );
}

function lastAt({ identity }: AddressChoice, items: readonly Item[]): number {
  return items.findLast((item) => item.identityId === identity.identityId)?.atUs ?? 0;
}

/** How an offer is named: the channel and the address. */
export function offerWords(offer: AddressChoice): string {
  return `${labelOf(offer)} ${addressOf(offer.identity)}`;
}
