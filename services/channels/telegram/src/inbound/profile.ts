import type { Profile } from '@onethread/contracts';
import { clip } from './clip.ts';
import type { TelegramMessage, TelegramUser } from './update.ts';

/** What Telegram says of a person with everything that they do. */
export function profileOf(user: TelegramUser): Profile {
  const { first_name: first, last_name: last, username, language_code: language } = user;
  const name = [first, last].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    ...(name === '' ? {} : { name: clip(name, 200) }),
    address: username === undefined || username === '' ? `Telegram ${user.id}` : clip(`@${username}`, 320),
    ...(language === undefined || !isLanguage(language) ? {} : { language }),
  };
}

/** A person who shares their own number has said it; Telegram marks it as theirs. Still a claim: apps can be forged. */
export function phoneOf({ contact, from }: TelegramMessage): Pick<Profile, 'phone'> {
  if (contact === undefined || from === undefined || contact.user_id !== from.id) return {};
  const digits = contact.phone_number.replaceAll(/\D/g, '');
  return digits.length >= 5 && digits.length <= 15 ? { phone: `+${digits}` } : {};
}

function isLanguage(tag: string): boolean {
  return tag.length <= 35 && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);
}
