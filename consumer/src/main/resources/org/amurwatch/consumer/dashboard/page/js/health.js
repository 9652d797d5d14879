/** Whether the system itself is well. */
import {el, refill} from './dom.js';
import {number, t, word} from './text.js';
import {get} from './api.js';
import {state} from './state.js';
import {aged} from './time.js';

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
  const known = (value, shown) => (value === null || value === undefined ? null : shown(value));
  const figure = (name, value) => el('section', {class: 'block'}, el('h2', {}, t(name)), el('p', {class: 'figure'}, value ?? t('none')));
  return [
    el('section', {class: 'block wide'}, el('h2', {}, t('health.parts')),
      table(['health.name', 'health.state', 'health.waiting'], (health.parts ?? []).map((part) => [part.name, works(part), waiting(health, part)])),
      health.stepsKnown ? null : el('p', {class: 'not-ready'}, t('health.unknown'))),
    figure('health.canary', known(health.canaryAgeSeconds, (value) => t('health.seconds', {value: number(value, 0)}))),
    figure('health.dead', known(health.deadLetters, number)),
    figure('health.silent', known(health.silentStations, number)),
    health.newestDeadLetters?.length ? deadLetters(health.newestDeadLetters) : null,
    el('section', {class: 'block wide'}, el('h2', {}, t('health.endpoints')),
      table(['health.name', 'health.last', 'health.when'], (health.endpoints ?? []).map((one) => [one.name,
        el('span', {class: one.state === 'DELIVERED' ? 'ready' : 'not-ready'}, word('state', one.state)), aged(one.at)]))),
    el('p', {class: 'soft'}, t('version', {version: health.version ?? state.me.version})),
  ];
}

function works(part) {
  return [el('span', {class: part.ready ? 'ready' : 'not-ready'}, part.ready ? '✓ ' : '✕ ', t(part.ready ? 'health.ready' : 'health.not-ready')),
    part.instances > 1 ? el('span', {class: 'soft'}, ' ', t('health.instances', {number: part.instances})) : null];
}

function waiting(health, part) {
  const lag = (health.lagByStep ?? []).find((one) => one.step === part.name);
  return lag ? number(lag.records) : '';
}

function deadLetters(letters) {
  return el('section', {class: 'block wide'}, el('h2', {}, t('health.letters')),
    table(['health.when', 'health.origin', 'health.why'], letters.map((one) => [aged(one.at),
      el('code', {}, one.origin), el('span', {}, el('strong', {}, one.reason), ' ', one.explanation)])),
    el('p', {class: 'soft'}, t('health.replay'), ' ', el('code', {}, './amurwatch dead-letters replay --help')));
}

function table(heads, rows) {
  if (!rows.length) return el('p', {class: 'soft'}, t('health.nothing'));
  return el('table', {}, el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, t(head))))),
    el('tbody', {}, rows.map(([name, ...values]) => el('tr', {}, el('th', {scope: 'row'}, name), values.map((value) => el('td', {}, value))))));
}
