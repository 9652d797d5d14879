/** What the map says of a thing in words: cards that open at it, the legend, and what a visitor reads beside it. */
import {el} from './dom.js';
import {icon, kindIcon} from './icons.js';
import {monthName, number, subjectName, t, word} from './text.js';
import {aged} from './time.js';
import {address, exercise, place, territoryLink} from './parts.js';
import {state} from './state.js';

export function legend() {
  const row = (picture, words) => el('li', {}, picture, words);
  return el('ul', {class: 'plain legend', 'aria-label': t('legend')},
    row(el('span', {class: 'spot animal fresh'}, el('span', {}, icon('paw'))), t('legend.animal')),
    row(el('span', {class: 'spot sign fresh'}, el('span', {}, icon('question'))), t('legend.sign')),
    row(el('span', {class: 'ages'}, ['fresh', 'recent', 'old'].map((age) => el('span', {class: `spot animal ${age}`}, el('span', {}, icon('paw'))))), t('legend.ages')),
    row(el('span', {class: 'swatch alarm'}), t('territory.ALARM')),
    row(el('span', {class: 'swatch notable'}), t('territory.NOTABLE')),
    row(el('span', {class: 'swatch calm'}), t('territory.CALM')));
}

export function sightingCard(one) {
  const zone = state.zone(one.territory);
  return el('li', {}, kindIcon(one.kind), el('div', {},
    exercise(one), ' ', el('strong', {}, subjectName(one.subject, one.vernacular)), one.count ? ` × ${number(one.count)}` : null,
    el('p', {}, aged(one.observedAt, zone, true)),
    one.clockSuspect ? el('p', {class: 'bad'}, t('clock-suspect')) : null,
    el('p', {class: 'soft'}, [one.method && word('method', one.method), state.territoryName(one.territory), one.individual].filter(Boolean).join(' · ')),
    el('p', {class: 'soft'}, place(one.position)),
    one.incident ? el('a', {href: address({id: one.incident})}, t('incident.of')) : null));
}

export function territoryCard(one) {
  return el('div', {class: 'card'}, el('h3', {}, territoryLink(one.id)), el('p', {}, word('territory', one.state), ' · ', t('incidents.open-count', {number: one.openIncidents})),
    el('p', {class: 'soft'}, t('last-event'), ' ', aged(one.lastEventAt, one.timeZone)));
}

export function stationCard(one) {
  return el('div', {class: 'card'}, el('h3', {}, one.id), el('p', {}, word('station', one.state)), el('p', {}, territoryLink(one.territory)),
    el('p', {class: 'soft'}, t('last-event'), ' ', aged(one.lastEventAt, state.zone(one.territory), Boolean(one.lastEventAt))));
}

export function patrolCard(one) {
  return el('div', {class: 'card'}, el('h3', {}, one.name), el('p', {}, one.status ? word('patrol', one.status) : null), el('p', {}, aged(one.at, state.me.timeZone, true)), el('p', {}, place(one.position)));
}

/** What a visitor sees in words: counts by species and month, no place finer than a tenth of a degree. */
export function cellsTable() {
  const sums = new Map();
  for (const {species, month, detections} of state.cells) {
    const key = `${month} ${species}`;
    sums.set(key, {species, month, detections: (sums.get(key)?.detections ?? 0) + detections});
  }
  const rows = [...sums.values()].sort((one, other) => other.month.localeCompare(one.month) || other.detections - one.detections);
  return [el('h2', {}, t('cells')), el('p', {class: 'soft'}, t('cells.more')),
    rows.length ? el('table', {}, el('thead', {}, el('tr', {}, [t('month'), t('species'), t('detections.head')].map((head) => el('th', {scope: 'col'}, head)))),
      el('tbody', {}, rows.map((row) => el('tr', {}, el('td', {}, monthName(row.month)), el('td', {}, subjectName(row.species)), el('td', {class: 'number'}, number(row.detections)))))) : el('p', {class: 'empty'}, t('cells.none'))];
}
