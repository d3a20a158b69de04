import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ClientView } from '@onethread/client';
import type { PageName } from '../pages/page-props.ts';
import { preChatOf } from '../pages/pre-chat-fields.ts';
import { Composer } from './composer.tsx';
import { ContextAsk } from './context-ask.tsx';
import { useEnvironment } from './environment.ts';
import { CloseIcon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { MessageList } from './message-list.tsx';
import { Notice } from './notice.tsx';
import { PagePlace } from './page-place.tsx';
import { useMedia } from './use-media.ts';

/** On less room than this the panel fills the screen and keeps the rest of the page away. */
const FULL_SCREEN = '(max-width: 520px), (max-height: 480px)';

export interface PanelProps {
  readonly view: ClientView;
  readonly open: boolean;
  readonly focusAfterwards: () => void;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Some phones lay their keyboard over the page without making it smaller: the field must stay above it. */
function followKeyboard(dialog: HTMLDialogElement | null): (() => void) | undefined {
  const { visualViewport } = window;
  if (visualViewport === null || dialog === null) return undefined;
  const fit = (): void => dialog.style.setProperty('--visible-height', `${visualViewport.height}px`);
  visualViewport.addEventListener('resize', fit);
  return () => {
    visualViewport.removeEventListener('resize', fit);
    dialog.style.removeProperty('--visible-height');
  };
}

export function Panel({ view, open, focusAfterwards }: PanelProps) {
  const environment = useEnvironment();
  const { messenger, client, context, texts, title } = environment;
  const dialogRef = useRef<HTMLDialogElement>(null);
  const modal = useMedia(FULL_SCREEN);
  const [dropping, setDropping] = useState(false);
  const [dropped, setDropped] = useState<readonly File[]>([]);
  const { session } = view;

  // The list takes its measures only once it is laid out.
  const [shown, setShown] = useState(false);
  useLayoutEffect(() => {
    const element = dialogRef.current;
    if (element === null || !open) return undefined;
    if (modal) element.showModal();
    else element.show();
    element.querySelector('textarea')?.focus();
    setShown(true);
    return () => {
      element.close();
      setShown(false);
    };
  }, [open, modal]);

  // Another person does not find the page, and the code on it, of the one before.
  const person = session === undefined ? undefined : client.session?.person;
  const [elsewhere, setElsewhere] = useState<{ readonly page: PageName; readonly person: string }>();
  const page = elsewhere !== undefined && elsewhere.person === person ? elsewhere.page : undefined;
  // The field is hidden until the thread is there again.
  const toField = (): void => void requestAnimationFrame(() => dialogRef.current?.querySelector('textarea')?.focus());
  const backToThread = (): void => {
    setElsewhere(undefined);
    toField();
  };
  const asked = preChatOf(environment, session);
  // Asked only of those who have begun to talk with us.
  const began = session !== undefined && session.feed.items.length + session.outgoing.length > 0;
  const place = page ?? (asked.length > 0 ? { fields: asked } : undefined);
  const [, render] = useState(0);
  const answered = (): void => {
    render((count) => count + 1);
    toField();
  };

  useEffect(() => (open && modal ? followKeyboard(dialogRef.current) : undefined), [open, modal]);

  const wasOpenRef = useRef(false);
  useEffect(() => {
    if (wasOpenRef.current && !open) focusAfterwards();
    wasOpenRef.current = open;
  }, [open, focusAfterwards]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape and dropped files concern the whole panel
    <dialog
      ref={dialogRef}
      id="panel"
      class="panel"
      aria-labelledby="title"
      onCancel={(event) => {
        event.preventDefault();
        messenger.close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        messenger.close();
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!dialogRef.current?.contains(event.relatedTarget as Node | null)) setDropping(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDropping(false);
        setDropped([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <header class="header">
        <div class="heading">
          <h2 id="title" dir="auto">
            {title}
          </h2>
          <p>{texts.subtitle}</p>
        </div>
        {person !== undefined && <Menu go={(name) => setElsewhere({ page: name, person })} />}
        <button type="button" class="icon-button on-accent" aria-label={texts.close} onClick={() => messenger.close()}>
          <CloseIcon />
        </button>
      </header>
      <Notice view={view} />
      {place === undefined && person !== undefined && began && context.agreed === undefined && (
        <ContextAsk answered={answered} />
      )}
      {place !== undefined && person !== undefined && (
        <PagePlace
          key={person}
          page={place}
          person={person}
          cursor={session?.feed.cursor}
          leave={page === undefined ? answered : backToThread}
        />
      )}
      <div class="thread-page" hidden={place !== undefined}>
        <MessageList session={session} open={shown && place === undefined} />
        <Composer session={session} dropped={dropped} />
      </div>
      {dropping && (
        <div class="drop" aria-hidden="true">
          {texts.drop}
        </div>
      )}
    </dialog>
  );
}
