import type { QueueSettings, Targets } from '../../../../wire/settings.ts';
import { FieldGroup } from '../fields/field-parts.tsx';
import { NumberField } from '../fields/number-field.tsx';

interface QueueTargetsProps {
  readonly queue: QueueSettings;
  readonly put: (patch: Partial<QueueSettings>) => void;
}

const NONE: Targets = { firstResponseMinutes: 0, nextResponseMinutes: 0, resolutionMinutes: 0, warnMinutes: 0 };
const FIELDS: readonly (readonly [keyof Targets, string, string])[] = [
  ['firstResponseMinutes', 'First answer within', 'no target'],
  ['nextResponseMinutes', 'Next answers within', 'no target'],
  ['resolutionMinutes', 'Resolved within', 'no target'],
  ['warnMinutes', 'Warn before', '15'],
];

/** What is promised, in minutes of the queue's hours. */
export function QueueTargets({ queue, put }: QueueTargetsProps) {
  const targets = queue.targets ?? NONE;
  return (
    <FieldGroup
      label="Targets"
      path="targets"
      hint="Minutes within the queue’s hours. Automatic answers never count, and the clock stands still while it is the customer’s turn."
    >
      <div className="setting-columns">
        {FIELDS.map(([field, label, none]) => (
          <NumberField
            key={field}
            label={label}
            path={`targets.${field}`}
            unit="minutes"
            placeholder={none}
            value={targets[field] === 0 ? undefined : targets[field]}
            min={1}
            max={525_600}
            onChange={(minutes) => put({ targets: { ...targets, [field]: minutes ?? 0 } })}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
