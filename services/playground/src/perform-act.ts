import type { Act } from '../wire/frames.ts';
import type { HandedFiles } from './files/handed-files.ts';
import type { People } from './people/people.ts';
import { allOf, type Providers } from './providers/open-providers.ts';
import { RefusedActError } from './refused-act-error.ts';

export interface ActParts {
  readonly people: People;
  readonly providers: Providers;
  readonly handedFiles: HandedFiles;
}

/** What came of an act beyond what everybody sees. */
export interface ActResult {
  /** The person that was added. */
  readonly personId?: string;
}

/** Plays one act. Throws `RefusedActError` when it cannot be done as it is. */
export async function performAct({ people, providers, handedFiles }: ActParts, act: Act): Promise<ActResult> {
  const { sms, messenger, mail } = providers;
  switch (act.kind) {
    case 'sms':
      refuseEmpty(act);
      sms.write(people.get(act.personId), act.text, handedFiles.take(act.fileIds));
      return {};
    case 'phone-switch': {
      const { phone, phoneIsOn } = people.switchPhone(act.personId, act.isOn);
      if (phoneIsOn) sms.switchedOn(phone);
      return {};
    }
    case 'messenger':
      refuseEmpty(act);
      messenger.write(people.get(act.personId), act.text, handedFiles.take(act.fileIds));
      return {};
    case 'messenger-quick-reply':
      messenger.quickReply(people.get(act.personId), act.entry);
      return {};
    case 'messenger-postback':
      messenger.press(people.get(act.personId), act.entry);
      return {};
    case 'messenger-seen':
      messenger.see(people.get(act.personId));
      return {};
    case 'mail':
      refuseEmpty(act);
      await mail.write(people.get(act.personId), { ...act, files: handedFiles.take(act.fileIds) });
      return {};
    case 'add-person': {
      const person = people.add(act.name);
      messenger.meet(person);
      return { personId: person.id };
    }
    case 'set-faults': {
      const { kind: _kind, provider, ...change } = act;
      await providers[provider].faults.set(change);
      return {};
    }
    case 'reset-faults':
      await Promise.all(allOf(providers).map((side) => side.faults.reset()));
      return {};
  }
}

function refuseEmpty({ text, fileIds }: { readonly text: string; readonly fileIds: readonly string[] }): void {
  if (text.trim() === '' && fileIds.length === 0) throw new RefusedActError('empty', 'There is nothing to send.');
}
