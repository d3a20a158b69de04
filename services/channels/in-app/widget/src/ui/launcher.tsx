import type { Ref } from 'preact';
import { useEnvironment } from './environment.ts';
import { CloseIcon, SpeechIcon } from './icons.tsx';

const MOST_SHOWN = 99;

export interface LauncherProps {
  readonly open: boolean;
  readonly unread: number;
  readonly button: Ref<HTMLButtonElement>;
}

export function Launcher({ open, unread, button }: LauncherProps) {
  const { messenger, texts, say } = useEnvironment();
  const name = open ? texts.launcherClose : unread > 0 ? say(texts.launcherUnread, { count: unread }) : texts.launcher;
  return (
    <button
      ref={button}
      type="button"
      class="launcher"
      aria-label={name}
      aria-expanded={open}
      aria-haspopup="dialog"
      aria-controls="panel"
      onClick={() => messenger.toggle()}
    >
      {open ? <CloseIcon /> : <SpeechIcon />}
      {!open && unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </button>
  );
}
