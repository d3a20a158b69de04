import { useState } from 'preact/hooks';
import { MAX_SMS_CHARACTERS } from '../../../wire/frames.ts';
import type { Person, ShownMessage } from '../../../wire/model.ts';
import { Composer } from '../composer/composer.tsx';
import { MessageLog } from '../conversation/message-log.tsx';
import { useLooking } from '../conversation/use-looking.ts';
import { PersonSelect } from '../people/person-select.tsx';
import { messagesOf, stateWords, unreadOf } from '../state/conversations.ts';
import type { View } from '../state/view.ts';
import { readablePhone } from '../ui/format.ts';
import { usePlaying, useView } from '../use-view.ts';
import { ChannelWindow, type WindowPlace } from '../windows/channel-window.tsx';
import { Switch } from '../ui/switch.tsx';

interface PhoneWindowProps {
  readonly stage: NonNullable<View['stage']>;
  readonly place: WindowPlace;
}

/** Somebody's phone with SMS and MMS. */
export function PhoneWindow({ stage, place }: PhoneWindowProps) {
  const view = useView();
  const { act } = usePlaying();
  const [personId, setPersonId] = useState('anna');
  const person = stage.people.find(({ id }) => id === personId) ?? stage.people[0];
  const unread = person === undefined ? 0 : unreadOf(view, 'sms', person.phone);
  useLooking('sms', person?.phone ?? '', unread, place.isShown && person?.phoneIsOn === true);
  if (person === undefined) return null;
  // A phone that is off has not received what was sent meanwhile.
  const messages = messagesOf(view, 'sms', person.phone).filter((message) => hasArrived(message, person));
  return (
    <ChannelWindow
      name="phone"
      place={place}
      controls={
        <>
          <PersonSelect
            label="Whose phone"
            people={stage.people}
            chosen={person.id}
            unreadOf={({ phone }) => unreadOf(view, 'sms', phone)}
            onChoose={setPersonId}
          />
          <Switch
            label="On"
            isOn={person.phoneIsOn}
            onChange={(isOn) => void act({ kind: 'phone-switch', personId: person.id, isOn })}
          />
        </>
      }
    >
      <p class="peer">
        <span>
          To <strong>Onethread support</strong>
        </span>
        <span>{readablePhone(stage.ourNumber)}</span>
      </p>
      <MessageLog
        label={`SMS of ${person.name}`}
        messages={messages}
        markOf={phoneMark}
        empty={
          <p>
            Write the first SMS as {person.name}. It goes to {readablePhone(stage.ourNumber)}.
          </p>
        }
      >
        {!person.phoneIsOn && <p class="note">The phone is off: answers wait until it is on again.</p>}
      </MessageLog>
      <Composer
        label={`SMS from ${readablePhone(person.phone)}`}
        placeholder="Text message"
        attachLabel="Attach files (MMS)"
        maxCharacters={MAX_SMS_CHARACTERS}
        onSend={(text, fileIds) => act({ kind: 'sms', personId: person.id, text, fileIds })}
      />
    </ChannelWindow>
  );
}

function hasArrived({ direction, state }: ShownMessage, { phoneIsOn }: Person): boolean {
  return direction === 'from-customer' || phoneIsOn || state === 'delivered' || state === 'read';
}

function phoneMark(message: ShownMessage): string {
  const words = stateWords(message);
  if (words === 'Accepted') return 'Delivered';
  return message.files.length > 0 && words === '' ? 'MMS' : words;
}
