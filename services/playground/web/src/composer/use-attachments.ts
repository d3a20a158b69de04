import { useState } from 'preact/hooks';
import { MAX_FILES_PER_MESSAGE } from '../../../wire/frames.ts';
import { uploadFile } from '../connection/upload-file.ts';

export interface Attachment {
  readonly id: string;
  readonly name: string;
}

/** Files that wait beside a text that is being written. */
export function useAttachments() {
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const [fault, setFault] = useState('');
  const [isUploading, setIsUploading] = useState(false);

  async function add(files: readonly File[]): Promise<void> {
    setFault('');
    const room = MAX_FILES_PER_MESSAGE - attachments.length;
    if (files.length > room) setFault(`${MAX_FILES_PER_MESSAGE} files at most.`);
    setIsUploading(true);
    for (const file of files.slice(0, room)) {
      // One after the other keeps their order.
      const outcome = await uploadFile(file);
      if (outcome.kind === 'refused') setFault(outcome.message);
      else setAttachments((before) => [...before, { id: outcome.id, name: outcome.name }]);
    }
    setIsUploading(false);
  }

  return {
    attachments,
    isUploading,
    fault,
    add,
    remove: (id: string) => setAttachments((before) => before.filter((one) => one.id !== id)),
    clear: () => setAttachments([]),
  };
}
