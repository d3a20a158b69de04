/** How the id of a receipt is written beside the id that the submit was answered with. */
export const ID_FORMS = ['same', 'hex-to-decimal', 'decimal-to-hex'] as const;
export type IdForm = (typeof ID_FORMS)[number];

/** The id of a submit's answer in the form in which both sides are compared. */
export function canonicalSubmitId(id: string, form: IdForm): string {
  if (form === 'hex-to-decimal') return numberOf(id, 16) ?? normal(id);
  if (form === 'decimal-to-hex') return numberOf(id, 10) ?? normal(id);
  return normal(id);
}

/** The id of a receipt in that same form. */
export function canonicalReceiptId(id: string, form: IdForm): string {
  if (form === 'hex-to-decimal') return numberOf(id, 10) ?? normal(id);
  if (form === 'decimal-to-hex') return numberOf(id, 16) ?? normal(id);
  return normal(id);
}

/** Longest id of SMPP 3.4. */
const MAX_ID = 65;

function normal(id: string): string {
  return id.trim().toLowerCase().slice(0, MAX_ID);
}

/** Leading zeros are written by one side and not by the other. */
function numberOf(id: string, radix: 10 | 16): string | undefined {
  const digits = id.trim();
  const isOne = radix === 10 ? /^\d{1,65}$/.test(digits) : /^[0-9a-f]{1,65}$/i.test(digits);
  return isOne ? BigInt(radix === 10 ? digits : `0x${digits}`).toString() : undefined;
}
