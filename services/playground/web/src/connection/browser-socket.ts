import type { PageSocket, SocketListener } from './playground-connection.ts';

/** The browser's WebSocket as the connection wants it. */
export function openBrowserSocket(url: string, { onOpen, onText, onClose }: SocketListener): PageSocket {
  const socket = new WebSocket(url);
  socket.addEventListener('open', onOpen);
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') onText(data);
  });
  socket.addEventListener('close', onClose);
  return socket;
}
