import type { FeedPart } from '../protocol.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import { newCid, type CidParts } from './cid.ts';

export interface OutgoingFile {
  readonly uploadId: string;
  /** As the server recognised it. */
  readonly part: FeedPart;
}

export interface Outgoing {
  readonly cid: string;
  readonly text: string;
  readonly files: readonly OutgoingFile[];
  /** Epoch ms on this device. */
  readonly writtenAt: number;
  /** `accepted`: the server has it; it leaves the outbox when the feed shows it. */
  readonly state: 'waiting' | 'accepted' | 'refused';
  /** Why it was refused, in the server's words. */
  readonly reason?: string;
  readonly acceptedAt?: number;
  /** Written before signing in: it is sent as the visitor who wrote it. */
  readonly as?: 'visitor';
}

/** Most messages kept unsent; a person who writes more while offline is told to wait. */
export const MAX_OUTGOING = 200;
/** An accepted message that never showed up in the feed of this device (it was reloaded in between) is let go after this. */
const ACCEPTED_KEPT_MS = 60_000;

export interface OutboxParts extends CidParts {
  readonly storage: DeviceStorage;
  readonly person: string;
}

/**
 * What this person wrote on this device and the server does not show yet. Each message has its own key in storage, so
 * that two tabs writing at once cannot undo each other; sorted keys are the order of writing. Survives reload.
 */
export function openOutbox({ storage, person, ...cidParts }: OutboxParts) {
  const prefix = `outbox/${person}/`;
  const keyOf = (cid: string): string => prefix + cid;

  function read(cid: string): Outgoing | undefined {
    try {
      return JSON.parse(storage.get(keyOf(cid)) ?? '') as Outgoing;
    } catch {
      return undefined;
    }
  }
  const write = (message: Outgoing): void => void storage.set(keyOf(message.cid), JSON.stringify(message));
  const cids = (): string[] => storage.keys(prefix).map(cidOf);
  /** Whoever wrote it on this device: what a visitor wrote stands before what they write once they have signed in. */
  const newest = (): string | undefined => storage.keys('outbox/').map(cidOf).toSorted().at(-1);

  function all(): readonly Outgoing[] {
    const letGoBefore = cidParts.now() - ACCEPTED_KEPT_MS;
    return cids().flatMap((cid) => {
      const message = read(cid);
      const stale = message?.state === 'accepted' && (message.acceptedAt ?? 0) < letGoBefore;
      if (message !== undefined && !stale) return [message];
      storage.remove(keyOf(cid));
      return [];
    });
  }

  return {
    all,
    /** Undefined when it is full. */
    add(text: string, files: readonly OutgoingFile[]): Outgoing | undefined {
      if (cids().length >= MAX_OUTGOING) return undefined;
      const message: Outgoing = {
        cid: newCid(cidParts, newest()),
        text,
        files,
        writtenAt: cidParts.now(),
        state: 'waiting',
      };
      write(message);
      return message;
    },
    nextWaiting: (): Outgoing | undefined => all().find(({ state }) => state === 'waiting'),
    accepted(cid: string): void {
      const message = read(cid);
      if (message !== undefined) write({ ...message, state: 'accepted', acceptedAt: cidParts.now() });
    },
    refused(cid: string, reason: string): void {
      const message = read(cid);
      if (message !== undefined) write({ ...message, state: 'refused', reason });
    },
    /** Sends a refused message again, with the same cid. */
    retry(cid: string): void {
      const message = read(cid);
      if (message?.state !== 'refused') return;
      const { reason: _, ...rest } = message;
      write({ ...rest, state: 'waiting' });
    },
    remove: (cid: string): void => storage.remove(keyOf(cid)),
    /** Whether a changed storage key is one of these messages. */
    owns: (key: string): boolean => key.startsWith(prefix),
    /** Hands everything unsent over to another person of this device (a visitor whom the server had to issue anew); says how many could not be. */
    moveTo(other: string): number {
      let left = 0;
      for (const message of all()) {
        // Files belong to the one who uploaded them.
        if (message.state === 'waiting' && message.files.length === 0)
          storage.set(`outbox/${other}/${message.cid}`, JSON.stringify(message));
        else if (message.state !== 'accepted') left += 1;
        storage.remove(keyOf(message.cid));
      }
      return left;
    },
    /** What was written as a visitor who is this person now. */
    adopt(visitor: string): void {
      for (const key of storage.keys(`outbox/${visitor}/`)) {
        const kept = storage.get(key) ?? '';
        storage.set(keyOf(cidOf(key)), kept.replace(/^{/, '{"as":"visitor",'));
        storage.remove(key);
      }
    },
    /** Whether something written as a visitor has not been taken yet. */
    waitsAsVisitor: (): boolean => all().some(({ as, state }) => as !== undefined && state !== 'accepted'),
    /** The visitor cannot be proved any more: what they wrote goes unsent. Says how much it was. */
    dropAsVisitor(): number {
      const dropped = all().filter(({ as, state }) => as !== undefined && state !== 'accepted');
      for (const { cid } of dropped) storage.remove(keyOf(cid));
      return dropped.length;
    },
  };
}

const cidOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

export type Outbox = ReturnType<typeof openOutbox>;
