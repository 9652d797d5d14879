/** What somebody sees who is not logged in: a one-time link's button, or a form for name and password. */
import {el, refill} from './dom.js';
import {logIn, useLink} from './api.js';
import {t} from './text.js';

const picture = () => el('img', {src: '/icon.svg', alt: '', width: 72, height: 72});

export function isLink(path) {
  return path.startsWith('/login/');
}

/** A link is used up by a press alone: the preview of a messenger fetches it too. */
export function showLink(main, link) {
  const said = el('p', {role: 'alert'});
  const button = el('button', {class: 'primary', type: 'button', on: {click: press}}, t('login.button'));
  main.className = 'message';
  refill(main, picture(), el('h1', {}, t('login.title')), el('p', {}, t('login.text')), button, said);
  button.focus();

  async function press() {
    button.disabled = true;
    said.textContent = await reasonAgainst(() => useLink(link), 'login.used');
    button.disabled = false;
  }
}

export function showForm(main) {
  const name = el('input', {name: 'username', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true, maxlength: 32});
  const password = el('input', {name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxlength: 256});
  const said = el('p', {role: 'alert'});
  const button = el('button', {class: 'primary'}, t('login.enter'));
  main.className = 'message';
  refill(main,
    picture(),
    el('h1', {}, t('out.title')),
    el('p', {}, t('out.text')),
    el('form', {class: 'login', on: {submit}},
      el('label', {}, t('login.name'), name), el('label', {}, t('login.password'), password), button, said));

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    said.textContent = await reasonAgainst(() => logIn(name.value.trim().toLowerCase(), password.value.trim()), 'login.wrong');
    button.disabled = false;
    password.select();
  }
}

/** Goes to the page once it is done; else says why not. */
async function reasonAgainst(deed, refused) {
  try {
    await deed();
    if (isLink(location.pathname)) location.replace('/'); else location.reload();
    return '';
  } catch (problem) {
    if (problem.status === 403) return t(refused);
    return problem.status === 429 ? t('login.often') : t('login.failed', {reason: problem.message});
  }
}
