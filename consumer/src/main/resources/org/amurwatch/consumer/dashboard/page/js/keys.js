/** Single keys. They can be switched off, since speech input types letters too (WCAG 2.1.4). */
import {el} from './dom.js';
import {t} from './text.js';

const OFF = 'amurwatch.keys-off';
const HELP = ['?', 'j', 'k', 'Enter', 'a', 'w', 'h', 'r', 'f', '1–7', 'g m', 'm', '+', 'Esc'];
const GO = {m: '#/map', i: '#/incidents', r: '#/review', t: '#/territories', l: '#/individuals', h: '#/health'};

/** @param {function(string, boolean): boolean} listener says whether it did something with a key, which may be held down */
export function onKey(listener) {
  let went = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]')) return;
    if (event.key.length === 1 && localStorage.getItem(OFF)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // Enter on a link or button is the browser's.
    if (key === 'Enter' && event.target.closest('a, button, [role=button], summary')) return;
    if (Date.now() - went < 1500 && GO[key]) {
      went = 0;
      location.hash = GO[key];
      event.preventDefault();
    } else if (key === 'g') {
      went = Date.now();
    } else if (key === '?') {
      showHelp();
      event.preventDefault();
    } else if (listener(key, event.repeat)) {
      event.preventDefault();
    }
  });
}

export function showHelp() {
  const off = el('input', {type: 'checkbox', id: 'keys-on', on: {change: () => {
    if (off.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, '1');
  }}});
  off.checked = !localStorage.getItem(OFF);
  const dialog = el('dialog', {class: 'help', 'aria-labelledby': 'help-title'},
    el('h2', {id: 'help-title'}, t('help.title')),
    el('dl', {}, HELP.map((key) => [el('dt', {}, key.split(' ').map((one) => el('kbd', {}, one))), el('dd', {}, t(`help.${key}`))])),
    el('label', {class: 'switch', for: 'keys-on'}, off, t('help.on')),
    el('form', {method: 'dialog'}, el('button', {class: 'primary'}, t('close'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
