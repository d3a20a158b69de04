import type { Device } from '../session/device.ts';
import type { ToldProfile } from '../protocol.ts';
import type { Proof } from './credential-source.ts';

/**
 * What was said of the person so far. The server replaces answers as a whole, so they are kept together here, and what was
 * said before anybody was known waits until there is somebody.
 */
export class ToldOfSelf {
  readonly #device: Pick<Device, 'rest'>;
  readonly #proof: () => Promise<Proof>;
  #said: ToldProfile = {};
  #waiting = false;

  constructor(device: Pick<Device, 'rest'>, proof: () => Promise<Proof>) {
    this.#device = device;
    this.#proof = proof;
  }

  /** `known`: there is somebody of whom it can be told now. */
  async tell(profile: ToldProfile, known: boolean): Promise<void> {
    const fields = { ...this.#said.fields, ...profile.fields };
    this.#said = { ...this.#said, ...profile, ...(Object.keys(fields).length === 0 ? {} : { fields }) };
    this.#waiting = true;
    if (known) await this.#send();
  }

  /** Somebody is here now. In the background, where a failure is nobody's concern: it is tried again with the next one. */
  tellWaiting(): void {
    if (this.#waiting) this.#send().catch(() => {});
  }

  /** The person has left. */
  forget(): void {
    this.#said = {};
    this.#waiting = false;
  }

  async #send(): Promise<void> {
    const said = this.#said;
    const { credentials } = await this.#proof();
    await this.#device.rest.tellProfile(credentials, said);
    if (said === this.#said) this.#waiting = false;
  }
}
