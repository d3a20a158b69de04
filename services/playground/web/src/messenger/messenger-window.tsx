import { useEffect, useState } from 'preact/hooks';
import { MAX_MESSENGER_CHARACTERS } from '../../../wire/frames.ts';
import type { ShownMessage } from '../../../wire/model.ts';
import { Composer } from '../composer/composer.tsx';
import { MessageLog } from '../conversation/message-log.tsx';
import { useLooking } from '../conversation/use-looking.ts';
import { PersonSelect } from '../people/person-select.tsx';
import { isAgentTyping, lastSeenByAgent, messagesOf, stateWords, unreadOf } from '../state/conversations.ts';
import type { View } from '../state/view.ts';
import { useClock } from '../ui/use-clock.ts';
import { usePlaying, useView } from '../use-view.ts';
import { ChannelWindow, type WindowPlace } from '../windows/channel-window.tsx';
import { PageMenu } from './page-menu.tsx';
import { Switch } from '../ui/switch.tsx';

/** A reader needs a moment; also gathers several answers into one receipt. */
const READING_MS = 800;
const TYPING_LOOK_MS = 1_000;

interface MessengerWindowProps {
  readonly stage: NonNullable<View['stage']>;
  readonly place: WindowPlace;
}

/** Somebody's Messenger, open at our Page. */
export function MessengerWindow({ stage, place }: MessengerWindowProps) {
  const view = useView();
  const now = useClock(TYPING_LOOK_MS);
  const { act } = usePlaying();
  const [personId, setPersonId] = useState('olek');
  const [readsAtOnce, setReadsAtOnce] = useState(true);
  const person = stage.people.find(({ id }) => id === personId) ?? stage.people[0];
  const psid = person?.psid ?? '';
  const messages = messagesOf(view, 'messenger', psid);
  useLooking('messenger', psid, unreadOf(view, 'messenger', psid), place.isShown);
  const unseen = messages.filter(({ direction, state }) => direction === 'to-customer' && isUnseen(state)).length;
  useEffect(() => {
    if (!readsAtOnce || !place.isShown || unseen === 0 || person === undefined) return undefined;
    const timer = setTimeout(() => void act({ kind: 'messenger-seen', personId: person.id }), READING_MS);
    return () => clearTimeout(timer);
  }, [act, readsAtOnce, place.isShown, unseen, person]);
  if (person === undefined) return null;

  const seenId = lastSeenByAgent(view, 'messenger', psid);
  const isTyping = isAgentTyping(view, 'messenger', psid, now);
  const showsQuickReplies = messages.at(-1)?.direction === 'to-customer';
  return (
    <ChannelWindow
      name="messenger"
      place={place}
      controls={
        <>
          <PersonSelect
            label="Whose Messenger"
            people={stage.people}
            chosen={person.id}
            unreadOf={(one) => unreadOf(view, 'messenger', one.psid)}
            onChoose={setPersonId}
          />
          <Switch label="Reads at once" isOn={readsAtOnce} onChange={(isOn) => setReadsAtOnce(isOn)} />
        </>
      }
    >
      <MessageLog
        label={`Messenger of ${person.name}`}
        messages={messages}
        markOf={(message) => messengerMark(message, seenId)}
        empty={<p>Say hello to the Page as {person.name}, or press a button of its menu.</p>}
      >
        <output class="typing-place">
          {isTyping && (
            <span class="typing">
              <span class="hidden-words">Onethread is typing</span>
              <i />
              <i />
              <i />
            </span>
          )}
        </output>
      </MessageLog>
      {showsQuickReplies && (
        <ul class="chips" aria-label="Quick replies">
          {stage.quickReplies.map((entry) => (
            <li key={entry.payload}>
              <button
                type="button"
                class="chip"
                onClick={() => void act({ kind: 'messenger-quick-reply', personId: person.id, entry })}
              >
                {entry.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Composer
        label={`Messenger message from ${person.name}`}
        placeholder="Aa"
        attachLabel="Attach pictures and files"
        maxCharacters={MAX_MESSENGER_CHARACTERS}
        onSend={(text, fileIds) => act({ kind: 'messenger', personId: person.id, text, fileIds })}
      >
        <PageMenu
          entries={stage.pageMenu}
          onPress={(entry) => void act({ kind: 'messenger-postback', personId: person.id, entry })}
        />
      </Composer>
      {!readsAtOnce && unseen > 0 && (
        <button
          type="button"
          class="button read-now"
          onClick={() => void act({ kind: 'messenger-seen', personId: person.id })}
        >
          Mark {unseen === 1 ? 'the answer' : `${unseen} answers`} as seen
        </button>
      )}
    </ChannelWindow>
  );
}

function isUnseen(state: ShownMessage['state']): boolean {
  return state === 'sent' || state === 'delivered';
}

function messengerMark(message: ShownMessage, seenId: string | undefined): string {
  if (message.id === seenId) return 'Seen';
  const words = stateWords(message);
  return words === 'Accepted' ? 'Sent' : words;
}
