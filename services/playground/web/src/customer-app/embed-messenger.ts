import { storageName, type AppChoice } from './app-choice.ts';

/** The part of the messenger's own interface that an app needs. */
interface Onethread {
  open(): void;
  identify(getToken: () => Promise<string>): void;
}

const SCRIPT = '/widget.js';
/** Longer than the messenger takes to draw itself and to focus its text field. */
const OPENING_MS = 400;

/** Embeds the messenger as any app would: by its script, and with a token of the app's backend for whoever is signed in. */
export function embedMessenger(choice: AppChoice, fault: (words: string) => void): void {
  const script = document.createElement('script');
  script.src = SCRIPT;
  script.dataset['storage'] = storageName(choice);
  script.dataset['pushWorker'] = '/playground/push-worker.js';
  script.addEventListener('error', () => fault('The messenger could not be loaded.'));
  script.addEventListener('load', () => {
    const { Onethread: messenger } = window as { Onethread?: Onethread };
    if (messenger === undefined) return fault('The messenger could not be started.');
    const { user } = choice;
    if (user !== undefined) messenger.identify(() => askForToken(user));
    openWithoutFocus(messenger);
  });
  document.body.append(script);
}

/** Opens it beside other windows, in one of which the player may be typing: while inert, nothing here takes the focus. */
function openWithoutFocus(messenger: Onethread): void {
  document.body.inert = true;
  messenger.open();
  setTimeout(() => (document.body.inert = false), OPENING_MS);
}

/** Asked again before the token runs out. Rejects when the backend gives none. */
async function askForToken(user: string): Promise<string> {
  const answer = await fetch('/playground/v1/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  if (!answer.ok) throw new Error(`the app's backend answered ${answer.status}`);
  const { token } = (await answer.json()) as { readonly token: string };
  return token;
}
