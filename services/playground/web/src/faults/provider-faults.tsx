import type { CallMood, DeliveryMood, FaultSwitches, ShownProvider } from '../../../wire/model.ts';
import { usePlaying } from '../use-view.ts';
import { CALL_WORDS, DELIVERY_WORDS } from './fault-words.ts';
import { Switch } from '../ui/switch.tsx';

/** The switches of one provider. */
export function ProviderFaults({ provider }: { readonly provider: ShownProvider }) {
  const { act } = usePlaying();
  const { name, label, faults, faultChoices: choices, held } = provider;
  const set = (change: Partial<FaultSwitches>): void => void act({ kind: 'set-faults', provider: name, ...change });
  return (
    <fieldset class="faults">
      <legend>{label}</legend>
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
            {choices.errorRows.map(({ name: row, words }) => (
              <option key={row} value={row}>
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
