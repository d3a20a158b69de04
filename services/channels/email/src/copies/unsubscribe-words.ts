/** What the page says, in one language. */
export interface UnsubscribeWords {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Name of the page. */
  readonly title: string;
  readonly ask: string;
  /** What copies are, and that answers to mails go on. */
  readonly about: string;
  readonly from: string;
  readonly to: string;
  readonly stop: string;
  readonly stopped: string;
  /** Two ways back. */
  readonly stoppedAbout: string;
  readonly again: string;
  readonly resumed: string;
  readonly unknown: string;
  readonly unknownAbout: string;
  readonly refused: string;
  readonly refusedAbout: string;
  readonly later: string;
  readonly laterAbout: string;
}

const ENGLISH: UnsubscribeWords = {
  language: 'en',
  direction: 'ltr',
  title: 'Copies by email',
  ask: 'No more copies by email?',
  about:
    'When we answer you in the app and you are not there, a copy of the answer goes to your email address. Answers to emails that you write to us are not affected.',
  from: 'From',
  to: 'To',
  stop: 'Send me no more copies',
  stopped: 'You get no more copies',
  stoppedAbout:
    'Answers to emails that you write to us still come. Copies come again when you write to us by email, or ask for them here.',
  again: 'Send me copies again',
  resumed: 'You get copies again',
  unknown: 'This link does not work',
  unknownAbout: 'It is incomplete or is not one of ours. Open it once more from the email.',
  refused: 'This was not understood',
  refusedAbout: 'Nothing has changed. Open the link from the email and use the button there.',
  later: 'This could not be saved',
  laterAbout: 'Nothing has changed. Please try again in a few minutes.',
};

/** The first is for everybody else. */
export const UNSUBSCRIBE_WORDS: readonly UnsubscribeWords[] = [
  ENGLISH,
  {
    language: 'de',
    direction: 'ltr',
    title: 'Kopien per E-Mail',
    ask: 'Keine Kopien mehr per E-Mail?',
    about:
      'Wenn wir Ihnen in der App antworten und Sie nicht da sind, geht eine Kopie der Antwort an Ihre E-Mail-Adresse. Antworten auf E-Mails, die Sie uns schreiben, sind davon nicht betroffen.',
    from: 'Von',
    to: 'An',
    stop: 'Keine Kopien mehr senden',
    stopped: 'Sie bekommen keine Kopien mehr',
    stoppedAbout:
      'Antworten auf Ihre E-Mails kommen weiterhin. Kopien kommen wieder, wenn Sie uns eine E-Mail schreiben oder sie hier bestellen.',
    again: 'Wieder Kopien senden',
    resumed: 'Sie bekommen wieder Kopien',
    unknown: 'Dieser Link funktioniert nicht',
    unknownAbout: 'Er ist unvollständig oder stammt nicht von uns. Öffnen Sie ihn noch einmal aus der E-Mail.',
    refused: 'Das wurde nicht verstanden',
    refusedAbout: 'Es hat sich nichts geändert. Öffnen Sie den Link aus der E-Mail und benutzen Sie den Knopf dort.',
    later: 'Das konnte nicht gespeichert werden',
    laterAbout: 'Es hat sich nichts geändert. Bitte versuchen Sie es in einigen Minuten noch einmal.',
  },
  {
    language: 'fr',
    direction: 'ltr',
    title: 'Copies par e-mail',
    ask: 'Ne plus recevoir de copies par e-mail ?',
    about:
      'Quand nous vous répondons dans l’application en votre absence, une copie de la réponse est envoyée à votre adresse e-mail. Les réponses aux e-mails que vous nous écrivez ne sont pas concernées.',
    from: 'De',
    to: 'À',
    stop: 'Ne plus envoyer de copies',
    stopped: 'Vous ne recevrez plus de copies',
    stoppedAbout:
      'Les réponses à vos e-mails continuent d’arriver. Les copies reprennent si vous nous écrivez par e-mail ou si vous les redemandez ici.',
    again: 'Envoyer de nouveau des copies',
    resumed: 'Vous recevez de nouveau des copies',
    unknown: 'Ce lien ne fonctionne pas',
    unknownAbout: 'Il est incomplet ou ne vient pas de nous. Ouvrez-le à nouveau depuis l’e-mail.',
    refused: 'La demande n’a pas été comprise',
    refusedAbout: 'Rien n’a changé. Ouvrez le lien depuis l’e-mail et utilisez le bouton de la page.',
    later: 'La demande n’a pas pu être enregistrée',
    laterAbout: 'Rien n’a changé. Veuillez réessayer dans quelques minutes.',
  },
  {
    language: 'es',
    direction: 'ltr',
    title: 'Copias por correo',
    ask: '¿No más copias por correo?',
    about:
      'Cuando le respondemos en la aplicación y usted no está, enviamos una copia de la respuesta a su correo. Las respuestas a los correos que usted nos escribe no cambian.',
    from: 'De',
    to: 'Para',
    stop: 'No enviar más copias',
    stopped: 'Ya no recibirá copias',
    stoppedAbout:
      'Las respuestas a sus correos siguen llegando. Las copias vuelven si nos escribe por correo o las pide aquí.',
    again: 'Volver a enviar copias',
    resumed: 'Vuelve a recibir copias',
    unknown: 'Este enlace no funciona',
    unknownAbout: 'Está incompleto o no es nuestro. Ábralo de nuevo desde el correo.',
    refused: 'No se entendió la petición',
    refusedAbout: 'Nada ha cambiado. Abra el enlace desde el correo y use el botón de la página.',
    later: 'No se pudo guardar',
    laterAbout: 'Nada ha cambiado. Inténtelo de nuevo en unos minutos.',
  },
  {
    language: 'pl',
    direction: 'ltr',
    title: 'Kopie e-mailem',
    ask: 'Nie wysyłać więcej kopii e-mailem?',
    about:
      'Gdy odpowiadamy w aplikacji, a Ciebie tam nie ma, kopia odpowiedzi trafia na Twój adres e-mail. Nie dotyczy to odpowiedzi na e-maile, które do nas piszesz.',
    from: 'Od',
    to: 'Do',
    stop: 'Nie wysyłaj więcej kopii',
    stopped: 'Kopie nie będą już wysyłane',
    stoppedAbout:
      'Odpowiedzi na Twoje e-maile nadal będą przychodzić. Kopie wrócą, gdy napiszesz do nas e-mail albo poprosisz o nie tutaj.',
    again: 'Wysyłaj znowu kopie',
    resumed: 'Kopie będą znowu wysyłane',
    unknown: 'Ten link nie działa',
    unknownAbout: 'Jest niepełny albo nie pochodzi od nas. Otwórz go ponownie z e-maila.',
    refused: 'Nie zrozumieliśmy tej prośby',
    refusedAbout: 'Nic się nie zmieniło. Otwórz link z e-maila i użyj przycisku na stronie.',
    later: 'Nie udało się tego zapisać',
    laterAbout: 'Nic się nie zmieniło. Spróbuj ponownie za kilka minut.',
  },
  {
    language: 'uk',
    direction: 'ltr',
    title: 'Копії електронною поштою',
    ask: 'Більше не надсилати копій електронною поштою?',
    about:
      'Коли ми відповідаємо в застосунку, а вас там немає, копія відповіді надходить на вашу електронну адресу. Відповідей на ваші листи до нас це не стосується.',
    from: 'Від',
    to: 'Кому',
    stop: 'Більше не надсилати копій',
    stopped: 'Копії більше не надходитимуть',
    stoppedAbout:
      'Відповіді на ваші листи надходитимуть і далі. Копії надходитимуть знову, якщо ви напишете нам листа або попросите про це тут.',
    again: 'Знову надсилати копії',
    resumed: 'Копії знову надходитимуть',
    unknown: 'Це посилання не працює',
    unknownAbout: 'Воно неповне або не наше. Відкрийте його з листа ще раз.',
    refused: 'Запит не зрозумілий',
    refusedAbout: 'Нічого не змінилося. Відкрийте посилання з листа й скористайтеся кнопкою на сторінці.',
    later: 'Це не вдалося зберегти',
    laterAbout: 'Нічого не змінилося. Спробуйте ще раз за кілька хвилин.',
  },
  {
    language: 'ru',
    direction: 'ltr',
    title: 'Копии по электронной почте',
    ask: 'Больше не присылать копии по почте?',
    about:
      'Когда мы отвечаем в приложении, а вас там нет, копия ответа приходит на ваш адрес электронной почты. Ответов на ваши письма к нам это не касается.',
    from: 'От',
    to: 'Кому',
    stop: 'Больше не присылать копии',
    stopped: 'Копии больше не будут приходить',
    stoppedAbout:
      'Ответы на ваши письма будут приходить и дальше. Копии снова будут приходить, если вы напишете нам письмо или попросите об этом здесь.',
    again: 'Снова присылать копии',
    resumed: 'Копии снова будут приходить',
    unknown: 'Эта ссылка не работает',
    unknownAbout: 'Она неполная или не наша. Откройте её из письма ещё раз.',
    refused: 'Запрос не понят',
    refusedAbout: 'Ничего не изменилось. Откройте ссылку из письма и нажмите кнопку на странице.',
    later: 'Это не удалось сохранить',
    laterAbout: 'Ничего не изменилось. Попробуйте ещё раз через несколько минут.',
  },
  {
    language: 'ja',
    direction: 'ltr',
    title: 'メールでの控え',
    ask: 'メールでの控えを停止しますか？',
    about:
      'アプリでの回答をご覧になっていないとき、その控えをメールでお送りしています。お客様からのメールへの返信には影響しません。',
    from: '差出人',
    to: '宛先',
    stop: '控えを停止する',
    stopped: '控えの送信を停止しました',
    stoppedAbout:
      'お客様からのメールへの返信は引き続きお送りします。メールをお送りいただくか、こちらで再開されると、控えの送信が再び始まります。',
    again: '控えの送信を再開する',
    resumed: '控えの送信を再開しました',
    unknown: 'このリンクは使えません',
    unknownAbout: 'リンクが途中で切れているか、当方のものではありません。メールからもう一度開いてください。',
    refused: 'お申し出を確認できませんでした',
    refusedAbout: '何も変更されていません。メールのリンクを開き、ページのボタンをお使いください。',
    later: '保存できませんでした',
    laterAbout: '何も変更されていません。数分後にもう一度お試しください。',
  },
  {
    language: 'ar',
    direction: 'rtl',
    title: 'النسخ بالبريد الإلكتروني',
    ask: 'هل تريد إيقاف النسخ بالبريد الإلكتروني؟',
    about:
      'عندما نجيبك في التطبيق وأنت غير متصل، تُرسل نسخة من الإجابة إلى بريدك الإلكتروني. لا يشمل ذلك الإجابات عن الرسائل التي تكتبها إلينا بالبريد.',
    from: 'من',
    to: 'إلى',
    stop: 'إيقاف إرسال النسخ',
    stopped: 'لن تصلك نسخ بعد الآن',
    stoppedAbout: 'ستظل تصلك الإجابات عن رسائلك. يعود إرسال النسخ إذا كتبت إلينا بالبريد أو طلبتها هنا.',
    again: 'إرسال النسخ من جديد',
    resumed: 'ستصلك النسخ من جديد',
    unknown: 'هذا الرابط لا يعمل',
    unknownAbout: 'الرابط ناقص أو ليس من روابطنا. افتحه مرة أخرى من الرسالة.',
    refused: 'لم نفهم الطلب',
    refusedAbout: 'لم يتغير شيء. افتح الرابط من الرسالة واستخدم الزر في الصفحة.',
    later: 'تعذر حفظ ذلك',
    laterAbout: 'لم يتغير شيء. يرجى المحاولة مرة أخرى بعد بضع دقائق.',
  },
  {
    language: 'he',
    direction: 'rtl',
    title: 'עותקים בדוא״ל',
    ask: 'להפסיק לקבל עותקים בדוא״ל?',
    about:
      'כשאנחנו עונים לך באפליקציה ואינך שם, עותק של התשובה נשלח לכתובת הדוא״ל שלך. תשובות להודעות דוא״ל ששלחת אלינו אינן מושפעות.',
    from: 'מאת',
    to: 'אל',
    stop: 'לא לשלוח עוד עותקים',
    stopped: 'לא יישלחו אליך עוד עותקים',
    stoppedAbout: 'תשובות להודעות הדוא״ל שלך ימשיכו להגיע. עותקים יישלחו שוב אם תכתבו אלינו בדוא״ל או תבקשו אותם כאן.',
    again: 'לשלוח שוב עותקים',
    resumed: 'עותקים יישלחו אליך שוב',
    unknown: 'הקישור אינו פועל',
    unknownAbout: 'הוא חלקי או שאינו שלנו. יש לפתוח אותו שוב מתוך ההודעה.',
    refused: 'הבקשה לא הובנה',
    refusedAbout: 'דבר לא השתנה. יש לפתוח את הקישור מתוך ההודעה ולהשתמש בכפתור שבדף.',
    later: 'לא ניתן היה לשמור',
    laterAbout: 'דבר לא השתנה. אפשר לנסות שוב בעוד כמה דקות.',
  },
];

export const UNSUBSCRIBE_LANGUAGES: readonly string[] = UNSUBSCRIBE_WORDS.map(({ language }) => language);

/** Of a language that a browser asks for, else English. */
export function wordsIn(language: string | false): UnsubscribeWords {
  return UNSUBSCRIBE_WORDS.find((words) => words.language === language) ?? ENGLISH;
}
