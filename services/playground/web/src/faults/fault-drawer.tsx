import { countActiveFaults } from '../state/active-faults.ts';
import type { View } from '../state/view.ts';
import { ModalDialog } from '../ui/modal-dialog.tsx';
import { usePlaying } from '../use-view.ts';
import { ProviderFaults } from './provider-faults.tsx';

interface FaultDrawerProps {
  readonly stage: NonNullable<View['stage']>;
  readonly onClose: () => void;
}

/** Makes the providers misbehave, to see what Onethread does. */
export function FaultDrawer({ stage, onClose }: FaultDrawerProps) {
  const { act } = usePlaying();
  return (
    <ModalDialog title="Make things go wrong" kind="drawer" onClose={onClose}>
      <p class="hint">
        Faults last until they are switched off. Onethread does not know that these providers are simulated.
      </p>
      {stage.providers.map((provider) => (
        <ProviderFaults key={provider.name} provider={provider} />
      ))}
      <div class="drawer-foot">
        <button
          type="button"
          class="button strong"
          disabled={countActiveFaults(stage.providers) === 0}
          onClick={() => void act({ kind: 'reset-faults' })}
        >
          Everything back to normal
        </button>
      </div>
    </ModalDialog>
  );
}
