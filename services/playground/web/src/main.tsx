import { render } from 'preact';
import { SOCKET_PATH } from '../../wire/frames.ts';
import './styles/base.css';
import './styles/layout.css';
import './styles/windows.css';
import './styles/conversation.css';
import './styles/mail.css';
import './styles/dialogs.css';
import { openBrowserSocket } from './connection/browser-socket.ts';
import { PlaygroundConnection } from './connection/playground-connection.ts';
import { PlaygroundPage } from './playground-page.tsx';
import { createStore } from './state/store.ts';
import { PlayingContext } from './use-view.ts';

const store = createStore();
const connection = new PlaygroundConnection({
  openSocket: (listener) => openBrowserSocket(`${location.origin.replace(/^http/, 'ws')}${SOCKET_PATH}`, listener),
  onFrame: (frame) => store.apply({ kind: 'frame', frame, now: Date.now() }),
  onStatus: (status) => store.apply({ kind: 'status', status }),
  after(waitMs, run) {
    const timer = setTimeout(run, waitMs);
    return () => clearTimeout(timer);
  },
});
const root = document.getElementById('playground');
if (root !== null) {
  render(
    <PlayingContext.Provider value={{ store, act: (act) => connection.act(act) }}>
      <PlaygroundPage />
    </PlayingContext.Provider>,
    root,
  );
}
