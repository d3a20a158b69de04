import './customer-app.css';
import { choiceFromUrl } from './app-choice.ts';
import { embedMessenger } from './embed-messenger.ts';

const choice = choiceFromUrl(location.search);
const say = (id: string, words: string): void => {
  const element = document.getElementById(id);
  if (element !== null) element.textContent = words;
};

// Several devices may stand side by side in one page.
document.querySelector('main')?.setAttribute('aria-label', `Shop, device ${choice.device}`);
document.querySelector('header')?.setAttribute('aria-label', `Shop, device ${choice.device}`);
say('who', choice.user === undefined ? 'Not signed in' : 'Signed in');
embedMessenger(choice, (words) => say('fault', words));
