/** Notes of an incident, in free words: reading, writing, erasing. */
import {el, toast} from './dom.js';
import {path, post, remove} from './api.js';
import {t} from './text.js';
import {aged} from './time.js';
import {teamName} from './parts.js';
import {state} from './state.js';

/** As many characters as the server takes. */
const LONGEST = 2000;

/** The form stays as it is while the list is drawn anew: what somebody is writing is not lost. */
export function notesForm(id, stored) {
  if (!state.me.rights.answer) return null;
  const text = el('textarea', {id: 'note', rows: 3, maxlength: LONGEST, required: true});
  const form = el('form', {class: 'note-form'}, el('label', {for: 'note'}, t('note.write')), text,
    el('p', {class: 'soft'}, t('note.who-reads')), el('button', {type: 'submit'}, t('note.store')));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (await tried(() => post(`incidents/${path(id)}/notes`, {text: text.value}), t('note.stored'))) {
      text.value = '';
      stored();
    }
  });
  return form;
}

export function notesOf(incident, erased) {
  const zone = state.zone(incident.territory);
  return el('ol', {class: 'plain rows notes'}, (incident.notes ?? []).map((note) => el('li', {},
    el('p', {class: 'note-text'}, note.text),
    el('p', {class: 'soft'}, note.by, note.team ? ` · ${teamName(note.team)}` : null, ' · ', aged(note.at, zone, true), ' ',
      mayErase(note) ? eraseButton(incident, note, erased) : null))));
}

function mayErase(note) {
  return state.me.rights.answer && (note.by === state.me.name || state.me.role === 'ADMINISTRATOR');
}

function eraseButton(incident, note, erased) {
  return el('button', {type: 'button', class: 'quiet', on: {click: async () => {
    if (window.confirm(t('note.erase.sure'))
      && await tried(() => remove(`incidents/${path(incident.id)}/notes/${path(note.id)}`), t('note.erased'))) erased();
  }}}, t('note.erase'));
}

async function tried(call, done) {
  try {
    await call();
    toast(done);
    return true;
  } catch (problem) {
    toast(problem.status === 0 ? t('note.not-stored') : problem.message, true);
    return false;
  }
}
