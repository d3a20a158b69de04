/** For `ref`: it appears because it was asked for, so typing goes on there. A dialog that opens with it looks for the attribute. */
export function focusOnMount(field: HTMLElement | null): void {
  field?.setAttribute('autofocus', '');
  field?.focus();
}
