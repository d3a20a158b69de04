/** Something that lets work in only while the process is ready. */
export interface ReadinessGate {
  setReady(ready: boolean): void;
}
