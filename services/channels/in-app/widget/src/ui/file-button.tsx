import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

export interface FileButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly chosen: (files: readonly File[]) => void;
  /** Opens the camera instead of the files. */
  readonly camera?: boolean;
  readonly children: ComponentChildren;
}

/** A button that lets the person choose files, or take a picture. */
export function FileButton({ label, disabled, chosen, camera = false, children }: FileButtonProps) {
  const pickerRef = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        disabled={disabled}
        onClick={() => pickerRef.current?.click()}
      >
        {children}
      </button>
      <input
        ref={pickerRef}
        type="file"
        multiple={!camera}
        {...(camera ? { accept: 'image/*', capture: 'environment' } : {})}
        hidden
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          chosen([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
