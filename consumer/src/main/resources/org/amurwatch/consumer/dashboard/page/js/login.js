/** What a one-time link shows. It is used up by a press alone: the preview of a messenger fetches it too. */
import {el, refill} from './dom.js';
import {useLink} from './api.js';
import {t} from './text.js';

export function isLink(path) {
  return path.startsWith('/login/');
}

export function showLogin(main, link) {
  const said = el('p', {role: 'alert'});
  const button = el('button', {class: 'primary', type: 'button', on: {click: () => open(link, button, said)}}, t('login.button'));
  main.className = 'message';
  refill(main, el('h1', {}, t('login.title')), el('p', {}, t('login.text')), button, said);
  button.focus();
}

async function open(link, button, said) {
  button.disabled = true;
  said.textContent = '';
  try {
    await useLink(link);
    location.replace('/');
  } catch (problem) {
    said.textContent = reason(problem);
    button.disabled = problem.status === 403;
  }
}

function reason(problem) {
  if (problem.status === 403) return t('login.used');
  return problem.status === 429 ? t('login.often') : t('login.failed', {reason: problem.message});
}
