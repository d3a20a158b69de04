export { Client, type ClientEvents, type ClientView } from './client.ts';
export { createDevice, type DeviceOptions } from './create-device.ts';
export { deviceIdOf, type Device, type PushOwner } from './session/device.ts';
export type { PersonSession, SessionView } from './session/person-session.ts';
export type { ConnectionState, Socket } from './connection/connection.ts';
export { backOffMs } from './connection/back-off.ts';
export { createRestClient, type OlderPage, type PushTarget, type RestClient } from './connection/rest-client.ts';
export { RestError } from './connection/rest-error.ts';
export { Listeners } from './listeners.ts';
export type { CredentialSource, Proof } from './people/credential-source.ts';
export type { GetToken } from './people/user-source.ts';
export {
  openDeviceStorage,
  type ChangeSource,
  type DeviceStorage,
  type StorageArea,
} from './storage/device-storage.ts';
export { createTabLock, type Locks, type TabLock } from './storage/tab-lock.ts';
export { EMPTY_FEED, firstUnreadOf, reachesFirstUnread, unreadOf, type Feed } from './thread/feed.ts';
export type { Outgoing, OutgoingFile } from './thread/outbox.ts';
export { timelineOf, type Row } from './thread/timeline.ts';
export { Uploads, type Attachment, type UploadProblem } from './uploads/uploads.ts';
export {
  CLOSE_CODES,
  MAX_ATTACHMENTS,
  MAX_TEXT_LENGTH,
  MAX_TRAIL,
  MAX_UPLOAD_BYTES,
  SOCKET_PATH,
  REST_PATH,
  type AppSettings,
  type ClientFrame,
  type Confirmation,
  type ConfirmationResult,
  type Credentials,
  type FeedMessage,
  type FeedPage,
  type FeedPart,
  type FeedStateView,
  type LinkCode,
  type PreChatField,
  type QuietHours,
  type ReachableChannel,
  type ServerFrame,
  type ToldContext,
  type ToldProfile,
  type VisitorCredentials,
} from './protocol.ts';
