import type { CallMood, DeliveryMood, FaultChoices, FaultSwitches, Provider } from '../../../wire/model.ts';
import { PROVIDER_NAMES } from '../state/ticker.ts';
import { usePlaying } from '../use-view.ts';
import { CALL_WORDS, DELIVERY_WORDS } from './fault-words.ts';
import { Switch } from '../ui/switch.tsx';

interface ProviderFaultsProps {
  readonly provider: Provider;
  readonly faults: FaultSwitches;
  readonly choices: FaultChoices;
  readonly held: number;
}

/** The switches of one provider. */
export function ProviderFaults({ provider, faults, choices, held }: ProviderFaultsProps) {
  const { act } = usePlaying();
  const set = (change: Partial<FaultSwitches>): void => void act({ kind: 'set-faults', provider, ...change });
  return (
    <fieldset class="faults">
      <legend>{PROVIDER_NAMES[provider]}</legend>
      <Switch label="Can be reached" isOn={faults.isUp} onChange={(isOn) => set({ isUp: isOn })} />
      <label class="field">
        When Onethread sends an answer
        <select value={faults.calls} onChange={({ currentTarget }) => set({ calls: currentTarget.value as CallMood })}>
          {choices.calls.map((mood) => (
            <option key={mood} value={mood}>
              {CALL_WORDS[mood]}
            </option>
          ))}
        </select>
      </label>
      {faults.calls === 'refuse' && (
        <label class="field">
          With which error
          <select value={faults.errorRow} onChange={({ currentTarget }) => set({ errorRow: currentTarget.value })}>
            {choices.errorRows.map(({ name, words }) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        What customers write
        <select
          value={faults.deliveries}
          onChange={({ currentTarget }) => set({ deliveries: currentTarget.value as DeliveryMood })}
        >
          {choices.deliveries.map((mood) => (
            <option key={mood} value={mood}>
              {DELIVERY_WORDS[mood]}
            </option>
          ))}
        </select>
      </label>
      {faults.deliveries === 'hold' && (
        <p class="hint">
          {held === 0 ? 'Nothing held back yet.' : `${held} held back.`} Choose “Normal” to deliver, the newest first.
        </p>
      )}
    </fieldset>
  );
}
