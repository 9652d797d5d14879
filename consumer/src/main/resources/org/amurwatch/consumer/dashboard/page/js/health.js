/** Whether the system itself is well. */
import {el, refill} from './dom.js';
import {number, t, word} from './text.js';
import {get} from './api.js';
import {state} from './state.js';

/** What changes without an event, such as a lag, is asked for this often, ms. */
const EVERY = 15000;

export function show(main) {
  const place = el('div', {class: 'blocks three'});
  refill(main, el('h1', {}, t('view.health')), place);
  let health = state.health;
  const draw = () => refill(place, health ? blocks(health) : el('p', {class: 'empty'}, t('health.none')));
  const ask = () => get('health').then((found) => { health = found; draw(); }, () => null);
  draw();
  ask();
  const timer = setInterval(ask, EVERY);
  return {
    update(changed) { if (changed.has('health') && state.health) { health = state.health; draw(); } },
    close: () => clearInterval(timer),
  };
}

function blocks(health) {
  const figure = (name, value, more = null) => el('section', {class: 'block'}, el('h2', {}, t(name)), el('p', {class: 'figure'}, value ?? t('none')), more);
  return [
    el('section', {class: 'block wide'}, el('h2', {}, t('health.parts')), table(['health.name', 'health.state'], (health.parts ?? []).map((part) => [part.name,
      [el('span', {class: part.ready ? 'ready' : 'not-ready'}, part.ready ? '✓ ' : '✕ ', t(part.ready ? 'health.ready' : 'health.not-ready')), part.sentence ? el('p', {}, part.sentence) : null]]))),
    figure('health.canary', health.canaryAgeSeconds === null || health.canaryAgeSeconds === undefined ? null : t('health.seconds', {value: number(health.canaryAgeSeconds, 0)})),
    figure('health.dead', health.deadLetters === null || health.deadLetters === undefined ? null : number(health.deadLetters), health.deadLetters ? el('p', {class: 'soft'}, t('health.replay')) : null),
    figure('health.silent', health.silentStations === null || health.silentStations === undefined ? null : number(health.silentStations)),
    el('section', {class: 'block'}, el('h2', {}, t('health.lag')), table(['health.step', 'health.records'], (health.lagByStep ?? []).map((one) => [one.step, number(one.records)]))),
    el('section', {class: 'block'}, el('h2', {}, t('health.endpoints')), table(['health.name', 'health.state'], (health.endpoints ?? []).map((one) => [one.name, word('state', one.state)]))),
    el('p', {class: 'soft'}, t('version', {version: health.version ?? state.me.version})),
  ];
}

function table(heads, rows) {
  if (!rows.length) return el('p', {class: 'soft'}, t('health.none'));
  return el('table', {}, el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, t(head))))),
    el('tbody', {}, rows.map(([name, value]) => el('tr', {}, el('th', {scope: 'row'}, name), el('td', {}, value)))));
}
