import { ConfigurationError } from '@onethread/runtime';
import { BackendRefusedError } from './backend-refused-error.ts';

const PORT_SETTINGS = 'PORT, GRPC_PORT, ADMIN_PORT, EMAIL_SMTP_PORT, PLAYGROUND_*_PORT';

/** What the operator is told of a fault that can be mended outside; `undefined` for faults of ours, whose stack is worth reading. */
export function plainWords(error: unknown): string | undefined {
  if (error instanceof ConfigurationError || error instanceof BackendRefusedError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `${message}: another program listens there. Stop it, or choose another port (${PORT_SETTINGS}).`;
  if (code === 'EACCES' && message.startsWith('listen'))
    return `${message}: this user may not listen there. Choose another port (${PORT_SETTINGS}).`;
  return code === 'EADDRNOTAVAIL' ? `${message}: this machine has no such address. Set HOST.` : undefined;
}

/** Says why the process ends, in plain lines where the operator can mend it, and sets exit code 1. */
export function sayAndFail(error: unknown, explain: (error: unknown) => string | undefined = plainWords): void {
  process.exitCode = 1;
  const words = explain(error) ?? plainWords(error);
  process.stderr.write(`${words ?? (error instanceof Error ? error.stack : undefined) ?? String(error)}\n`);
}
