import type { ServiceDefinition } from '@grpc/grpc-js';

/**
 * Lets handlers write messages that are encoded already: one event that goes to a thousand streams is encoded once.
 * Everything else is encoded as usual.
 */
export function withEncodedMessages(service: ServiceDefinition): ServiceDefinition {
  return Object.fromEntries(
    Object.entries(service).map(([name, method]) => [
      name,
      {
        ...method,
        responseSerialize: (message: unknown) =>
          message instanceof EncodedMessage ? message.bytes : method.responseSerialize(message),
      },
    ]),
  );
}

/** A response as its bytes on the wire. */
export class EncodedMessage {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}
