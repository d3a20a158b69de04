import { useState } from 'preact/hooks';
import { Composer } from '../composer/composer.tsx';
import { MessageLog } from '../conversation/message-log.tsx';
import { useLooking } from '../conversation/use-looking.ts';
import type { Person, ShownMessage, ShownProvider } from '../../../wire/model.ts';
import { PersonSelect } from '../people/person-select.tsx';
import { isAgentTyping, lastSeenByAgent, messagesOf, stateWords, unreadOf } from '../state/conversations.ts';
import { readablePhone } from '../ui/format.ts';
import { Switch } from '../ui/switch.tsx';
import { useClock } from '../ui/use-clock.ts';
import { usePlaying, useView } from '../use-view.ts';
import { ChannelWindow, type WindowPlace } from '../windows/channel-window.tsx';
import { MenuButton } from './menu-button.tsx';
import { QuickReplies } from './quick-replies.tsx';
import { countUnseen, useReading } from './use-reading.ts';

const TYPING_LOOK_MS = 1_000;

interface ChatWindowProps {
  readonly provider: ShownProvider;
  readonly people: readonly Person[];
  readonly place: WindowPlace;
}

/** Somebody's app, or phone, open at the conversation with us: what it can do, its provider tells. */
export function ChatWindow({ provider, people, place }: ChatWindowProps) {
  const view = useView();
  const now = useClock(TYPING_LOOK_MS);
  const { act } = usePlaying();
  const [personId, setPersonId] = useState(provider.firstPersonId);
  const [readsAtOnce, setReadsAtOnce] = useState(true);
  const { name, noun } = provider;
  const person = people.find(({ id }) => id === personId) ?? people[0];
  const customer = person?.addresses[name] ?? '';
  const isReachable = !provider.needsPhone || person?.phoneIsOn === true;
  const messages = messagesOf(view, name, customer).filter((message) => isReachable || hasArrived(message));
  const unseen = provider.tellsRead ? countUnseen(messages) : 0;
  useLooking(name, customer, unreadOf(view, name, customer), place.isShown && isReachable);
  useReading({ provider: name, personId: person?.id, unseen, isReading: readsAtOnce && place.isShown });
  if (person === undefined) return null;

  const at = { provider: name, personId: person.id };
  const seenId = lastSeenByAgent(view, name, customer);
  const peer = readablePhone(provider.peer);
  return (
    <ChannelWindow
      name={name}
      title={provider.title}
      color={provider.color}
      place={place}
      controls={
        <>
          <PersonSelect
            label={`Whose ${provider.title}`}
            people={people}
            chosen={person.id}
            unreadOf={({ addresses }) => unreadOf(view, name, addresses[name] ?? '')}
            onChoose={setPersonId}
          />
          {provider.tellsRead && (
            <Switch label="Reads at once" icon="eye" isOn={readsAtOnce} onChange={(isOn) => setReadsAtOnce(isOn)} />
          )}
          {provider.needsPhone && (
            <Switch
              label="On"
              isOn={person.phoneIsOn}
              onChange={(isOn) => void act({ kind: 'phone-switch', personId: person.id, isOn })}
            />
          )}
        </>
      }
    >
      <MessageLog
        label={`${provider.label} of ${person.name}`}
        messages={messages}
        markOf={(message) => markOf(provider, message, seenId)}
        isTyping={isAgentTyping(view, name, customer, now)}
        reactions={provider.reactions}
        onReact={({ id: messageId }, emoji) => void act({ kind: 'react', ...at, messageId, emoji })}
        empty={
          <p>
            Write the first {noun} as {person.name}. It goes to {peer}.
          </p>
        }
      >
        {!isReachable && <p class="note">The phone is off: answers wait until it is on again.</p>}
      </MessageLog>
      {messages.at(-1)?.direction === 'to-customer' && (
        <QuickReplies
          entries={provider.quickReplies}
          onChoose={(entry) => void act({ kind: 'quick-reply', ...at, entry })}
        />
      )}
      {!readsAtOnce && unseen > 0 && (
        <button type="button" class="button read-now" onClick={() => void act({ kind: 'see', ...at })}>
          Mark {unseen === 1 ? 'the answer' : `${unseen} answers`} as seen
        </button>
      )}
      <Composer
        label={`${noun} from ${person.name}`}
        placeholder={provider.label}
        attachLabel="Attach pictures and files"
        maxCharacters={provider.maxCharacters}
        onSend={(text, fileIds) => act({ kind: 'write', ...at, text, fileIds })}
      >
        {provider.menu.length > 0 && (
          <MenuButton
            label={`Menu of ${peer}`}
            entries={provider.menu}
            onPress={(entry) => void act({ kind: 'press', ...at, entry })}
          />
        )}
      </Composer>
    </ChannelWindow>
  );
}

/** A phone that is off has not received what was sent meanwhile. */
function hasArrived({ direction, state }: ShownMessage): boolean {
  return direction === 'from-customer' || state === 'delivered' || state === 'read';
}

function markOf(provider: ShownProvider, message: ShownMessage, seenId: string | undefined): string {
  if (message.id === seenId) return 'Seen';
  const words = stateWords(message);
  if (words === 'Accepted') return provider.acceptedWord;
  return words === '' && message.files.length > 0 ? (provider.filesWord ?? '') : words;
}
