/**
 * What a page that embeds the messenger finds as `window.Onethread`. Served as `/in-app/widget.d.ts`; stands by itself, so
 * that a page's own sources can include it.
 */

/** One reply, as the event `message` brings it. */
export interface OnethreadMessage {
  readonly id: string;
  /** µs since 1970 on the server's clock. */
  readonly at: number;
  readonly agentName?: string;
  readonly parts: readonly { readonly kind: string; readonly text?: string }[];
}

/** What `on` tells of. */
export interface OnethreadEvents {
  opened: undefined;
  closed: undefined;
  /** Count of unread replies, whenever it changes. */
  unread: number;
  /** A new reply that came while the page is open. */
  message: OnethreadMessage;
}

export interface OnethreadApi {
  open(this: void): void;
  close(this: void): void;
  toggle(this: void): void;
  /**
   * The person signed in by the app. The callback asks the app's backend for a fresh signed token, again whenever one is
   * needed; never keep tokens in the page. Call it on every page while somebody is signed in.
   */
  identify(this: void, getToken: () => string | Promise<string>): void;
  /** Forgets the person on this device. Messages that were not sent yet are deleted. */
  logout(this: void): void;
  /**
   * Something that the person did: the last 20 are shown to agents beside the conversation, where the person agreed to that
   * (`data-context`). Names of up to 64 characters, up to 10 properties of up to 200 characters; what is longer is cut.
   */
  track(this: void, event: string, properties?: Readonly<Record<string, string | number | boolean>>): void;
  /**
   * What the page knows of the person: shown to agents as said, not proved, by the page. `name` and `email` are their own,
   * all others stand beside them. What the token says stands above it.
   */
  setAttributes(this: void, attributes: Readonly<Record<string, string | number | boolean>>): void;
  /** Returns how to stop listening. */
  on<Name extends keyof OnethreadEvents>(
    this: void,
    name: Name,
    listener: (news: OnethreadEvents[Name]) => void,
  ): () => void;
}

declare global {
  interface Window {
    /** There once the script has run, which the event `onethread-ready` of the window tells. */
    Onethread?: OnethreadApi;
    /** `onethread('open')`: may be called before the script has come, see the README. */
    onethread?: OnethreadQueue;
  }
}

/** A stand-in that remembers calls until the script has come. */
export interface OnethreadQueue {
  (name: keyof OnethreadApi, ...words: unknown[]): void;
  q?: ArrayLike<unknown>[];
}
