import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const S3_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
export const S3_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export interface S3Double extends AsyncDisposable {
  readonly url: string;
  /** Content by `/bucket/key`, as the address has it. */
  readonly objects: Map<string, Buffer>;
  /** Headers of every answer. */
  readonly headers: Map<string, string>;
  /** Answers this, whatever is asked; undefined: no longer. */
  fault: number | undefined;
  /** Paths that were asked for. */
  readonly asked: string[];
}

/** S3 as far as it gives objects to whoever signs (AWS Signature Version 4, written after its documentation). */
export async function openS3Double(): Promise<S3Double> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    double.asked.push(path);
    const content = double.objects.get(path);
    const status = double.fault ?? (isSigned(request, path) ? (content === undefined ? 404 : 200) : 403);
    response.writeHead(status, Object.fromEntries(double.headers));
    response.end(status === 200 ? content : '<Error/>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const double: S3Double = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    headers: new Map(),
    fault: undefined,
    asked: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return double;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function isSigned({ headers, method }: IncomingMessage, path: string): boolean {
  const scheme =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/([\w-]+)\/s3\/aws4_request), SignedHeaders=([\w;-]+), Signature=(\w+)$/;
  const [, keyId, scope = '', region = '', names = '', signature] = scheme.exec(headers.authorization ?? '') ?? [];
  const time = String(headers['x-amz-date']);
  const fields = names.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = [method, path, '', fields.join(''), names, String(headers['x-amz-content-sha256'])].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n');
  const key = [time.slice(0, 8), region, 's3', 'aws4_request'].reduce<string | Buffer>(mac, `AWS4${S3_SECRET}`);
  const isWhole = names.split(';').includes('host') && keyId === S3_KEY_ID;
  return isWhole && mac(key, toSign).toString('hex') === signature;
}
