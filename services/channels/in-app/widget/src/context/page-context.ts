import { MAX_TRAIL, type AppSettings, type ToldContext } from '@onethread/client';

/** After asking the person, without asking (the page has their word), or never. */
export type ContextChoice = AppSettings['context'];
type TrailEvent = NonNullable<ToldContext['trail']>[number];

/** Where one person's word and trail are kept on this device. */
export interface Keeper {
  kept(name: string): string | undefined;
  keep(name: string, value: string | undefined): void;
}

export interface PageContextParts {
  /** `data-context`; undefined: as the app's settings say. */
  readonly pagesChoice: ContextChoice | undefined;
  /** Of whoever is here. */
  readonly keeper: () => Keeper | undefined;
  /** Page, device and app just now. */
  readonly look: () => ToldContext;
  readonly now: () => number;
  /** What may be told has changed. */
  readonly changed: () => void;
}

const WORD = 'context';
const TRAIL = 'trail';

/** What agents may see of the page and device, and whether: nothing leaves before the person, or the page for them, agreed. */
export class PageContext {
  readonly #parts: PageContextParts;
  #appsChoice: ContextChoice | undefined;
  /** Before anybody agreed it is not kept on the device. */
  #trail: readonly TrailEvent[] = [];

  constructor(parts: PageContextParts) {
    this.#parts = parts;
  }

  /** The page's word counts, but where the app wants nothing it would be dropped. */
  get choice(): ContextChoice {
    return this.#appsChoice === 'off' ? 'off' : (this.#parts.pagesChoice ?? this.#appsChoice ?? 'off');
  }

  /** Undefined: not asked yet. */
  get agreed(): boolean | undefined {
    if (this.choice !== 'ask') return this.choice === 'always';
    const word = this.#parts.keeper()?.kept(WORD);
    return word === undefined ? undefined : word === 'yes';
  }

  /** The app's settings are known now. */
  appSays(choice: ContextChoice): void {
    this.#appsChoice = choice;
    this.#parts.changed();
  }

  /** The person's own word; it may be taken back. */
  agree(yes: boolean): void {
    const keeper = this.#parts.keeper();
    keeper?.keep(WORD, yes ? 'yes' : 'no');
    keeper?.keep(TRAIL, undefined);
    if (!yes) this.#trail = [];
    this.#parts.changed();
  }

  /** Something that the person did, as the app calls it; the last ones are told. */
  track(event: string, properties?: TrailEvent['properties']): void {
    const entry = { event, at: this.#parts.now(), ...(properties === undefined ? {} : { properties }) };
    const trail = [...this.#known(), entry].slice(-MAX_TRAIL);
    this.#trail = trail;
    if (this.agreed !== true) return;
    this.#parts.keeper()?.keep(TRAIL, JSON.stringify(trail));
    this.#parts.changed();
  }

  /** Of the person who left. */
  forget(): void {
    this.#trail = [];
  }

  /** What is told; undefined: nothing; null, once the person refused: what was told is taken back. */
  told(): ToldContext | null | undefined {
    if (this.agreed !== true) return this.agreed === false && this.choice === 'ask' ? null : undefined;
    const trail = this.#known();
    return { ...this.#parts.look(), ...(trail.length === 0 ? {} : { trail }) };
  }

  /** Here, or on the page before. */
  #known(): readonly TrailEvent[] {
    if (this.#trail.length > 0 || this.agreed !== true) return this.#trail;
    try {
      return JSON.parse(this.#parts.keeper()?.kept(TRAIL) ?? '[]') as readonly TrailEvent[];
    } catch {
      return [];
    }
  }
}
