import type { DeadLetter as ProtoDeadLetter, ParkedKey as ProtoParkedKey } from '@onethread/rpc';
import type { DeadLetter, DeadLetterState, ParkedKey } from '../../wire/operations.ts';

type ProtoState = ProtoDeadLetter['state'];

const STATE_OF: Readonly<Record<ProtoState, DeadLetterState>> = {
  DEAD_LETTER_STATE_UNSPECIFIED: 'open',
  DEAD_LETTER_STATE_OPEN: 'open',
  DEAD_LETTER_STATE_REPLAYED: 'replayed',
  DEAD_LETTER_STATE_DROPPED: 'dropped',
};

export const PROTO_STATE: Readonly<Record<DeadLetterState, ProtoState>> = {
  open: 'DEAD_LETTER_STATE_OPEN',
  replayed: 'DEAD_LETTER_STATE_REPLAYED',
  dropped: 'DEAD_LETTER_STATE_DROPPED',
};

export function deadLetterToWire({ key: _key, placeholderItemId: _item, state, ...rest }: ProtoDeadLetter): DeadLetter {
  return { ...rest, state: STATE_OF[state] };
}

export function parkedToWire({ reportedMs: _reported, ...rest }: ProtoParkedKey): ParkedKey {
  return rest;
}
