import { FIRST_SETTINGS, type LedgerCheck, type LedgerCount } from '@onethread/contracts';
import type { PolicySettings } from '../../domain/assignment/terms.ts';
import { RoutingError } from '../../domain/errors.ts';
import { readRecordedRuns, recordedPools } from '../../recording/read-recording.ts';
import { readSettings } from '../../stores/settings-in-force.ts';
import { versionOf } from '../../stores/settings-versions.ts';
import { Replayer, UnknownSettingsError } from '../../what-if/replay-recording.ts';
import { CheckTally } from './check-tally.ts';
import { RecordedRoom } from './recorded-room.ts';
import type { VerifyContext } from './verify-context.ts';

/**
 * Makes every recorded decision of the window again, pool after pool, and adds up what agents and teams held by them.
 * Memory holds what a policy holds: the agents of one pool and what waits in it.
 */
export async function checkRecordings(
  context: VerifyContext,
): Promise<{ checks: LedgerCheck[]; counts: LedgerCount[] }> {
  const { maxExamples } = context;
  const same = new CheckTally(
    'decisions-replay',
    'The same inputs give the same decisions: every recorded one, made again, comes out the same.',
    maxExamples,
  );
  const room = new CheckTally(
    'decisions-fit',
    'No decision gave more than fitted: kinds of work, channels and teams, by the settings of its time.',
    maxExamples,
  );
  const span = { from: context.from ?? 0, to: context.now() };
  let starts = 0;
  for await (const pool of recordedPools(context)) {
    const versions = new KnownVersions(context, pool);
    const replayer = new Replayer((version) => versions.get(version));
    const held = new RecordedRoom();
    let read = 0;
    try {
      for await (const inputs of readRecordedRuns(context, { pool, ...span })) {
        for (const input of inputs) {
          if (input.type === 'settings') held.adopt(await versions.read(input.version));
          const faults = held.take(input);
          for (const fault of faults) room.failed(fault);
          if (input.type === 'decided' && faults.length === 0) room.passed();
          replayer.take(input);
        }
        read += inputs.length;
        await context.onProgress('recordings', read);
      }
    } catch (error) {
      if (!(error instanceof UnknownSettingsError)) throw error;
      same.failed(`${pool}: ${error.message}`);
    }
    const { decisions, firstDifference, ...replayed } = replayer.result;
    starts += replayed.starts;
    same.passed(decisions - (firstDifference === undefined ? 0 : 1));
    if (firstDifference !== undefined) {
      const { epoch, recorded, replayed: other } = firstDifference;
      const otherwise = other === undefined ? 'nobody' : `${other.conversationId} to ${other.agentId}`;
      const { decisionId, conversationId, agentId } = recorded;
      same.failed(`${pool}, term ${epoch}: ${decisionId} gave ${conversationId} to ${agentId}, again ${otherwise}`);
    }
  }
  return {
    checks: [same.result(), room.result()],
    counts: [{ name: 'terms of owners and new starts replayed', value: starts }],
  };
}

/** Versions of the settings that a recording names, as far as one pool goes by them; each is read once. */
class KnownVersions {
  readonly #context: VerifyContext;
  readonly #pool: string;
  readonly #known = new Map<number, PolicySettings>();

  constructor(context: VerifyContext, pool: string) {
    this.#context = context;
    this.#pool = pool;
  }

  get(version: number): PolicySettings | undefined {
    return this.#known.get(version);
  }

  /** Throws `UnknownSettingsError`. */
  async read(version: number): Promise<PolicySettings> {
    const known = this.#known.get(version);
    if (known !== undefined) return known;
    const { queues, teams, ageUnitSeconds } = version === 0 ? FIRST_SETTINGS : await this.#stored(version);
    const read = { version, queues: queues.filter(({ pool }) => pool === this.#pool), teams, ageUnitSeconds };
    this.#known.set(version, read);
    return read;
  }

  async #stored(version: number) {
    try {
      return readSettings((await versionOf(this.#context.collections, version)).settings);
    } catch (error) {
      if (error instanceof RoutingError && error.code === 'not-found') throw new UnknownSettingsError(version);
      throw error;
    }
  }
}
