/** A text in the form in which words are compared, and where each of its units comes from. */
export interface FoldedText {
  readonly text: string;
  /** The source is plain ASCII, as most texts are: nothing in it needs Unicode's rules. */
  readonly isPlain: boolean;
  /** Place in the source (UTF-16 units) at which what stands here begins and ends. */
  sourceStart(place: number): number;
  sourceEnd(place: number): number;
}

/** A base with its marks; conjoining Jamo and half-width voiced kana only compose together. */
const CLUSTER = /(?:[\u1100-\u11ff]+|.)[\p{M}\uff9e\uff9f]*/gsu;
/** Accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic; the vowels of Thai and of India's scripts stay, and so does what makes か to が. */
const ACCENTS =
  /[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]]--[\u3099\u309a]]/gv;
/** Soft hyphens, joiners, marks of direction: nobody types them into a search box. */
const INVISIBLE = /\p{Cf}/gu;
/** Letters that lose no accent by decomposition, but are typed as others. */
const ALIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  ς: 'σ',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
};
const ALIKE_LETTERS = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu');
const ASCII = /^[\0-\x7f]*$/;

/** Clusters whose fold is remembered; a language has a few thousand. */
const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, string>();

/** NFKC, without case and accents. Each cluster is folded by itself, so that places can be told. */
export function foldText(source: string): FoldedText {
  if (ASCII.test(source)) {
    return { text: source.toLowerCase(), isPlain: true, sourceStart: (place) => place, sourceEnd: (place) => place };
  }
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of source.matchAll(CLUSTER)) {
    const folded = foldCluster(cluster);
    pieces.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  return {
    text: pieces.join(''),
    isPlain: false,
    sourceStart: (place) => starts[place] ?? source.length,
    sourceEnd: (place) => (place === 0 ? 0 : (ends[place - 1] ?? source.length)),
  };
}

function foldCluster(cluster: string): string {
  const known = remembered.get(cluster);
  if (known !== undefined) return known;
  const folded = cluster
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(ALIKE_LETTERS, (letter) => ALIKE[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
    .replaceAll(INVISIBLE, '')
    .normalize('NFC');
  if (remembered.size < MAX_REMEMBERED) remembered.set(cluster, folded);
  return folded;
}
