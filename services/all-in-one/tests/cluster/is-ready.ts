/** As the probe of an orchestrator: no answer in time is an answer as well. */
const PROBE_MS = 2_500;

/** What `/readyz` of the process with this admin port says now. */
export async function isReady(adminPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/readyz`, { signal: AbortSignal.timeout(PROBE_MS) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
