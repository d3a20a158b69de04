import { useState } from 'preact/hooks';
import type { Person } from '../../../wire/model.ts';
import { appUrl } from '../customer-app/app-choice.ts';
import { PersonSelect } from '../people/person-select.tsx';
import { ChannelWindow, type WindowPlace } from '../windows/channel-window.tsx';
import { Switch } from '../ui/switch.tsx';

/** The app is no provider's: the messenger in it speaks to Onethread itself. */
export const APP_WINDOW = { name: 'app', title: 'App' } as const;
const COLOR = 'light-dark(#0f6b62, #4fb3a7)';
const VISITOR = 'visitor';

interface CustomerAppWindowProps {
  readonly people: readonly Person[];
  readonly place: WindowPlace;
}

/** Somebody's app with the real messenger in it, on one device or two. */
export function CustomerAppWindow({ people, place }: CustomerAppWindowProps) {
  const [chosen, setChosen] = useState(VISITOR);
  const [hasSecondDevice, setHasSecondDevice] = useState(false);
  const user = chosen === VISITOR ? undefined : chosen;
  const name = people.find(({ id }) => id === chosen)?.name ?? 'a visitor';
  return (
    <ChannelWindow
      {...APP_WINDOW}
      color={COLOR}
      isWide={hasSecondDevice}
      place={place}
      controls={
        <>
          <PersonSelect
            label="Who uses the app"
            people={people}
            chosen={chosen}
            others={[{ value: VISITOR, name: 'Visitor' }]}
            onChoose={setChosen}
          />
          <Switch label="Second device" isOn={hasSecondDevice} onChange={(isOn) => setHasSecondDevice(isOn)} />
        </>
      }
    >
      <div class="devices">
        <Device
          key={`1-${chosen}`}
          title={`App of ${name}`}
          src={appUrl({ user, device: 1 })}
          caption={hasSecondDevice ? 'First device' : ''}
        />
        {hasSecondDevice && (
          <Device
            key={`2-${chosen}`}
            title={`App of ${name}, second device`}
            src={appUrl({ user, device: 2 })}
            caption={
              user === undefined
                ? 'Second device: to the shop this is somebody else'
                : 'Second device: nothing missing, nothing twice'
            }
          />
        )}
      </div>
    </ChannelWindow>
  );
}

interface DeviceProps {
  readonly title: string;
  readonly src: string;
  readonly caption: string;
}

function Device({ title, src, caption }: DeviceProps) {
  return (
    <figure class="device">
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own page, which the real messenger needs whole */}
      <iframe title={title} src={src} />
      {caption !== '' && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
