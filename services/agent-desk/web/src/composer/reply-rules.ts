import type { ChannelInfo } from '../../../wire/model.ts';
import { fileLimit, fileSize, takesType, typeWords } from './file-rules.ts';
import { measureText } from './text-measure.ts';

export interface Written {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly contentType: string; readonly sizeBytes: number }[];
}

/** What stands in the way of sending, in plain words; empty when nothing does. */
export function replyProblems(channel: ChannelInfo | undefined, written: Written): readonly string[] {
  if (channel === undefined) return [];
  const problems: string[] = [];
  const { over, unit } = measureText(channel, written.text);
  if (over > 0) problems.push(`${channel.label} takes ${channel.maxTextLength} ${unit}: ${over} too many.`);
  if (written.files.length > channel.maxFiles) {
    problems.push(
      channel.maxFiles === 0
        ? `${channel.label} takes no files.`
        : `${channel.label} takes ${channel.maxFiles} files at most.`,
    );
  }
  for (const file of written.files) {
    const most = fileLimit(channel, file.contentType);
    if (!takesType(channel.fileTypes, file.contentType)) {
      problems.push(`${channel.label} does not take ${file.name}: ${typeWords(channel.fileTypes)} only.`);
    } else if (most > 0 && file.sizeBytes > most)
      problems.push(`${file.name} is too large for ${channel.label} (${fileSize(most)} at most).`);
  }
  const total = written.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (channel.maxTotalFileBytes > 0 && total > channel.maxTotalFileBytes && written.files.length > 1) {
    const most = fileSize(channel.maxTotalFileBytes);
    problems.push(`${channel.label} takes ${most} of files in one reply: these are ${fileSize(total)} together.`);
  }
  return problems;
}
