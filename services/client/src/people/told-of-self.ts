import type { ToldProfile } from '../protocol.ts';
import type { Device } from '../session/device.ts';
import type { Proof } from './credential-source.ts';

/** The server forgets after a month what nobody tells anew; the same words are told again after this. */
const AGAIN_AFTER_MS = 24 * 3600_000;

interface Kept {
  readonly said: ToldProfile;
  /** Epoch ms. */
  readonly at: number;
}

export const saidKeyOf = (person: string): string => `own/${person}/said`;

/**
 * What was said of the person so far. The server replaces answers as a whole, so they are kept together, from page to page;
 * what is said before anybody is known waits until there is somebody, and what is said on every page is told once.
 */
export class ToldOfSelf {
  readonly #device: Pick<Device, 'rest' | 'storage' | 'now'>;
  readonly #proof: () => Promise<Proof>;
  #waiting: ToldProfile | undefined;

  constructor(device: Pick<Device, 'rest' | 'storage' | 'now'>, proof: () => Promise<Proof>) {
    this.#device = device;
    this.#proof = proof;
  }

  /** `known`: there is somebody of whom it can be told now. */
  async tell(profile: ToldProfile, known: boolean): Promise<void> {
    this.#waiting = together(this.#waiting, profile);
    if (known) await this.#send();
  }

  /** Somebody is here now. In the background, where a failure is nobody's concern: it is tried again with the next one. */
  tellWaiting(): void {
    this.#send().catch(() => {});
  }

  /** The person has left. */
  forget(): void {
    this.#waiting = undefined;
  }

  async #send(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    const { rest, storage, now } = this.#device;
    const { credentials, person } = await this.#proof();
    const kept = keptIn(storage.get(saidKeyOf(person)));
    const said = together(kept?.said, waiting);
    const isNews = JSON.stringify(said) !== JSON.stringify(kept?.said) || now() - (kept?.at ?? 0) > AGAIN_AFTER_MS;
    if (isNews) {
      await rest.tellProfile(credentials, said);
      storage.set(saidKeyOf(person), JSON.stringify({ said, at: now() } satisfies Kept));
    }
    if (waiting === this.#waiting) this.#waiting = undefined;
  }
}

function together(before: ToldProfile | undefined, more: ToldProfile): ToldProfile {
  const fields = { ...before?.fields, ...more.fields };
  return { ...before, ...more, ...(Object.keys(fields).length === 0 ? {} : { fields }) };
}

function keptIn(text: string | undefined): Kept | undefined {
  try {
    return JSON.parse(text ?? '') as Kept;
  } catch {
    return undefined;
  }
}
