import type { Socket, SocketEvents } from '../connection/desk-connection.ts';

/** The desk's socket in a browser; `clientId` names this tab over reconnects. */
export function openBrowserSocket(clientId: string, events: SocketEvents): Socket {
  const socket = new WebSocket(`/desk/v1/socket?client=${clientId}`);
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', (event) => events.received(event.data));
  socket.addEventListener('close', (event) => events.closed(event.code));
  return { send: (text) => socket.send(text), close: () => socket.close() };
}

/** Kept for this tab over a reload, never shared with another. */
export function tabId(): string {
  const key = 'onethread.tab';
  try {
    const known = sessionStorage.getItem(key) ?? crypto.randomUUID();
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    return crypto.randomUUID();
  }
}
