import { MAX_UPLOAD_BYTES, REQUEST_HEADER } from '../../../wire/api.ts';
import type { ApiError, UploadedFile } from '../../../wire/api.ts';

export interface UploadHandle {
  readonly done: Promise<UploadedFile>;
  cancel(): void;
}

/** Uploads a file with progress (0 to 1). Rejects with words to show. */
export function uploadFile(file: File, draftId: string, onProgress: (share: number) => void): UploadHandle {
  const request = new XMLHttpRequest();
  const done = new Promise<UploadedFile>((resolve, reject) => {
    if (file.size > MAX_UPLOAD_BYTES) {
      reject(new Error(`Files have at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MB.`));
      return;
    }
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const answer = request.response as UploadedFile | ApiError | null;
      if (request.status === 201 && answer !== null && 'blobId' in answer) resolve(answer);
      else reject(new Error(answer !== null && 'error' in answer ? answer.error.message : 'The upload failed.'));
    });
    request.addEventListener('error', () => reject(new Error('The upload broke off.')));
    request.addEventListener('abort', () => reject(new Error('Cancelled.')));
    request.open('PUT', `/desk/v1/files/${draftId}?name=${encodeURIComponent(file.name || 'pasted')}`);
    request.responseType = 'json';
    request.setRequestHeader(REQUEST_HEADER, '1');
    if (file.type !== '') request.setRequestHeader('content-type', file.type);
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

export function fileUrl(blobId: string, download = false): string {
  return `/desk/v1/files/${encodeURIComponent(blobId)}${download ? '?download=1' : ''}`;
}
