import assert from 'node:assert/strict';
import { waitFor } from '@onethread/testkit';
import { REST_PATH } from '../protocol.ts';
import type { VisitorCredentials } from '../protocol.ts';
import { PUSH_BOUNDS } from '../push/bounds.ts';
import type { Unacknowledged } from '../push/unacknowledged.ts';
import type { WaitingDocument } from '../push/waiting-pushes.ts';
import { userToken } from './people.ts';
import type { PushStage } from './push-stage.ts';

/** The authorization of a user. */
export const bearer = async (sub: string): Promise<string> => `Bearer ${await userToken(sub)}`;

/** What the push service was given. */
export const payloads = (at: PushStage): unknown[] => at.service.accepted().map(({ payload }) => payload);

/** Past the time in which a device may acknowledge. */
export const goOn = (at: PushStage, ms: number = PUSH_BOUNDS.ackWithinMs): void => void at.clock.advance(ms);

/** A device has everything up to there. */
export async function acknowledge(
  at: PushStage,
  authorization: string,
  upTo: string,
  receipt = 'delivered',
): Promise<void> {
  assert.equal((await at.call('POST', `/${receipt}`, authorization, { upTo })).status, 204);
}

/** Waits until what is kept of a person's replies and acknowledgements is so. */
export async function kept(at: PushStage, identityId: string, fits: (state: Unacknowledged) => boolean): Promise<void> {
  const collection = await at.stage.documents.collection<WaitingDocument>({ name: 'unacknowledged_replies' });
  await waitFor(
    async () => {
      const state = await collection.get(identityId);
      return state !== undefined && fits(state);
    },
    { describe: 'what is kept of the person', withinMs: 30_000 },
  );
}

/** No reply waits for an acknowledgement. */
export const nothingWaits = ({ waiting }: Unacknowledged): boolean => waiting.length === 0;

/** The person was rung for. */
export const isTold = ({ rang }: Unacknowledged): boolean => rang;

/** A new visitor. */
export async function visitorOf(at: PushStage): Promise<VisitorCredentials> {
  const response = await fetch(`${at.url}${REST_PATH}/session`, { method: 'POST' });
  return ((await response.json()) as { visitor: VisitorCredentials }).visitor;
}
