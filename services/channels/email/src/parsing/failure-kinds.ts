import type { BounceKind } from './bounce-kinds.ts';

/** Words between two that matter: a bounded few, so that no text costs more than its length. */
type Row = readonly [kind: BounceKind, detail: string, sentences: readonly RegExp[]];

/**
 * What mail servers say where they give no code of RFC 3463 or a vague one, and the code (without its class) that it means;
 * the first that fits counts. Words of people never come here: only those of reports.
 */
const KINDS: readonly Row[] = [
  [
    'greylisted',
    '7.1',
    [/gr[ea]y-?list|try again (in|after) \d{1,5} (sec|min)|temporarily deferred for (anti-?spam|policy)/i],
  ],
  [
    'too-large',
    '3.4',
    [
      /(message|mail|e-?mail|attachment|content|data|header)s?( \S{1,20}){0,3} (is |was |are )?(too (large|big|long)|exceed\w*( \S{1,20}){0,4} (size|limit|maximum))/i,
      /(message|mail|maximum|max)[ _-](file )?size( \S{1,20}){0,3} (exceed|limit|violat)|size limit (exceed|for)|(?<!mailbox )exceeds? (the )?(maximum|allowed|size|message size)|messagesizeexceeded|SizeLimit|too large (for|to)/i,
      /zu gro(ß|ss)|trop volumineux|demasiado grande|troppo grande|muito grande|te groot|zbyt duż|слишком больш|занадто велик|太大|サイズ.{0,10}(超|大き)|크기.{0,10}초과/i,
    ],
  ],
  [
    'rate',
    '4.5',
    [
      /rate[- ]?limit|throttl|(hourly|daily) (limit|quota|sending)|receiving (mail|messages) (at a rate|too quickly)|too many (connections|(concurrent|simultaneous) |messages (from|sent|in)|e-?mails|mails)|sending limit|limit on the number of/i,
    ],
  ],
  [
    'full',
    '2.2',
    [
      /(over|exceed\w*|above|beyond|out of)( \S{1,20}){0,4} ?(disk |storage |mailbox |mail )?quota|quota( \S{1,20}){0,3} (exceed|full|reach|violat|over)|quota ?exceeded|overquota|quotaexceeded/i,
      /(mailbox|mail ?box|inbox|account|storage|mail ?folder|maildrop|mail ?store|postbox|disk)\S{0,80}( \S{1,60}){0,3} (is |was |has been |currently )*(almost )?(full|exceeded)(?![\w-])/i,
      /exceed\w*( \S{1,20}){0,5} (storage|mailbox|space|size)|mailbox exceeds|(insufficient|not enough)( \S{1,20}){0,2} (disk |storage )?space|no space left|out of (storage|space)/i,
      /(postfach|konto|mailbox|speicher)\S{0,40}( \S{1,60}){0,3} (voll|überfüllt|überschritten)|boîte( \S{1,40}){0,4} (pleine|saturée)|buzón( \S{1,40}){0,4} lleno|casella( \S{1,40}){0,4} piena|caixa( \S{1,40}){0,4} (cheia|lotada)|postvak( \S{1,40}){0,3} vol|skrzynk\S{1,3}( \S{1,40}){0,4} (pełna|przepełniona)|ящик\S{0,3}( \S{1,40}){0,4} (перепол|полон)|скриньк\S{1,3}( \S{1,40}){0,4} перепов|inkorgen( \S{1,40}){0,3} full|(邮箱|信箱|空间|空間).{0,8}(满|滿)|容量.{0,6}(超|いっぱい|不足)|いっぱい|용량.{0,6}초과|꽉 ?[찼차]/i,
    ],
  ],
  [
    'loop',
    '4.6',
    [
      /(too many|maximum) (hops|received|hop ?count)|hop ?count exceed|hops? exceed|(mail|routing|message|forwarding)[ -](loop|cycle)|loops? back to (me|myself|itself)|delivered-to.{0,30}loop|looping|possible (mail )?loop|message loop/i,
    ],
  ],
  [
    'authentication',
    '7.26',
    [
      /dmarc|dkim|\bspf\b|sender policy framework|(un)?authenticated (mail|email|sender)|reverse dns|rdns|ptr record|not pass (authentication|verification)/i,
    ],
  ],
  [
    'relay-denied',
    '7.1',
    [
      /(un)?able to relay|relay(ing)?( \S{1,40}){0,4} (denied|not permitted|not allowed|prohibited|refused|access)|(not|no) (permitted|allowed) to relay|do(es)? not relay|we do not relay|not (a )?(local|gateway)( \S{1,20}){0,2} (domain|relay)|rcpthosts|is not (hosted|handled) here/i,
    ],
  ],
  [
    'sender',
    '1.8',
    [
      /sender (address|domain|verify|verification|host|e-?mail)( \S{1,60}){0,4} (rejected|failed|invalid|not (allowed|exist|found|accepted)|denied|blocked|refused)|sender( \S{1,60})? (rejected|denied|blocked|refused|not allowed)|sender verify fail|invalid sender|callback setup failed/i,
    ],
  ],
  [
    'disabled',
    '2.1',
    [
      /(mailbox|account|user|recipient|address|e-?mail|inbox|member)( \S{1,100}){0,2} (is |has been |was |been |currently |temporarily )*(disabled|inactive|suspended|deactivated|locked|closed|blocked|expired|discontinued|not active|not activated|terminated|frozen)/i,
      /(disabled|inactive|suspended|deactivated|locked|expired|closed|dormant|blocked)( \S{1,20}){0,1} (mailbox|account|user|recipient|e-?mail)|no longer (active|in use|available|accepts?|valid|monitored|works?|with|on (our|this) server)|account that you tried to reach is (disabled|inactive)/i,
      /(konto|postfach|adresse)( \S{1,60}){0,3} (deaktiviert|gesperrt|inaktiv)|(compte|boîte)( \S{1,60}){0,4} (désactivé|suspendu|inacti)|(cuenta|buzón)( \S{1,60}){0,4} (desactivad|suspendid|inactiv|deshabilitad)|(ящик|учетная запись|аккаунт|пользователь)( \S{1,60}){0,3} (заблокирован|отключ|удал[её]н|неактив)|(konto|skrzynka)( \S{1,60}){0,3} (zablokowan|nieaktywn|wyłączon)|(停用|禁用|冻结|凍結|休眠|휴면|정지)/i,
    ],
  ],
  [
    'no-domain',
    '1.2',
    [
      /\b(host|domain|mx|dns)( \S{1,255})? (is |was |could |does )?(unknown|not (be )?found|does(n.?t| not) exist|not exist|invalid|unresolv\w*|no (mx|a|dns)|not (be )?resolved|not valid|misspell)/i,
      /(unknown|no such|invalid|unrouteable|unroutable|non-?existent|bad)( \S{1,20}){0,1} (host|domain|mail domain|destination (system|domain|host))|name or service not known|nxdomain|hostnotfound|dns (name )?(error|resolution|lookup|failure)|couldn.?t find any host|null mx|no (valid )?(mx|mail exchanger)|dns\S{0,20} (query|lookup)( \S{1,30}){0,3} fail|illegal host|name server( \S{1,30}){0,3} host not found/i,
      /domain( \S{1,255}){0,3} (existiert nicht|n.existe pas|no existe|non esiste|não existe|bestaat niet|nie istnieje|не существует|не найден)|домен\S{0,2}( \S{1,255}){0,3} не (существует|найден|знайден|існує)|域名.{0,10}(不存在|无法|错误)|ドメイン.{0,30}(見つか|存在し)/i,
    ],
  ],
  [
    'no-mailbox',
    '1.1',
    [
      /\b(no such|unknown|invalid|unrouteable|unroutable|non-?existent|undefined|bad|no|wrong|incorrect|unrecogni[sz]ed)( \S{1,40}){0,1} (user|recipient|mailbox|mail box|address|addressee|account|local|person|alias|inbox|e-?mail)(?!\w)/i,
      /(user|recipient|recipients|mailbox|mail box|account|address|addressee|person|local part|inbox|alias|name|e-?mail)(\(s\))?( \S{1,100}){0,4} (is |was |are |could |can ?|be |you (have )?(entered|specified) )*(unknown|not (be )?(found|listed|known|recogni[sz]ed|valid|exist|local|registered|in (my|our|the)|here|present)|invalid|no longer exists?|does(n.?t| not) (exist|have)|unrouteable|undeliverable|nonexistent|incorrect|not a (valid|known|real))/i,
      /(usr|user|recipient) (unk|unknown|notfound)|mailbox( \S{1,60})? unavailable|unknown[_ -](user|recipient|local)|user ?unknown|recipnotfound|recipientnotfound|no mailbox (here )?(by|for|under)|no mailbox here|doesn.?t have an? .{1,60}account|not a valid (user|mailbox|recipient|address)|(not listed in|unknown in|not in)( \S{1,30}){0,4} (directory|table|address ?book|list|database)|unrecogni[sz]ed-or-name|or-?name|invalid recipient|recipient (address )?rejected|recipient reject|rcpt( to)?:?.{0,80}(reject|not found)|this address no longer|not our customer|address rejected|possibly incorrect|wasn.?t found at|isn.?t (in|listed|at)/i,
      /(empfänger|benutzer|adresse|postfach|konto|e-?mail-?adresse|mailbox)( \S{1,100}){0,4} (existiert nicht|unbekannt|nicht gefunden|nicht bekannt|ungültig|nicht vorhanden)|unbekannte\w? (benutzer|empfänger|adresse)|(utilisateur|destinataire|adresse|boîte|compte)( \S{1,100}){0,4} (inconnu|introuvable|inexistant|n.existe (pas|plus)|n.a pas été trouv|invalide)|(usuario|destinatario|buzón|dirección|cuenta)( \S{1,100}){0,4} (desconocid|no existe|no (se |ha sido )?(encontr|encuentra)|inexistente|inválid)|(utente|destinatario|casella|indirizzo)( \S{1,100}){0,4} (sconosciut|inesistente|non (esiste|trovat|valid))|(usuário|destinatário|caixa|endereço|conta)( \S{1,100}){0,4} (desconhecid|inexistente|não (existe|encontrad)|inválid)|(gebruiker|ontvanger|adres|postvak|account)( \S{1,100}){0,4} (onbekend|bestaat niet|niet gevonden|ongeldig)|(użytkownik|odbiorc|adres|skrzynka|konto)\S{0,3}( \S{1,100}){0,4} (nieznan|nie istnieje|nie znaleziono|nieprawidłow)|(användare|mottagare|adress)\S{0,3}( \S{1,100}){0,4} (okänd|finns inte|hittades inte)/i,
      /(пользовател|получател|адрес|ящик|учетн|аккаунт)\S{0,8}( \S{1,100}){0,5} (не (существует|найден|зарегистрирован|известен)|неизвест|отсутству|недействител)|(такого|такой) (пользовател|ящик|адрес)|(користувач|одержувач|отримувач|адрес|скриньк)\S{0,8}( \S{1,100}){0,5} (не (існує|знайден)|невідом)|(地址|用户|用戶|收件人|邮箱|郵箱|帐号|账号).{0,40}(不存在|无效|無效|未找到|找不到|没有找到|錯誤|错误)|(宛先|アドレス|ユーザー?|受信者|メールボックス).{0,40}(存在し(ない|ません)|見つか(らない|りません)|不明|無効)|(주소|사용자|수신자|계정).{0,40}(존재하지|없습니다|없는|찾을 수 없|잘못)/i,
    ],
  ],
  [
    'moved',
    '1.6',
    [
      /(user|mailbox|account|recipient|address|person) (has |have )?(moved|changed)|please (try|use|update)( \S{1,60}){0,3} new address|has left the (company|organi[sz]ation)/i,
    ],
  ],
  [
    'time-out',
    '4.7',
    [
      /retry time( \S{1,20}){0,2} (not reached|exceeded)|retry time-?out|gave up|giving up|given up|too long|(queue|delivery|retry|message|time|lifetime)\w*( \S{1,20}){0,4} (expired|exceeded)|delivery time expired|in (the )?queue (for )?(too|more)|was not delivered within|(number of|delivery) attempts exceeded|maximum retries|failed \d{1,3} attempts|(message|mail) timed out/i,
    ],
  ],
  [
    'unreachable',
    '4.1',
    [
      /(connection|connect|operation|conversation|read|network|session|socket)( \S{1,255}){0,6} (timed? ?out|refused|timeout|reset|dropped|lost|closed|failed|unreachable|aborted)|no route to host|(could|can|did) ?not (connect|respond|answer)|(couldn|wasn|isn|didn)('|’)?t (connect|establish|answer|respond)|unreachable|no answer|not responding|did not respond|host (is )?down|timed out while|unable to (connect|establish|contact|open connection)|socket|tls (handshake|negotiation)|starttls|\bssl\b/i,
    ],
  ],
  [
    'not-accepting',
    '2.0',
    [
      /(not|no longer) (currently )?accept\w*( \S{1,20}){0,4} (mail|messages|e-?mail)|does(n.?t| not) (want|wish|accept)( \S{1,20}){0,3} (mail|messages|email)|not accepting|refuses? to (accept|receive)|only accepts? mail from|blocked by (the )?(user|recipient)|recipient (has )?(blocked|refuse)|restricted to|notauthori[sz]ed; not authenticated/i,
    ],
  ],
  [
    'spam',
    '7.1',
    [
      /spam|junk mail|bulk mail|unsolicited|blacklist|black list|block ?list|block list|\brbl\b|dnsbl|spamhaus|spamcop|barracudacentral|sorbs|reputation|listed (at|by|in|on)|poor reputation|phish|suspicious|垃圾邮件|スパム|스팸|спам/i,
    ],
  ],
  [
    'content',
    '6.0',
    [
      /virus|malware|infected|banned (file|attachment|content)|(attachment|file)( \S{1,40}){0,3} (not allowed|blocked|forbidden|prohibited|removed)|(content|body|subject)( \S{1,20}){0,2} (rejected|refused|prohibited|filter)|content filter|malformed|(invalid|bad|broken|missing|duplicate) (header|mime)|8bitmime/i,
    ],
  ],
  [
    'policy',
    '7.1',
    [
      /policy|access (was |is )?(denied|refused|not granted)|not authori[sz]ed|permission|block(ed|ing)\b|(admin\w*|security) (prohib|reject|filter|restrict)|firewall|refused by|prohibited|forbidden|banned|filtered|rejected by (the )?(recipient|server|rule|filter)|rule imposed/i,
    ],
  ],
  [
    'system',
    '3.0',
    [
      /(local|system|server|internal|configuration|processing|temporary|i\/o) (error|failure|problem|fault|trouble)|(insufficient|not enough) system|service (is )?(currently )?unavailable|(currently|temporarily) (unavailable|rejected|unable)|try (again )?later|can.?t create|out of memory|misconfigur/i,
    ],
  ],
];

export interface FailureKind {
  readonly kind: BounceKind;
  /** Subject and detail: `1.1`. */
  readonly detail: string;
}

/** Longest text that is looked at: a diagnosis, or the server's own words. */
const MAX_WORDS = 8 * 1024;

/** What is meant by “550 no such user”; undefined where the words say nothing known. */
export function failureKind(words: string): FailureKind | undefined {
  const said = words.slice(0, MAX_WORDS).replace(/\s+/g, ' ');
  const row = KINDS.find(([, , sentences]) => sentences.some((sentence) => sentence.test(said)));
  return row === undefined ? undefined : { kind: row[0], detail: row[1] };
}

/** Kinds that are temporary by their nature: who gave up says 5, and it is a 4 all the same. */
const PASSING: ReadonlySet<BounceKind> = new Set<BounceKind>([
  'unreachable',
  'time-out',
  'greylisted',
  'rate',
  'system',
]);

/** `5.1.1` for “550 no such user”; '' where the words say nothing known. A class of 4 stays one. */
export function statusOfWords(words: string, statusClass: '4' | '5'): string {
  const found = failureKind(words);
  if (found === undefined) return '';
  return `${PASSING.has(found.kind) ? '4' : statusClass}.${found.detail}`;
}
