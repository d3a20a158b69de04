import { useRef, useState } from 'preact/hooks';
import { useLooking } from '../conversation/use-looking.ts';
import { PersonSelect } from '../people/person-select.tsx';
import { messagesOf, unreadOf } from '../state/conversations.ts';
import type { Person, ShownProvider } from '../../../wire/model.ts';
import { Icon } from '../ui/icons.tsx';
import { useView } from '../use-view.ts';
import { ChannelWindow, type WindowPlace } from '../windows/channel-window.tsx';
import { MailComposer } from './mail-composer.tsx';
import { EMPTY_DRAFT, replyTo, type MailDraft } from './mail-draft.ts';
import { MailList } from './mail-list.tsx';
import { OpenMail } from './open-mail.tsx';

interface MailWindowProps {
  readonly provider: ShownProvider;
  readonly people: readonly Person[];
  readonly place: WindowPlace;
}

type Pane =
  | { readonly kind: 'none' }
  | { readonly kind: 'mail'; readonly id: string }
  | { readonly kind: 'draft'; readonly draft: MailDraft };

/** Somebody's mail program: a list, and the mail that is read or written. */
export function MailWindow({ provider, people, place }: MailWindowProps) {
  const view = useView();
  const [personId, setPersonId] = useState(provider.firstPersonId);
  const newMail = useRef<HTMLButtonElement>(null);
  const [pane, setPane] = useState<Pane>({ kind: 'none' });
  const person = people.find(({ id }) => id === personId) ?? people[0];
  const { name, peer } = provider;
  const email = person?.addresses[name] ?? '';
  useLooking(name, email, unreadOf(view, name, email), place.isShown);
  if (person === undefined) return null;
  const mails = messagesOf(view, name, email).toReversed();
  const opened = pane.kind === 'mail' ? mails.find(({ id }) => id === pane.id) : undefined;
  const close = (): void => setPane({ kind: 'none' });
  /** What had the focus is about to go. */
  const closeAndRefocus = (): void => {
    close();
    newMail.current?.focus();
  };
  return (
    <ChannelWindow
      name={name}
      title={provider.title}
      color={provider.color}
      isWide
      place={place}
      controls={
        <>
          <PersonSelect
            label="Whose mailbox"
            people={people}
            chosen={person.id}
            unreadOf={(one) => unreadOf(view, name, one.addresses[name] ?? '')}
            onChoose={(id) => {
              setPersonId(id);
              close();
            }}
          />
          <button
            ref={newMail}
            type="button"
            class="button"
            onClick={() => setPane({ kind: 'draft', draft: EMPTY_DRAFT })}
          >
            <Icon name="write" />
            New mail
          </button>
        </>
      }
    >
      <div class={`mail-panes showing-${opened === undefined && pane.kind === 'mail' ? 'none' : pane.kind}`}>
        <MailList
          owner={person.email}
          mails={mails}
          openedId={opened?.id}
          onOpen={(id) => setPane({ kind: 'mail', id })}
        />
        <div class="mail-pane">
          {pane.kind === 'draft' && (
            <MailComposer
              provider={provider}
              key={pane.draft.answers?.id ?? 'new'}
              person={person}
              draft={pane.draft}
              onClose={closeAndRefocus}
            />
          )}
          {opened !== undefined && (
            <OpenMail
              mail={opened}
              ourEmail={peer}
              onBack={closeAndRefocus}
              onReply={() => setPane({ kind: 'draft', draft: replyTo(opened) })}
            />
          )}
          {pane.kind !== 'draft' && opened === undefined && (
            <div class="empty">
              <p>{mails.length === 0 ? `Write the first mail to ${peer}.` : 'Choose a mail to read it.'}</p>
            </div>
          )}
        </div>
      </div>
    </ChannelWindow>
  );
}
