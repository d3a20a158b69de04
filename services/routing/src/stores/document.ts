/** What every document of the history database has, as docs/architecture.md (write order) tells them. `rev` is kept by the store. */
export interface Document<Id extends string> {
  readonly _id: Id;
  readonly rev: number;
}
