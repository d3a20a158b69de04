/** How long a simulator, or Onethread, may take to hand out a file. */
const TIMEOUT_MS = 10_000;

/** Types that a browser shows without running anything. All else is offered as a download. */
const SHOWN_TYPES = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

export interface OpenedFile {
  readonly contentType: string;
  /** May be shown in the page; else it is downloaded. */
  readonly isShown: boolean;
  readonly body: ReadableStream<Uint8Array>;
}

/** Opens a file at its address; undefined when it is not to be had. */
export async function openShownFile(address: string, closing: AbortSignal): Promise<OpenedFile | undefined> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]) });
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel();
      return undefined;
    }
    const contentType = mediaTypeOf(answer.headers.get('content-type'));
    return { contentType, isShown: SHOWN_TYPES.test(contentType), body: answer.body };
  } catch {
    return undefined;
  }
}

/** Asks what type a file has without reading it; empty when it is not to be had. */
export async function askFileType(address: string, closing: AbortSignal): Promise<string> {
  const opened = await openShownFile(address, closing);
  await opened?.body.cancel();
  return opened?.contentType ?? '';
}

function mediaTypeOf(header: string | null): string {
  return header?.split(';')[0]?.trim().toLowerCase() ?? 'application/octet-stream';
}
