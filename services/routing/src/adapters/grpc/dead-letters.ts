import type {
  DeadLetterInput,
  DeadLetterState as WireState,
  DropDeadLetterRequest,
  DropDeadLetterResponseInput,
  GetDeadLetterRequest,
  GetDeadLetterResponseInput,
  ListDeadLettersRequest,
  ListDeadLettersResponseInput,
  ReplayDeadLetterRequest,
  ReplayDeadLetterResponseInput,
} from '@onethread/rpc';
import { dropDeadLetter as drop } from '../../use-cases/dead-letters/drop-dead-letter.ts';
import { listDeadLetters as list } from '../../use-cases/dead-letters/list-dead-letters.ts';
import { knownLetter, readLetter } from '../../use-cases/dead-letters/read-dead-letter.ts';
import { replayDeadLetter as replay } from '../../use-cases/dead-letters/replay-dead-letter.ts';
import type { DeadLetterDocument } from '../../stores/documents.ts';
import { authenticateAdmin } from './authenticate.ts';
import { deadLetterIdFrom, reasonFrom, topicFrom } from './ids.ts';
import { pageSizeOf } from './page-size.ts';
import type { UnaryMethod } from './unary.ts';

const STATE: Readonly<Record<DeadLetterDocument['state'], WireState>> = {
  open: 'DEAD_LETTER_STATE_OPEN',
  replayed: 'DEAD_LETTER_STATE_REPLAYED',
  dropped: 'DEAD_LETTER_STATE_DROPPED',
};

export const listDeadLetters: UnaryMethod<ListDeadLettersRequest, ListDeadLettersResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAdmin(context, metadata);
  const state = (Object.keys(STATE) as DeadLetterDocument['state'][]).find((known) => STATE[known] === request.state);
  const listed = await list(context.reading, {
    pageToken: request.pageToken,
    pageSize: pageSizeOf(request.pageSize),
    ...(state === undefined ? {} : { state }),
    ...(request.topic === '' ? {} : { topic: topicFrom(request.topic) }),
  });
  return {
    deadLetters: listed.deadLetters.map(encodeDeadLetter),
    nextPageToken: listed.nextPageToken,
    open: listed.open,
  };
};

export const getDeadLetter: UnaryMethod<GetDeadLetterRequest, GetDeadLetterResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const letter = await knownLetter(context.useCases, deadLetterIdFrom(request.deadLetterId));
  const { headers, value } = await readLetter(context.log, letter);
  context.audit('dead-letter-read', subject, { deadLetterId: letter._id });
  return { deadLetter: encodeDeadLetter(letter), headers: { ...headers }, value };
};

export const replayDeadLetter: UnaryMethod<ReplayDeadLetterRequest, ReplayDeadLetterResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const { correctedValue } = request;
  const { letter, already } = await replay(context.useCases, context.log, {
    deadLetterId: deadLetterIdFrom(request.deadLetterId),
    by: subject,
    ...(correctedValue === undefined ? {} : { correctedValue }),
  });
  if (!already) {
    const { _id: deadLetterId, topic } = letter;
    context.audit('dead-letter-replayed', subject, { deadLetterId, topic, corrected: correctedValue !== undefined });
  }
  return { deadLetter: encodeDeadLetter(letter), already };
};

export const dropDeadLetter: UnaryMethod<DropDeadLetterRequest, DropDeadLetterResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const { letter, already } = await drop(context.useCases, {
    deadLetterId: deadLetterIdFrom(request.deadLetterId),
    reason: reasonFrom(request.reason),
    by: subject,
  });
  const { _id: deadLetterId, topic } = letter;
  if (!already) context.audit('dead-letter-dropped', subject, { deadLetterId, topic });
  return { deadLetter: encodeDeadLetter(letter), already };
};

function encodeDeadLetter(letter: DeadLetterDocument): DeadLetterInput {
  const { topic, partition, offset, group, key, code, error, attempts } = letter;
  return {
    deadLetterId: letter._id,
    topic,
    partition,
    offset,
    group,
    key,
    code,
    error,
    attempts,
    firstSeenMs: letter.firstSeenAt,
    deadLetteredMs: letter.at,
    sizeBytes: letter.bytes,
    state: STATE[letter.state],
    placeholderCustomerId: letter.placeholder?.customerId ?? '',
    placeholderItemId: letter.placeholder?.itemId ?? '',
    replayOf: letter.replayOf ?? '',
    decidedBy: letter.decidedBy ?? '',
    decidedMs: letter.decidedAt ?? 0,
    decisionReason: letter.reason ?? '',
    corrected: letter.corrected ?? false,
    keptUntilMs: letter.keptUntil,
  };
}
