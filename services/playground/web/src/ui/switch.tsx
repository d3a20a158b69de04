interface SwitchProps {
  readonly label: string;
  /** Said to readers of the screen after the label. */
  readonly more?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off at once, without being sent. */
export function Switch({ label, more, isOn, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
      {more !== undefined && <span class="hidden-words"> {more}</span>}
    </label>
  );
}
