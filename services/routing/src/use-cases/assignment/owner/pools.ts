import type { AgentDocument } from '../../../stores/documents.ts';
import type { InputRecorder } from '../../../recording/input-recorder.ts';
import { settingsInForce } from '../../../stores/settings-in-force.ts';
import type { UseCaseContext } from '../../context.ts';
import { MAIN_POOL } from '../wake-owner.ts';
import { Ownership } from './ownership.ts';
import type { OwnershipOptions } from './ownership.ts';
import type { Term } from './term.ts';

export interface PoolsOptions extends Omit<OwnershipOptions, 'pool' | 'recorder'> {
  readonly recorderOf?: (pool: string) => InputRecorder;
}

/** Far above what settings may name; what is beyond can only be a fault. */
const MAX_POOLS = 200;

/**
 * The pools that this replica owns or would own. New settings begin new ones; one that they name no longer stays while the
 * process runs, and after it while agents are in it, or a command names it: nobody is left alone in it.
 */
export class Pools {
  readonly #context: UseCaseContext;
  readonly #options: PoolsOptions;
  readonly #known = new Map<string, Ownership>();
  readonly #opening = new Map<string, Promise<Ownership | undefined>>();
  #callOff = (): void => {};
  #look: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(context: UseCaseContext, options: PoolsOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** The only process takes all pools over here and now, and throws if it cannot; others begin to watch them. */
  async start(): Promise<void> {
    if (this.#options.soleOwner) {
      await this.#openAll();
    } else {
      await this.open(MAIN_POOL);
      await this.#adopt();
    }
    this.#scheduleLook();
  }

  get(pool: string): Ownership | undefined {
    return this.#known.get(pool);
  }

  *owned(): Iterable<{ readonly pool: string; readonly ownership: Ownership; readonly term: Term }> {
    for (const [pool, ownership] of this.#known) {
      const { term } = ownership;
      if (term !== undefined) yield { pool, ownership, term };
    }
  }

  /** The pool, which begins if it is not known yet; undefined when there are too many. Throws the store's errors. */
  async open(pool: string): Promise<Ownership | undefined> {
    const known = this.#known.get(pool);
    if (known !== undefined) return known;
    const begun = this.#opening.get(pool) ?? this.#begin(pool).finally(() => this.#opening.delete(pool));
    this.#opening.set(pool, begun);
    return await begun;
  }

  /** Reads the settings and decides by them; in the background. */
  settingsHeard(): void {
    this.#look = this.#look.then(() => this.#adopt());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#look;
    await Promise.allSettled(this.#opening.values());
    await Promise.all([...this.#known.values()].map((ownership) => ownership.stop()));
  }

  async #begin(pool: string): Promise<Ownership | undefined> {
    if (this.#stopped || this.#known.size + this.#opening.size >= MAX_POOLS) return undefined;
    const { recorderOf, ...options } = this.#options;
    const ownership = new Ownership(this.#context, {
      ...options,
      pool,
      ...(recorderOf ? { recorder: recorderOf(pool) } : {}),
    });
    await ownership.start();
    this.#known.set(pool, ownership);
    return ownership;
  }

  async #openAll(): Promise<void> {
    const { settings } = await settingsInForce(this.#context);
    const named = [...settings.pools.map(({ id }) => id), ...settings.queues.map(({ pool }) => pool)];
    const pools = new Set([MAIN_POOL, ...named, ...(await this.#poolsOfAgents())]);
    await Promise.all([...pools].map((pool) => this.open(pool)));
  }

  /** Agents' pools, each found by one read: from one to the next in the index. */
  async #poolsOfAgents(): Promise<readonly string[]> {
    const pools: string[] = [];
    for (;;) {
      const above = pools.at(-1);
      const { documents } = await this.#context.collections.agents.find({
        index: 'by_pool',
        ...(above === undefined ? {} : { above }),
        limit: 1,
      });
      const found: AgentDocument | undefined = documents[0];
      if (found === undefined || pools.length >= MAX_POOLS) return pools;
      pools.push(found.pool);
    }
  }

  async #adopt(): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.#openAll();
      await Promise.all([...this.#known.values()].map((ownership) => ownership.adoptSettings()));
    } catch (error) {
      this.#context.logger.warn({ err: error }, 'assignment: settings will be read again');
    }
  }

  /** An announcement of settings may be lost. */
  #scheduleLook(): void {
    if (this.#stopped) return;
    this.#callOff = this.#options.timers.schedule(this.#options.leaseMs, () => {
      this.#look = this.#look.then(() => this.#adopt()).finally(() => this.#scheduleLook());
    });
  }
}
