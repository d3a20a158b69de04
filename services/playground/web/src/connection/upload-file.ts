import { MAX_FILE_BYTES } from '../../../wire/frames.ts';

export type UploadOutcome =
  | { readonly kind: 'uploaded'; readonly id: string; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Hands a file to the server, to be attached by its id. */
export async function uploadFile(file: File): Promise<UploadOutcome> {
  if (file.size > MAX_FILE_BYTES) {
    return { kind: 'refused', message: `“${file.name}” is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB.` };
  }
  try {
    const answer = await fetch(`/playground/v1/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
      body: file,
    });
    const body = (await answer.json()) as { id?: string; name?: string; error?: { message?: string } };
    if (answer.ok && body.id !== undefined) return { kind: 'uploaded', id: body.id, name: body.name ?? file.name };
    return { kind: 'refused', message: body.error?.message ?? `“${file.name}” could not be attached.` };
  } catch {
    return { kind: 'refused', message: `“${file.name}” could not be attached: no connection.` };
  }
}
