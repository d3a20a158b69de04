/**
 * Sentences by which mail servers say that a mail did not arrive, as their programs write them and as those who translate do.
 * Each is bounded, so that no text costs more than its length.
 */
export const FAILED: readonly RegExp[] = [
  /(could not|couldn.?t|can ?not|can.?t|was not|wasn.?t|not|has not) be(en)? (successfully )?(delivered|sent|reached|transmitted)/i,
  /(un)?able to (be )?deliver(ed)?\b|(was|were) (not|never) delivered|not been delivered/i,
  /un-?deliver(able|ed)\b|non-?deliver(able|ed|y)\b/i,
  /delivery (of your (message|mail) )?(has |to the following .{0,60}|to .{0,100})?(fail(ed|ure)|not possible|aborted|impossible)/i,
  /delivery (status notification|report|notification).{0,20}fail|delivery (error|problem)|(mail|message|e-?mail) (system|delivery|sending)?( \S{1,20})? ?(error|failure|failed)/i,
  /(did|does) not reach (some or all of )?(the|its|your) (intended )?recipients?/i,
  /permanent (fatal )?(error|failure)|fatal errors?\b|following address(es)? (had|failed|has)|(recipient|address)\S{0,4} (failed|had errors|cannot be reached|could not be reached)/i,
  /(no such|unknown|invalid|unrouteable|unroutable) (user|recipient|mailbox|address|local part)/i,
  /(user|recipient|mailbox|account|address)( \S{1,100})? (is |was )?(unknown|not found|does(n.?t| not) exist|disabled|inactive|unavailable|over quota|full|rejected)/i,
  /(mailbox|quota)\S{0,20} (is )?(full|exceeded)|over ?quota|user mailbox exceeds/i,
  /returned (mail|to sender)|return(ing|ed) (your )?(mail|message)|(message|mail) (has been |was |is being )?returned|bounced? (mail|message)/i,
  /(message|mail|e-?mail|delivery)( \S{1,40}){0,4} (was |has been |is |been )?(rejected|refused|blocked|bounced|discarded|not accepted)/i,
  /failure (notice|reasons?)\b|transcript of (the )?session follows|reason for (the )?(failure|non-?delivery)/i,
  /del[ie]very to the following .{0,60}(was|were|has been) (aborted|stopped|given up)|could not find (a|any) (gateway|route|host)|failed mail to|did not (exactly )?match an? .{0,40}address/i,
  /relay(ing)? (access )?denied|wasn.?t able to deliver|sorry it didn.?t work out|have given up|i.?ve given up/i,
  /(email|e-mail|message) address (not found|you entered couldn.?t be found)|address not found|message blocked|recipient inbox full|message not delivered|message too large/i,
  /unzustellbar|nicht (zugestellt|ausgeliefert|übermittelt|gesendet)|(zustellung|übermittlung|auslieferung).{0,60}(fehlgeschlagen|gescheitert|nicht möglich|fehler)|konnte nicht .{0,60}(zugestellt|übermittelt|gesendet|ausgeliefert)|zustellfehler|unzustellbarkeit/i,
  /non (remis|distribu|délivr|livr)|n.a (pas )?pu être .{0,20}(remis|livré|délivré|distribué|transmis|envoyé|acheminé)|(échec|erreur|problème) (de |d.|lors de ).{0,20}(remise|livraison|distribution|envoi|acheminement)|impossible de (remettre|délivrer|distribuer|livrer)/i,
  /no se (ha |han )?(pudo|podido|pudieron) (entregar|enviar)|no entregado|(error|fallo|problema) (de|en la|al) (entrega|envío|entregar)|no se puede entregar|no (fue|ha sido) (posible )?entrega|devuelto al remitente|correo devuelto/i,
  /impossibile (consegnare|recapitare|inviare)|mancat[ao] (recapito|consegna)|non (è stato |può essere |è stato possibile )?(recapitat|consegnat|consegnar|recapitar)|errore (di|nella) consegna/i,
  /não (foi possível|pôde|foi|pode).{0,30}entreg|não entregue|falha na entrega|(erro|falha|problema) (de|na|ao) (entrega|envio|entregar)|mensagem devolvida/i,
  /niet (worden |kunnen |kon )?.{0,30}(afgeleverd|bezorgd|geleverd)|onbestelbaar|(bezorging|aflevering).{0,30}mislukt|kan niet worden (bezorgd|afgeleverd)/i,
  /nie (można|mogła|udało się|może).{0,40}dostarcz|niedostarcz|nie (została|został|zostało) dostarcz|zwrot (wiadomości|poczty|do nadawcy)|błąd doręczenia|niedoręczon|nie dostarczono/i,
  /не (может быть |могло быть |удалось |было |была |было )?достав|недостав|не ?удается доставить|ошибка (при )?доставк|невозможно доставить|не доставлено|возвращено отправителю|возврат (письма|сообщения|почты)/i,
  /не (вдалося|може бути|було|вдається|був) .{0,20}доставл|не ?доставлен|недоставлен|помилка (при )?доставк|неможливо доставити/i,
  /(kunde|kan|har) inte (levereras|skickas|levererats)|kunne ikke leveres|kan ikke leveres|olevererbar|leveransfel|ei voitu toimittaa|teslim edilemedi|nedoruč|kézbesíthetetlen|nelze doručit/i,
  /配信(でき|不能|に失敗|エラー)|送信できません|送信できなかった|届(け|き)ません|配達(でき|不能)|未配信|宛先不明|無法(投遞|傳遞|送達)|无法(投递|送达|发送|传递|送到)|退信|被退回|投(递|遞)失(败|敗)|发送失败|배달되지|배달할 수|전송(할 수|되지|에 실패|이 실패| 실패)|반송|전달되지|발송.{0,6}실패/,
];

/** Sentences by which they say that they still try. */
export const DELAYED: readonly RegExp[] = [
  /(delivery|message|mail) (to .{0,80})?(has been |is |was |temporarily )*(delayed|deferred|postponed)/i,
  /not yet been delivered|still (being retried|trying|undelivered)|will (continue to|keep) (try|retry|attempt)|attempts will continue|(be|being) retried (for|until)|attempts? to deliver .{0,60}will (be )?continue/i,
  /(you )?do not need to (resend|re-send)|no action is required|this is (only )?a warning( message)?( only)?|\*\* ?this is a warning/i,
  /warning: (message|could not send)|delayed mail|delivery (delay|warning)|(delivery|mail) incomplete|delivery status notification \(delay\)|temporary (problem|failure) (delivering|in delivering)/i,
  /verzögert|verzögerung|retardé|retardée|en retard|retrasado|se ha retrasado|demorad|ritardat|in ritardo|atrasad|vertraagd|vertraging|opóźni|задерж|затрим|försenad|forsinket|遅延|遅れ|延迟|延遲|지연/i,
];

/** Subjects that only reports have; they must stand at the beginning. */
const REPORT_SUBJECT =
  /^(\[\S{1,40}\] )?(\*+ ?)?(undeliver(ed|able)|undelivered mail returned|mail delivery (failed|failure|error|problem|system|subsystem|status)|(mail|email|e-mail|message) delivery |failure notice|returned mail|delivery (status notification|failure|failed|notification|report|has failed|delayed|incomplete|problem)|non-?delivery|delayed mail|warning: (could not send|message)|could ?n[o.]t (be )?deliver|message (could not be|not|delivery|you sent blocked|rejected|undeliverable)|mail (system error|could not|not delivered|undeliverable)|nondeliverable|undeliverable:|rejected( mail|:)|(automatically )?rejected mail|bounce|not delivered|unable to deliver|failed (mail|delivery)|system error|user unknown|error sending|unzustellbar|zustell(ung|fehler)|unzustellbarkeit|mail nicht|nicht zugestellt|non remis|non distribuable|échec|remise |notification d.état|no se (puede|pudo)|no entregad|error de entrega|notificación de estado|devuelto|mancat[ao] |impossibile |non recapit|notifica (di )?stato|não (foi )?entreg|falha |niet (be|af)|onbestelbaar|zwrot|nie (można|dostarcz|udało)|niedostarcz|недостав|не (удалось|доставлен|удается|может|вдалося)|не ?доставл|возвращ|ошибка доставки|помилка|olevererbar|kunde inte|ej levererat|配信|未配信|未送達|宛先|送信|退信|系统退信|系統退信|邮件.{0,6}(退|失败)|无法|無法|반송|배달|전송 ?실패|메일 ?(전송|발송).{0,6}실패)/i;

/** Answers of people's mail programs while they are away, and of desks that took a mail in. */
const AUTO_ANSWER_SUBJECT =
  /^(\[\S{1,40}\] )?(auto(matic|mated)?[ -]?(reply|response|answer)|autoreply|auto:|out[ -]of[ -](the[ -])?office|ooo\b|vacation|away from|i am (away|out)|on (vacation|holiday|leave)|thank you for (contacting|your)|we (have )?received|ticket|abwesen|automatische antwort|automatisch antwoord|réponse automatique|absence|absent|respuesta autom|fuera de (la )?oficina|risposta automatica|fuori (ufficio|sede)|resposta autom|ausência|autosvar|automatiskt svar|frånvaro|autoodpowied|automatyczna odpowied|nieobecno|автоответ|автоматическ|авто-?відповід|автоматична відповідь|нет на месте|відсутн|自動(応答|返信)|不在|自动(回复|答复)|自動回覆|外出|부재중|자동 ?(회신|응답))/i;

/** Of those the ones that no person writes. */
const SURE_AUTO_ANSWER_SUBJECT =
  /^(auto(matic|mated)?[ -]?(reply|response)\b|autoreply|auto: |out[ -]of[ -](the[ -])?office|abwesenheits|automatische antwort|automatisch antwoord|réponse automatique|respuesta automática|risposta automatica|resposta automática|autosvar|automatiskt svar|autoodpowied|automatyczna odpowied|автоответ|автоматический ответ|автоматична відповідь|自動(応答|返信)|自动(回复|答复)|自動回覆|부재중|자동 ?(회신|응답))/i;

export function hasReportSubject(subject: string): boolean {
  return REPORT_SUBJECT.test(subject.trim()) || /\((delivery failed|non remis)\)$/i.test(subject.trim());
}

/** A sentence that gives the address right behind it, as no person writes it. */
export const FAILED_ADDRESS =
  /(could not|couldn.?t|can ?not|was not|not) be(en)? (successfully )?delivered to( the following \w{1,20})?[\s:"'<*-]{1,20}[^\s@"'<>]{1,64}@[^\s@"'<>]{1,255}/i;

export function hasAutoAnswerSubject(subject: string): boolean {
  return AUTO_ANSWER_SUBJECT.test(subject.trim());
}

export function hasSureAutoAnswerSubject(subject: string): boolean {
  return SURE_AUTO_ANSWER_SUBJECT.test(subject.trim());
}
