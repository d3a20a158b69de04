/**
 * What mails call a charset, and what they mean by it, where the decoder does not know the name or knows something narrower.
 * As the WHATWG Encoding Standard has it, each older set is read as the larger one that programs really write: ISO-8859-1 as
 * Windows-1252, GB2312 as GB18030, KS C 5601 as CP949. Keys as `plainName` gives them.
 */
const MEANT: Readonly<Record<string, string>> = {
  ...all('utf-8', 'utf8 unicode11utf8 cp65001 65001 utf8mb4 utf8mb3 xutf8 utf8n csutf8 utf8bom al32utf8'),
  ...all(
    'windows-1252',
    'ascii usascii ansix341968 iso646us us 7bit 8bit ansi xansi iso88591 88591 latin1 l1 isolatin1 cp819 ibm819 1252 xcp1252 win1252 iso88591windows31latin1 western windows1252 cp1252 windows',
  ),
  ...all('windows-1254', 'iso88599 latin5 l5 xcp1254 win1254 turkish'),
  ...all('windows-874', 'iso885911 tis620 xwindows874 dos874 cp874'),
  ...all('windows-1250', 'xcp1250 win1250 1250'),
  ...all('windows-1251', 'xcp1251 win1251 1251 cyrillicwindows'),
  ...all('windows-1253', 'xcp1253 win1253'),
  ...all('windows-1255', 'xcp1255 win1255 logical'),
  ...all('windows-1256', 'xcp1256 win1256'),
  ...all('windows-1257', 'xcp1257 win1257'),
  ...all('windows-1258', 'xcp1258 win1258'),
  ...all('iso-8859-8', 'iso88598i iso88598e visual hebrew'),
  ...all('iso-8859-2', 'latin2 l2'),
  ...all('iso-8859-15', 'latin9 l9'),
  ...all('gb18030', 'gb2312 gb231280 gbk cp936 xgbk ms936 chinese csgb2312 gb euccn xeuccn'),
  ...all(
    'cp949',
    'ksc5601 ksc56011987 ksc56011989 ksc5601ms ks euckr uhc korean windows949 ms949 isoir149 cseuckr kseuckr',
  ),
  ...all('shift_jis', 'shiftjis xsjis sjis mskanji windows31j cp932 ms932 csshiftjis sjiswin xmacjapanese cp943c'),
  ...all('euc-jp', 'eucjp xeucjp eucjpms eucjpwin cseucpkdfmtjapanese cp51932'),
  ...all(
    'iso-2022-jp',
    'iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpms csiso2022jp csiso2022jp2 cp50220 cp50221 cp50222 jis',
  ),
  ...all('iso-2022-kr', 'iso2022kr csiso2022kr'),
  ...all('hz-gb-2312', 'hzgb2312 hz'),
  ...all('big5-hkscs', 'big5 big5hkscs cp950 xxbig5 cnbig5 csbig5 big5eten ms950 bigfive'),
  ...all('macintosh', 'mac macroman xmacroman xmac csmacintosh'),
  ...all('maccyrillic', 'xmaccyrillic xmacukrainian'),
  ...all('koi8-r', 'koi8 koi koi8r cskoi8r'),
  ...all('koi8-u', 'koi8u koi8ru'),
  ...all('cp866', 'ibm866 csibm866 866'),
  ...all('utf-7', 'utf7 unicode11utf7 csunicode11utf7 xutf7'),
  ...all('utf-16', 'utf16 unicode ucs2 iso10646ucs2 csunicode'),
  ...all('utf-16le', 'utf16le unicodelittle ucs2le'),
  ...all('utf-16be', 'utf16be unicodebig unicodefffe'),
};

/** Longest name that is looked at. */
const MAX_NAME = 60;

/** The charset that a label means, as the decoder calls it; undefined: it says nothing. */
export function charsetOf(label: string): string | undefined {
  const plain = plainName(label);
  return plain === '' ? undefined : (MEANT[plain] ?? MEANT[plain.replace(/^(cs|x)/, '')] ?? withoutEnds(label));
}

function plainName(label: string): string {
  return withoutEnds(label).replace(/[^a-z0-9]/g, '');
}

/** `"charset='UTF-8';"` and what else stands around a name. */
function withoutEnds(label: string): string {
  return label
    .slice(0, MAX_NAME)
    .toLowerCase()
    .replace(/^[^a-z0-9]*(charset\s*=)?[^a-z0-9]*/, '')
    .replace(/[\s;,"'()<>].*$/s, '')
    .replace(/[^a-z0-9]+$/, '');
}

function all(meant: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, meant]));
}
