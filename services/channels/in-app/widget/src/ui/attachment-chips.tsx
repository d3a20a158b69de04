import { useEffect, useMemo } from 'preact/hooks';
import type { Attachment, Uploads } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { CheckIcon, CloseIcon, FileIcon, RetryIcon } from './icons.tsx';

/** Types whose preview cannot carry script. */
const PREVIEWED = /^image\/(png|jpeg|gif|webp|avif)$/;

export interface AttachmentChipsProps {
  readonly attachments: readonly Attachment[];
  readonly uploads: Uploads;
  readonly focusAfterwards: () => void;
}

/** Files that will go with the message being written. */
export function AttachmentChips({ attachments, uploads, focusAfterwards }: AttachmentChipsProps) {
  const { texts, say } = useEnvironment();
  if (attachments.length === 0) return null;
  return (
    <ul class="chips">
      {attachments.map((attachment) => {
        const { key, file, state, progress } = attachment;
        const remove = (): void => {
          uploads.remove(key);
          focusAfterwards();
        };
        return (
          <li key={key} class={`chip ${state}`}>
            <Preview file={file} />
            <span class="chip-text">
              <span class="file-name" dir="auto">
                {file.name}
              </span>
              {state === 'uploading' && (
                <progress
                  max={1}
                  value={progress}
                  aria-label={say(texts.uploading, { percent: Math.round(progress * 100) })}
                />
              )}
              {state === 'ready' && (
                <span class="chip-state">
                  <CheckIcon /> {texts.uploaded}
                </span>
              )}
              {state === 'failed' && <span class="chip-state">{texts.notSent}</span>}
            </span>
            {state === 'failed' && attachment.problem?.kind === 'unreachable' && (
              <button
                type="button"
                class="icon-button small"
                aria-label={say(texts.retryFile, { name: file.name })}
                onClick={() => uploads.retry(key)}
              >
                <RetryIcon />
              </button>
            )}
            <button
              type="button"
              class="icon-button small"
              aria-label={say(texts.removeFile, { name: file.name })}
              onClick={remove}
            >
              <CloseIcon />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Preview({ file }: { readonly file: File }) {
  const url = useMemo(() => (PREVIEWED.test(file.type) ? URL.createObjectURL(file) : undefined), [file]);
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url]);
  return url === undefined ? <FileIcon /> : <img src={url} alt="" />;
}
