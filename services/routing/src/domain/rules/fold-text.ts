/** Marks over and under letters of several scripts (Latin, Greek, Cyrillic, Arabic), and points of Hebrew: what people leave out when they type. Not those by which か becomes が. */
const ACCENTS = /[[[\p{Script=Inherited}\p{Script=Hebrew}]&&\p{Mn}]--[\u3099\u309a]]/gv;
/** Soft hyphens, joiners, variation selectors: nobody sees them. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/gu;
const HYPHENS = /[\u2010-\u2015\u2212]/gu;
const BLANKS = /\s+/gu;

/**
 * The form in which texts are compared: compatibility forms are one (NFKD), case, accents and the looks of apostrophes,
 * hyphens and blanks are gone. Upper case first, so that ß is ss and ı is i; marks that tell letters apart (が, देख) stay.
 */
export function foldText(text: string): string {
  return text
    .replaceAll(APOSTROPHES, "'")
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(HYPHENS, '-')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replaceAll(BLANKS, ' ')
    .trim();
}
