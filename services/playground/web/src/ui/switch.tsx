import { Icon, type IconName } from './icons.tsx';

interface SwitchProps {
  readonly label: string;
  /** Drawn instead of the label, which readers of the screen hear all the same. */
  readonly icon?: IconName;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off at once, without being sent. */
export function Switch({ label, icon, isOn, onChange }: SwitchProps) {
  return (
    <label class="switch" {...(icon === undefined ? {} : { title: label })}>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {icon === undefined ? (
        label
      ) : (
        <>
          <Icon name={icon} />
          <span class="hidden-words">{label}</span>
        </>
      )}
    </label>
  );
}
