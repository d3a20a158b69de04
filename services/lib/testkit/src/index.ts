export * from './builders.ts';
export * from './dot-png.ts';
export * from './manual-clock.ts';
export * from './seeded.ts';
export * from './temp-folder.ts';
export * from './wait-for.ts';
export * from './simulators/conversation-book.ts';
export * from './simulators/fault-plan.ts';
export * from './simulators/simulator-event.ts';
export * from './simulators/served-files.ts';
export * from './simulators/delivery-queue.ts';
export type { ProviderPlace } from './simulators/provider-server.ts';
export * from './simulators/webhook-sender.ts';
export { GRAPH_ERROR_NAMES } from './simulators/graph/graph-api.ts';
export * from './simulators/graph/graph-customers.ts';
export { GRAPH_ERRORS, type GraphErrorName } from './simulators/graph/graph-errors.ts';
export type { AcceptedMessage, GraphPerson } from './simulators/graph/graph-page.ts';
export * from './simulators/graph/graph-simulator.ts';
export * from './simulators/graph/graph-webhook.ts';
export {
  WHATSAPP_ERRORS,
  WHATSAPP_ERROR_NAMES,
  type WhatsappErrorName,
} from './simulators/whatsapp/whatsapp-errors.ts';
export type { AcceptedWhatsapp, WhatsappPerson } from './simulators/whatsapp/whatsapp-number.ts';
export * from './simulators/whatsapp/whatsapp-people.ts';
export * from './simulators/whatsapp/whatsapp-simulator.ts';
export type { TwilioMessage, TwilioStatus } from './simulators/twilio/twilio-account.ts';
export { TWILIO_ERRORS, TWILIO_ERROR_NAMES, type TwilioErrorName } from './simulators/twilio/twilio-errors.ts';
export * from './simulators/twilio/twilio-phones.ts';
export * from './simulators/twilio/twilio-simulator.ts';
export * from './simulators/twilio/twilio-webhook.ts';
export { CENTRE_ERRORS, CENTRE_ERROR_NAMES, type CentreErrorName } from './simulators/smpp/centre-errors.ts';
export * from './simulators/smpp/message-centre.ts';
export { VONAGE_ERRORS, VONAGE_ERROR_NAMES, type VonageErrorName } from './simulators/vonage/vonage-errors.ts';
export * from './simulators/vonage/vonage-simulator.ts';
export * from './simulators/vonage/vonage-signature.ts';
export type { BounceOptions } from './simulators/mail/bounce-report.ts';
export type { MailToWrite } from './simulators/mail/compose-mail.ts';
export type { MailDeliveries } from './simulators/mail/mail-deliveries.ts';
export { MAIL_ERRORS, MAIL_ERROR_NAMES, type MailErrorName } from './simulators/mail/mail-errors.ts';
export * from './simulators/mail/mail-simulator.ts';
export { PUSH_ERRORS, PUSH_ERROR_NAMES, type PushErrorName } from './simulators/push/push-errors.ts';
export * from './simulators/push/push-simulator.ts';
export { MAX_KEPT_MAILS, MAX_KEPT_MAIL_BYTES } from './simulators/mail/mailboxes.ts';
export type { MailEnvelope, ReceivedMail } from './simulators/mail/received-mail.ts';
export type { TelegramSent, TelegramWebhook } from './simulators/telegram/telegram-bot.ts';
export {
  TELEGRAM_ERRORS,
  TELEGRAM_ERROR_NAMES,
  type TelegramErrorName,
} from './simulators/telegram/telegram-errors.ts';
export * from './simulators/telegram/telegram-person.ts';
export * from './simulators/telegram/telegram-simulator.ts';
