/** Known animals: when and where each was last seen, and which of them should have been seen again. */
import {el, refill} from './dom.js';
import {number, subjectName, t} from './text.js';
import {aged} from './time.js';
import {territoryLink} from './parts.js';
import {state} from './state.js';

const COLUMNS = [
  {name: 'individuals.name', of: (one) => one.name ?? one.id},
  {name: 'species', of: (one) => subjectName(one.species)},
  {name: 'individuals.last', of: (one) => -(Date.parse(one.lastSeenAt) || 0)},
  {name: 'individuals.where', of: (one) => state.territoryName(one.lastTerritory ?? '')},
  {name: 'individuals.overdue', of: (one) => (one.overdue ? 0 : 1)},
  {name: 'individuals.crossings', of: (one) => -(one.crossings ?? 0)},
];

export function show(main) {
  let order = 2;
  const wanted = el('input', {type: 'search', id: 'find', on: {input: draw}});
  const overdue = el('input', {type: 'checkbox', id: 'only-overdue', on: {change: draw}});
  const place = el('div', {class: 'block scroll-x'});
  refill(main, el('div', {class: 'head'}, el('h1', {}, t('view.individuals')),
    el('div', {class: 'filters', role: 'search'}, el('label', {for: 'find'}, t('individuals.find'), wanted), el('label', {for: 'only-overdue', class: 'switch'}, overdue, t('individuals.only-overdue')))), place);

  function draw() {
    const text = wanted.value.trim().toLowerCase();
    const {of} = COLUMNS[order];
    const shown = [...state.individuals.values()]
      .filter((one) => (!overdue.checked || one.overdue) && `${one.id} ${one.name ?? ''} ${subjectName(one.species)}`.toLowerCase().includes(text))
      .sort((one, other) => compare(of(one), of(other)) || compare(one.id, other.id));
    refill(place, shown.length ? el('table', {class: 'stacking'}, el('thead', {}, el('tr', {}, COLUMNS.map(head), el('td', {}))), el('tbody', {}, shown.map(row)))
      : el('p', {class: 'empty'}, t('individuals.none')));
  }

  function head({name}, index) {
    return el('th', {scope: 'col', 'aria-sort': index === order ? 'ascending' : null},
      el('button', {type: 'button', class: 'sort', 'data-key': name, on: {click: () => { order = index; draw(); }}}, t(name), index === order ? ' ▾' : null));
  }

  draw();
  return {update: (changed) => { if (changed.has('individuals')) draw(); }};
}

function row(one) {
  const zone = state.zone(one.lastTerritory);
  const cell = (index, ...content) => el('td', {'data-label': t(COLUMNS[index].name)}, content);
  return el('tr', {}, el('th', {scope: 'row'}, one.name ?? one.id, one.name && one.name !== one.id ? el('span', {class: 'soft'}, ' ', one.id) : null),
    cell(1, subjectName(one.species)), cell(2, aged(one.lastSeenAt, zone, Boolean(one.lastSeenAt))), cell(3, one.lastTerritory ? territoryLink(one.lastTerritory) : t('none')),
    cell(4, one.overdue ? el('span', {class: 'over'}, '! ', t('individuals.is-overdue')) : '–'), cell(5, number(one.crossings ?? 0)),
    el('td', {}, el('a', {href: `#/map?individual=${encodeURIComponent(one.id)}`}, t('individuals.map'))));
}

function compare(one, other) {
  return typeof one === 'number' ? one - other : String(one).localeCompare(String(other));
}
