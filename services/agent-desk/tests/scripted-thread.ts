import type { IdentityInput, ItemInput, ThreadUpdateInput, WatermarkInput } from '@onethread/rpc';

const PAGE = 50;

/** One customer's thread as a test's routing keeps it: items in their newest state, and the log of changes that cursors count. */
export class ScriptedThread {
  readonly customerId: string;
  readonly identities: IdentityInput[];
  readonly items = new Map<string, ItemInput>();
  readonly watermarks = new Map<string, WatermarkInput>();
  readonly #changes: string[] = [];
  readUpToUs = 0;

  constructor(customerId: string, identities: IdentityInput[]) {
    this.customerId = customerId;
    this.identities = identities;
  }

  get cursor(): string {
    return `cursor-${this.#changes.length}`;
  }

  put(item: ItemInput): void {
    const id = item.itemId ?? '';
    this.items.set(id, { ...item, rev: Number(this.items.get(id)?.rev ?? 0) + 1 });
    this.#changes.push(id);
  }

  /** All that changed after a cursor; the newest page where there is none. */
  since(cursor: string): ThreadUpdateInput {
    const { customerId, identities } = this;
    const position = /^cursor-(\d+)$/.exec(cursor)?.[1];
    const common = {
      customerId,
      identities,
      watermarks: [...this.watermarks.values()],
      cursor: this.cursor,
      agentsReadUpToUs: this.readUpToUs,
    };
    if (position !== undefined) {
      const changed = new Set(this.#changes.slice(Number(position)));
      return { ...common, items: this.#sorted().filter((item) => changed.has(item.itemId ?? '')) };
    }
    const page = this.page('');
    return { ...common, snapshot: true, items: page.items, olderPageToken: page.olderPageToken };
  }

  page(token: string): { readonly items: ItemInput[]; readonly olderPageToken: string } {
    const all = this.#sorted();
    const end = token === '' ? all.length : Number(token);
    const start = Math.max(0, end - PAGE);
    return { items: all.slice(start, end), olderPageToken: start === 0 ? '' : String(start) };
  }

  #sorted(): ItemInput[] {
    return [...this.items.values()].toSorted((one, other) => Number(one.atUs) - Number(other.atUs));
  }
}
