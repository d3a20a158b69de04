import type { Act, Writing } from '../wire/frames.ts';
import type { HandedFiles } from './files/handed-files.ts';
import type { People } from './people/people.ts';
import type { Providers } from './providers/open-providers.ts';
import type { ProviderSide } from './providers/provider.ts';
import type { Reactions } from './reactions.ts';
import { RefusedActError } from './refused-act-error.ts';

export interface ActParts {
  readonly people: People;
  readonly providers: Providers;
  readonly handedFiles: HandedFiles;
  readonly reactions: Reactions;
}

/** What came of an act beyond what everybody sees. */
export interface ActResult {
  /** The person that was added. */
  readonly personId?: string;
}

/** Plays one act. Throws `RefusedActError` when it cannot be done as it is. */
export async function performAct(parts: ActParts, act: Act): Promise<ActResult> {
  const { people, providers } = parts;
  switch (act.kind) {
    case 'write':
      await write(parts, act);
      return {};
    case 'press':
      offered(providers.get(act.provider), 'press')(people.get(act.personId), act.entry);
      return {};
    case 'quick-reply':
      offered(providers.get(act.provider), 'quickReply')(people.get(act.personId), act.entry);
      return {};
    case 'see':
      offered(providers.get(act.provider), 'see')(people.get(act.personId));
      return {};
    case 'react':
      react(parts, act);
      return {};
    case 'phone-switch': {
      const person = people.switchPhone(act.personId, act.isOn);
      if (person.phoneIsOn) for (const side of providers.all) side.switchedOn?.(person);
      return {};
    }
    case 'add-person': {
      const person = people.add(act.name);
      for (const side of providers.all) side.meet?.(person);
      return { personId: person.id };
    }
    case 'set-faults': {
      const { kind: _kind, provider, ...change } = act;
      await providers.get(provider).faults.set(change);
      return {};
    }
    case 'reset-faults':
      await Promise.all(providers.all.map((side) => side.faults.reset()));
      return {};
  }
}

async function write({ people, providers, handedFiles }: ActParts, act: Writing): Promise<void> {
  const { provider, personId, fileIds, kind: _kind, ...written } = act;
  const side = providers.get(provider);
  if (act.text.trim() === '' && fileIds.length === 0) throw new RefusedActError('empty', 'There is nothing to send.');
  if (act.text.length > side.about.maxCharacters) throw new RefusedActError('too-long', 'That is too long.');
  await side.write(people.get(personId), { ...written, files: handedFiles.take(fileIds) });
}

function react({ people, providers, reactions }: ActParts, act: Extract<Act, { kind: 'react' }>): void {
  const side = providers.get(act.provider);
  const person = people.get(act.personId);
  const customer = person.addresses[act.provider] ?? '';
  const isOurs = side
    .messages()
    .some((one) => one.id === act.messageId && one.customer === customer && one.direction === 'to-customer');
  if (!isOurs) throw new RefusedActError('unknown-message', 'There is no such answer.');
  const place = { provider: act.provider, customer, id: act.messageId };
  offered(side, 'react')(person, act.messageId, act.emoji, reactions.of(place) ?? '');
  reactions.set(place, act.emoji);
}

/** What a provider offers. Throws `RefusedActError` where it does not. */
function offered<Name extends 'press' | 'quickReply' | 'see' | 'react'>(
  side: ProviderSide,
  name: Name,
): NonNullable<ProviderSide[Name]> {
  const method = side[name];
  if (method === undefined) throw new RefusedActError('not-offered', `${side.about.label} does not offer that.`);
  return method.bind(side) as NonNullable<ProviderSide[Name]>;
}
