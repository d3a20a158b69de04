export type HeaderLabel = 'from' | 'date' | 'to' | 'subject';

/** What mail programs call these fields where they quote a header, lower case. */
const LABELS: Readonly<Record<HeaderLabel, string>> = {
  from: 'from|von|de|da|van|från|fra|frá|lähettäjä|od|от|від|от кого|feladó|kimden|gönderen|expéditeur|mittente|remitente|afzender|avsändare|afsender|avsender|nadawca|отправитель|відправник|odesílatel|odosielateľ|expeditor|pošiljatelj|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|από|מאת|من|từ|dari|saatja|no|nuo',
  date: 'date|sent|sent at|datum|gesendet|envoyé|envoyé le|data|enviado|enviada|enviado el|enviado em|fecha|inviato|verzonden|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|data wysłania|дата|отправлено|надіслано|відправлено|odesláno|odoslané|dátum|küldve|elküldve|gönderilme tarihi|gönderildi|tarih|trimis|dată|poslano|送信日時|日時|日付|发送时间|日期|寄件日期|傳送時間|보낸 날짜|날짜|ημερομηνία|ngày|tanggal|kuupäev|risposta',
  to: 'to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|кому|címzett|kime|alıcı|către|destinataire|destinatario|destinatário|mottaker|modtager|prima|宛先|收件人|收件者|받는 사람|προς|đến|kepada|cc|kopie|copie|kopia|копия|копія',
  subject:
    'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|тема|předmět|predmet|tárgy|konu|subiect|naslov|件名|主题|主題|主旨|제목|θέμα|chủ đề|perihal|teema',
};

export const HEADER_LABELS: ReadonlyMap<string, HeaderLabel> = new Map(
  (Object.keys(LABELS) as HeaderLabel[]).flatMap((label) =>
    LABELS[label].split('|').map((word) => [word, label] as const),
  ),
);

/** Between dashes above an original, lower case. */
export const ORIGINAL_MARKS =
  "original message|original e-mail|original email|original appointment|reply message|ursprüngliche nachricht|originalnachricht|original-nachricht|message d'origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|original meddelelse|oprindelig meddelelse|oprindelig besked|originalmeddelande|ursprungligt meddelande|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|первоначальное сообщение|оригинальное сообщение|оригінальне повідомлення|původní zpráva|pôvodná správa|eredeti üzenet|mesajul original|mesaj original|orijinal mesaj|orijinal ileti|özgün ileti|izvorna poruka|originalna poruka|原始邮件|原邮件|原始郵件|元のメッセージ|원본 메시지|원본 메일|πρωτότυπο μήνυμα".split(
    '|',
  );

/** “Wrote”, as it stands in headings above quotes. */
export const ATTRIBUTION_VERBS = [
  'wrote',
  'writes',
  'schrieb',
  'schrieben',
  'écrit',
  'a écrit',
  'escribió',
  'escribio',
  'escreveu',
  'scritto',
  'scrive',
  'schreef',
  'geschreven',
  'skrev',
  'skreiv',
  'kirjoitti',
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'pisze',
  'napsal',
  'napsala',
  'napsal\\(a\\)',
  'napísal',
  'napísala',
  'napísal\\(a\\)',
  'написал',
  'написала',
  'написал\\(а\\)',
  'пишет',
  'писал',
  'писала',
  'написав',
  'написала',
  'пише',
  'писав',
  'írta',
  'a scris',
  'scrie',
  'yazdı',
  'şunu yazdı',
  'napisao',
  'napisala',
  'napisao/la',
  'je napisao',
  'έγραψε',
  'כתב',
  'כתבה',
  'كتب',
  'đã viết',
  'menulis',
  'kirjutas',
  'parašė',
  'rakstīja',
  'написа',
  'quoting',
];

/** The same where words are not parted by blanks. */
export const ATTRIBUTION_ENDINGS = ['写道', '寫道', 'のメッセージ', '書きました', '작성'];
