/** Values of a process's `/metrics`, by name and labels as they stand there. */
export async function metricsOf(adminPort: number): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

/** Sum of a counter over all lines that carry these labels. */
export function counted(metrics: ReadonlyMap<string, number>, name: string, labels: Readonly<Record<string, string>>) {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return [...metrics]
    .filter(([key]) => key.startsWith(name) && wanted.every((label) => key.includes(label)))
    .reduce((sum, [, value]) => sum + value, 0);
}
