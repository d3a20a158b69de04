import { useEffect, useRef, useState } from 'react';
import type { FilePart } from '../../../wire/model.ts';
import { messageOf } from '../api/http.ts';
import { uploadFile } from '../api/upload-file.ts';
import type { UploadHandle } from '../api/upload-file.ts';

export interface Attachment {
  readonly draftId: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** 0 to 1. */
  readonly progress: number;
  readonly error: string;
  /** Once it is uploaded. */
  readonly part: FilePart | undefined;
  /** A picture to show while it is this page's own. */
  readonly previewUrl: string;
}

/** Files being attached: uploading at once, with progress; gone with the page unless uploaded. */
export function useAttachments(initial: readonly FilePart[]) {
  const [attachments, setAttachments] = useState<readonly Attachment[]>(() => initial.map(uploadedBefore));
  const handles = useRef(new Map<string, UploadHandle>());
  const change = (draftId: string, to: Partial<Attachment>) =>
    setAttachments((known) => known.map((one) => (one.draftId === draftId ? { ...one, ...to } : one)));

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const draftId = crypto.randomUUID();
      const previewUrl = file.type.startsWith('image/') ? URL.createObjectURL(file) : '';
      const { size: sizeBytes, type: contentType } = file;
      const started: Attachment = {
        draftId,
        name: file.name || 'pasted picture',
        sizeBytes,
        contentType,
        progress: 0,
        error: '',
        part: undefined,
        previewUrl,
      };
      setAttachments((known) => [...known, started]);
      const handle = uploadFile(file, draftId, (progress) => change(draftId, { progress }));
      handles.current.set(draftId, handle);
      handle.done.then(
        (uploaded) =>
          change(draftId, { part: { kind: 'file', ...uploaded }, contentType: uploaded.contentType, progress: 1 }),
        (error: unknown) => change(draftId, { error: messageOf(error) }),
      );
    }
  };

  const remove = (draftId: string) => {
    handles.current.get(draftId)?.cancel();
    handles.current.delete(draftId);
    setAttachments((known) => {
      for (const one of known)
        if (one.draftId === draftId && one.previewUrl !== '') URL.revokeObjectURL(one.previewUrl);
      return known.filter((one) => one.draftId !== draftId);
    });
  };

  /** Files that were uploaded before. */
  const restore = (files: readonly FilePart[]) => setAttachments((known) => [...known, ...files.map(uploadedBefore)]);

  const clear = () => {
    handles.current.clear();
    setAttachments([]);
  };

  useEffect(() => {
    const running = handles.current;
    return () => {
      for (const handle of running.values()) handle.cancel();
    };
  }, []);

  return { attachments, add, remove, clear, restore };
}

function uploadedBefore(part: FilePart): Attachment {
  const { name, sizeBytes, contentType } = part;
  return { draftId: part.blobId, name, sizeBytes, contentType, progress: 1, error: '', part, previewUrl: '' };
}
