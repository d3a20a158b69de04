import { queueSchema } from '@onethread/contracts';
import type { QueueSettings } from '@onethread/contracts';
import type { Names } from '../../../domain/assignment/explanation.ts';
import type { PolicySettings } from '../../../domain/assignment/terms.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import type { SettingsInForce } from '../../../stores/settings-in-force.ts';
import type { RoutingSettings } from '../../context.ts';

/** What of the settings in force concerns one pool. */
export class PoolSettings {
  readonly version: number;
  readonly forPolicy: PolicySettings;
  /** Most weight that all of a team hold together, by team. */
  readonly teamLimits: ReadonlyMap<string, number>;
  /** What things are called where agents read of them. */
  readonly names: Names;
  readonly #inForce: SettingsInForce;
  readonly #queues: ReadonlyMap<string, QueueSettings>;
  readonly #offerMs: number;

  constructor(inForce: SettingsInForce, pool: string, { offerMs }: Pick<RoutingSettings, 'offerMs'>) {
    const { version, settings } = inForce;
    const queues = settings.queues.filter((queue) => queue.pool === pool);
    this.version = version;
    this.forPolicy = { version, queues, teams: settings.teams, ageUnitSeconds: settings.ageUnitSeconds };
    this.teamLimits = new Map(
      settings.teams.flatMap(({ id, maxLoad }) => (maxLoad === undefined ? [] : [[id, maxLoad] as const])),
    );
    const skills = new Map(settings.skills.map(({ id, name }) => [id, name]));
    this.names = { skill: (skillId) => skills.get(skillId) ?? skillId };
    this.#inForce = inForce;
    this.#queues = new Map(queues.map((queue) => [queue.id, queue]));
    this.#offerMs = offerMs;
  }

  /** A queue of any pool. */
  anyQueue(queueId: string): QueueSettings | undefined {
    return this.#inForce.settings.queues.find(({ id }) => id === queueId);
  }

  /** How long an offer of this queue stands. */
  offerMs(queueId: string): number {
    const seconds = this.#queues.get(queueId)?.offerSeconds;
    return seconds === undefined ? this.#offerMs : seconds * 1000;
  }

  /** When a live conversation that somebody has goes idle if nobody writes, epoch ms. */
  idleAt({ queueId, lastActivityAt, assignedAt = 0 }: ConversationDocument): number {
    const minutes = this.#queues.get(queueId)?.idleMinutes ?? IDLE_MINUTES;
    return Math.max(lastActivityAt, assignedAt) + minutes * 60_000;
  }
}

/** Of a queue that is not in the settings any more. */
const IDLE_MINUTES = queueSchema.shape.idleMinutes.parse(undefined);
