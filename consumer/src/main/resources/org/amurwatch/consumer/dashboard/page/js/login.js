/** What somebody sees who is not logged in: a one-time link's button, a form for name and password, or the way by a provider. */
import {el, refill} from './dom.js';
import {beginAtProvider, finishAtProvider, logIn, loginWays, useLink} from './api.js';
import {t} from './text.js';

const picture = () => el('img', {src: '/icon.svg', alt: '', width: 72, height: 72});

const BEGIN = '/login/oidc';
const CALLBACK = '/login/oidc/callback';

export function isLink(path) {
  return path.startsWith('/login/');
}

export function isProvider(path) {
  return path === BEGIN || path === CALLBACK;
}

/** Goes to the provider, or takes what somebody came back with from there. */
export function showProvider(main) {
  const query = new URLSearchParams(location.search);
  const back = location.pathname === CALLBACK;
  // The code is good for one use, and is no business of the history.
  history.replaceState(null, '', location.pathname);
  const said = el('p', {role: 'alert'});
  const button = el('button', {class: 'primary', type: 'button', on: {click: () => run(begin)}}, t('login.provider'));
  main.className = 'message';
  refill(main, picture(), el('h1', {}, t('login.title')), button, said);
  run(back ? () => finishAtProvider(query.get('state') ?? '', query.get('code') ?? '') : begin, back);

  async function run(deed, finishing = false) {
    button.disabled = true;
    said.textContent = await reasonAgainst(deed, 'login.provider-refused', finishing);
    button.disabled = false;
  }
}

async function begin() {
  location.assign((await beginAtProvider()).address);
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
  addProvider(main, said);

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    said.textContent = await reasonAgainst(() => logIn(name.value.trim().toLowerCase(), password.value.trim()), 'login.wrong');
    button.disabled = false;
    password.select();
  }
}

/** Below the form, where there is one. */
async function addProvider(main, said) {
  const form = main.querySelector('form');
  const ways = await loginWays().catch(() => null);
  if (!ways?.oidc || !form.isConnected) return;
  const button = el('button', {type: 'button', on: {click: press}}, t('login.provider'));
  form.after(el('p', {}, button));

  async function press() {
    button.disabled = true;
    said.textContent = await reasonAgainst(begin, 'login.provider-refused', false);
    button.disabled = false;
  }
}

/** Goes to the page once it is done, if that lets somebody in; else says why not. */
async function reasonAgainst(deed, refused, letsIn = true) {
  try {
    await deed();
    if (!letsIn) return '';
    if (isLink(location.pathname)) location.replace('/'); else location.reload();
    return '';
  } catch (problem) {
    if (problem.title === 'No role') return t('login.no-role');
    if (problem.title === 'No provider') return t('login.no-provider');
    if (problem.status === 403) return t(refused);
    return problem.status === 429 ? t('login.often') : t('login.failed', {reason: problem.message});
  }
}
