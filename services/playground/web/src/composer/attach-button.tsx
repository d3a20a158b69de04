import { useRef } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';

interface AttachButtonProps {
  readonly label: string;
  readonly accept?: string;
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function AttachButton({ label, accept, isBusy, onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        <Icon name="attach" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        {...(accept === undefined ? {} : { accept })}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
