import type { ShownFile } from '../../../wire/model.ts';
import { fileSize } from '../ui/format.ts';

/** A file of a message: a picture as such, everything else by its name. */
export function FileTile({ file }: { readonly file: ShownFile }) {
  if (file.url === '') return <span class="file-tile">{file.name}</span>;
  if (/^image\/(?:png|jpeg|gif|webp|avif)$/.test(file.contentType)) {
    return (
      <a href={file.url} target="_blank" rel="noreferrer" class="picture">
        <img src={file.url} alt={file.name} loading="lazy" />
      </a>
    );
  }
  return (
    <a href={file.url} download={file.name} class="file-tile">
      {file.name} <small>{fileSize(file.size)}</small>
    </a>
  );
}
