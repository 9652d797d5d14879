/** Starts the page: who is here, in which language, which view. */
import {el, refill, say} from './dom.js';
import {get, useToken} from './api.js';
import {keepTime} from './time.js';
import {live} from './live.js';
import {speak, t, wantedLanguage} from './text.js';
import {isAlarm, state} from './state.js';
import {answerByKey} from './answers.js';
import {isLink, isProvider, showForm, showLink, showProvider} from './login.js';
import {showBar} from './bar.js';
import {showNotices} from './notices.js';
import {watchAlarms} from './alarm.js';
import {onKey} from './keys.js';

/** Views are loaded when they are first looked at. */
const VIEWS = {
  map: () => import('./map.js'),
  incidents: () => import('./incidents.js'),
  review: () => import('./review.js'),
  territories: () => import('./territories.js'),
  individuals: () => import('./individuals.js'),
  health: () => import('./health.js'),
};

let view = null;
let turn = 0;

/** `#/incidents/sector/1f` into view, id and what follows a question mark. */
function address() {
  const [way, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...id] = way.split('/');
  return {name: VIEWS[name] ? name : 'map', id: id.map(decodeURIComponent).join('/') || null, query: new URLSearchParams(query)};
}

async function route(first) {
  const place = address();
  if (view?.name === place.name && view.shown.go?.(place)) return;
  const mine = ++turn;
  const module = await VIEWS[place.name]();
  if (mine !== turn) return;
  view?.shown.close?.();
  const main = document.getElementById('view');
  main.className = place.name;
  main.replaceChildren();
  const shown = module.show(main, place);
  view = {name: place.name, shown};
  document.querySelectorAll('#bar nav a').forEach((link) =>
    markCurrent(link, link.dataset.view === place.name));
  if (!first) {
    main.focus({preventScroll: true});
    window.scrollTo(0, 0);
    say(t(`view.${place.name}`));
  }
}

function markCurrent(link, current) {
  if (!current) return link.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'page');
  link.parentElement.scrollLeft = link.offsetLeft - (link.parentElement.clientWidth - link.offsetWidth) / 2;
}

function refuse(main, problem) {
  document.getElementById('bar').replaceChildren();
  if (problem.status === 401 || problem.status === 403) return showForm(main);
  main.className = 'message';
  refill(main, el('h1', {}, t('down.title')), el('p', {}, t('down.text')), el('p', {class: 'soft'}, problem.message));
}

/** `a` without a choice is meant for the one critical incident that nobody has answered, and shows so. */
function answersOnlyAlarm(key) {
  const alarms = state.openIncidents().filter(isAlarm);
  return key === 'a' && alarms.length === 1 && answerByKey(key, alarms[0]);
}

async function start() {
  const main = document.getElementById('view');
  if (isLink(location.pathname)) {
    await speak(wantedLanguage());
    if (isProvider(location.pathname)) showProvider(main); else showLink(main, location.pathname);
    return;
  }
  let me;
  try {
    me = await get('me');
  } catch (problem) {
    await speak(wantedLanguage());
    refuse(main, problem);
    if (problem.status !== 401 && problem.status !== 403) setTimeout(start, 5000);
    return;
  }
  await speak(wantedLanguage(me.language));
  state.me = me;
  useToken(me.csrfToken);
  document.getElementById('skip').textContent = t('skip');
  showBar();
  showNotices();
  watchAlarms();
  keepTime();
  refill(main, el('p', {class: 'loading'}, t('loading')));
  live.addEventListener('snapshot', () => { route(true); window.addEventListener('hashchange', () => route(false)); }, {once: true});
  live.addEventListener('problem', ({detail}) => { if (!state.loaded) refill(main, el('p', {class: 'loading'}, t('loading')), el('p', {class: 'soft'}, detail.message)); });
  state.addEventListener('change', ({detail}) => view?.shown.update?.(detail));
  onKey((key, held) => (view?.shown.key?.(key, held) || answersOnlyAlarm(key)));
  window.addEventListener('signed-out', () => refuse(main, {status: 401}), {once: true});
  live.start();
}

start();
