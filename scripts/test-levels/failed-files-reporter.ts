import type { TestEvent } from 'node:test/reporters';

/** A reporter of `node --test`: one line for each file in which a test failed or which itself failed. */
export default async function* failedFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failed = new Set<string>();
  for await (const event of events) {
    if (event.type !== 'test:fail' || event.data.nesting > 0) continue;
    const { file } = event.data;
    if (file === undefined || failed.has(file)) continue;
    failed.add(file);
    yield `${file}\n`;
  }
}
