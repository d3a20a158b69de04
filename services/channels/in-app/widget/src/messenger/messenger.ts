import { Listeners, type Client, type ClientEvents } from '@onethread/client';

/** What an embedding page can listen to: that of the client, and of the panel. */
export interface MessengerEvents extends ClientEvents {
  opened: undefined;
  closed: undefined;
}

/** The panel around a client: open or closed, and what the embedding page hears of both. */
export class Messenger {
  readonly client: Client;
  readonly #changed = new Listeners<undefined>();
  readonly #events = { opened: new Listeners<undefined>(), closed: new Listeners<undefined>() };
  #open = false;
  #opened = false;

  constructor(client: Client) {
    this.client = client;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** It has been open before: its panel and draft are kept. */
  get wasOpened(): boolean {
    return this.#opened;
  }

  /** Calls back when the panel or the client's view has changed. */
  subscribe(listener: () => void): () => void {
    const stops = [this.#changed.add(listener), this.client.subscribe(listener)];
    return () => stops.forEach((stop) => stop());
  }

  on<Name extends keyof MessengerEvents>(name: Name, listener: (news: MessengerEvents[Name]) => void): () => void {
    const take = listener as (news: unknown) => void;
    const own: Partial<Record<string, Listeners<undefined>>> = this.#events;
    return own[name]?.add(take) ?? this.client.on(name as keyof ClientEvents, take);
  }

  open(): void {
    if (this.#open) return;
    this.#open = this.#opened = true;
    this.client.enter();
    this.#changed.tell(undefined);
    this.#events.opened.tell(undefined);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.client.leave();
    this.#changed.tell(undefined);
    this.#events.closed.tell(undefined);
  }

  toggle(): void {
    if (this.#open) this.close();
    else this.open();
  }
}
