/** A phone number goes into `to`, the business-scoped user id of somebody who shows none into `recipient`. */
export function recipientOf(personId: string): { readonly to: string } | { readonly recipient: string } {
  return /^\d+$/.test(personId) ? { to: personId } : { recipient: personId };
}
