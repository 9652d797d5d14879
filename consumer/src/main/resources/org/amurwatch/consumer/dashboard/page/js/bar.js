/** The bar at the top: views, whether we are live, and what each reader sets for this browser. */
import {el, refill} from './dom.js';
import {LANGUAGES, clock, offset, spoken, t} from './text.js';
import {live} from './live.js';
import {isAlarm, state} from './state.js';
import {soundSwitch} from './alarm.js';
import {showHelp} from './keys.js';

function views() {
  const {rights} = state.me;
  return ['map', rights.incidents && 'incidents', rights.review && 'review', rights.stations && 'territories', rights.individuals && 'individuals', rights.health && 'health'].filter(Boolean);
}

/** Who came by a link is called like the role. */
function isNamed() { return state.me.name !== state.me.role.toLowerCase().replaceAll('_', '-'); }

export function showBar() {
  const count = el('span', {class: 'count'});
  const status = el('p', {class: 'live', id: 'live', role: 'status'});
  const menu = el('details', {class: 'menu'},
    el('summary', {}, isNamed() ? el('span', {class: 'who'}, state.me.name) : null, el('span', {class: 'role'}, t(`role.${state.me.role}`))),
    el('div', {class: 'menu-body'}, languageChoice(), themeChoice(),
      el('button', {type: 'button', on: {click: showHelp}}, t('help.title'), ' ', el('kbd', {}, '?')),
      el('button', {type: 'button', on: {click: signOut}}, t('sign-out')),
      el('p', {class: 'soft'}, t('version', {version: state.me.version}))));
  document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') { menu.open = false; menu.firstChild.focus(); } });
  refill(document.getElementById('bar'),
    el('a', {class: 'brand', href: '#/map'}, el('img', {src: '/icon.svg', alt: '', width: 28, height: 28}), el('span', {}, 'Amur Watch')),
    el('nav', {'aria-label': t('nav')}, views().map((name) =>
      el('a', {href: `#/${name}`, 'data-view': name}, t(`view.${name}`), name === 'incidents' ? count : null))),
    status, state.me.rights.incidents ? soundSwitch() : null, menu);
  const tell = () => {
    const lost = live.lostAt;
    status.classList.toggle('lost', lost !== null && state.loaded);
    const text = lost === null ? t('live') : state.loaded ? t('live.lost', {time: `${clock(lost, state.me.timeZone)} ${offset(state.me.timeZone)}`}) : t('live.starting');
    if (status.textContent !== text) refill(status, el('span', {class: 'dot', 'aria-hidden': 'true'}), text);
  };
  live.addEventListener('change', tell);
  live.addEventListener('snapshot', tell);
  state.addEventListener('change', () => {
    const open = state.openIncidents();
    refill(count, open.length ? [el('span', {'aria-hidden': 'true'}, open.length), el('span', {class: 'unseen'}, t('incidents.open-count', {number: open.length}))] : null);
    count.classList.toggle('alarm', open.some(isAlarm));
  });
  tell();
}

function languageChoice() {
  const select = el('select', {id: 'language', on: {change: () => {
    localStorage.setItem('amurwatch.language', select.value);
    location.reload();
  }}}, Object.entries(LANGUAGES).map(([code, name]) => el('option', {value: code, lang: code, selected: code === spoken()}, name)));
  return el('label', {for: 'language'}, t('language'), select);
}

function themeChoice() {
  const chosen = localStorage.getItem('amurwatch.theme') ?? 'system';
  const select = el('select', {id: 'theme', on: {change: () => {
    if (select.value === 'system') {
      localStorage.removeItem('amurwatch.theme');
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem('amurwatch.theme', select.value);
      document.documentElement.dataset.theme = select.value;
    }
    window.dispatchEvent(new Event('theme'));
  }}}, ['system', 'light', 'dark'].map((name) => el('option', {value: name, selected: name === chosen}, t(`theme.${name}`))));
  return el('label', {for: 'theme'}, t('theme'), select);
}

async function signOut() {
  await fetch('/logout', {method: 'POST', headers: {'X-CSRF-Token': state.me.csrfToken}}).catch(() => null);
  location.reload();
}
