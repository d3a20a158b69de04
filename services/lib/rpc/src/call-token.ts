import { InterceptingCall, Metadata, status, type Interceptor } from '@grpc/grpc-js';

/** Gives the token of the moment: asked before every call, so that an expired one is replaced without a reconnect. */
export type TokenProvider = string | (() => string | Promise<string>);

/** Puts `authorization: Bearer <token>` on every call; a provider that fails ends the call as UNAUTHENTICATED. */
export function tokenInterceptor(provider: TokenProvider): Interceptor {
  return (options, nextCall) => {
    const call = nextCall(options);
    return new InterceptingCall(call, {
      start(metadata, listener, next) {
        const refuse = (): void => {
          const [code, details] = [status.UNAUTHENTICATED, 'no token to call with'];
          // Its deadline would run on; what was not begun tells nobody how it ended.
          call.cancelWithStatus(code, details);
          listener.onReceiveStatus({ code, details, metadata: new Metadata() });
        };
        const begin = (token: string): void => {
          metadata.set('authorization', `Bearer ${token}`);
          next(metadata, listener);
        };
        if (typeof provider === 'string') begin(provider);
        else Promise.resolve().then(provider).then(begin, refuse);
      },
    });
  };
}
