import type { IdentityInput, ItemInput, ThreadUpdateInput, WatermarkInput } from '@onethread/rpc';

const PAGE = 50;

export interface PageAsked {
  readonly pageToken: string;
  readonly pageSize?: number;
  readonly newer?: boolean;
  readonly aroundUs?: number;
}

export interface ScriptedPage {
  readonly items: ItemInput[];
  readonly olderPageToken: string;
  readonly newerPageToken: string;
}

/** One person's thread as a test's routing keeps it: items in their newest state, and the log of changes that cursors count. */
export class ScriptedThread {
  readonly customerId: string;
  identities: IdentityInput[];
  readonly watermarks = new Map<string, WatermarkInput>();
  readonly #all: Map<string, ItemInput>;
  #members: ReadonlySet<string> | undefined;
  #changes: string[] = [];
  /** Counts changes of who belongs here: a cursor of before them cannot be resumed. */
  #generation = 0;
  readUpToUs = 0;

  constructor(customerId: string, identities: IdentityInput[], all: Map<string, ItemInput>) {
    this.customerId = customerId;
    this.identities = identities;
    this.#all = all;
  }

  get cursor(): string {
    return `cursor-${this.#generation}-${this.#changes.length}`;
  }

  /** Until it was regrouped, what was put into this thread; then, what its identities wrote or got. */
  shows(item: ItemInput): boolean {
    return this.#members === undefined ? item.customerId === this.customerId : this.#members.has(item.identityId ?? '');
  }

  noteChange(item: ItemInput): void {
    this.#changes.push(item.itemId ?? '');
  }

  /** Other identities belong here now. */
  regroup(identities: IdentityInput[]): void {
    this.identities = identities;
    this.#members = new Set(identities.map((one) => one.identityId ?? ''));
    this.#changes = [];
    this.#generation += 1;
  }

  /** All that changed after a cursor; the newest page where there is none. */
  since(cursor: string): ThreadUpdateInput {
    const { customerId, identities } = this;
    const [, generation, position] = /^cursor-(\d+)-(\d+)$/.exec(cursor) ?? [];
    const common = {
      customerId,
      identities,
      watermarks: [...this.watermarks.values()],
      cursor: this.cursor,
      agentsReadUpToUs: this.readUpToUs,
    };
    if (position !== undefined && Number(generation) === this.#generation) {
      const changed = new Set(this.#changes.slice(Number(position)));
      return { ...common, items: this.sorted().filter((item) => changed.has(item.itemId ?? '')) };
    }
    const page = this.page({ pageToken: '' });
    return { ...common, snapshot: true, items: page.items, olderPageToken: page.olderPageToken };
  }

  /** Tokens are places: the number of items before them. */
  page({ pageToken, pageSize = 0, newer = false, aroundUs = 0 }: PageAsked): ScriptedPage {
    const all = this.sorted();
    const size = pageSize === 0 ? PAGE : pageSize;
    const around = aroundUs === 0 ? all.length : all.filter((item) => Number(item.atUs) <= aroundUs).length;
    const from = pageToken === '' ? around : Number(pageToken);
    const [start, end] = newer ? [from, Math.min(all.length, from + size)] : [Math.max(0, from - size), from];
    const newerPageToken = end === all.length ? '' : String(end);
    return { items: all.slice(start, end), olderPageToken: start === 0 ? '' : String(start), newerPageToken };
  }

  sorted(): ItemInput[] {
    return [...this.#all.values()]
      .filter((item) => this.shows(item))
      .toSorted((one, other) => Number(one.atUs) - Number(other.atUs));
  }
}
