/** The list of territories; with an id the page of one: what was seen there, for how much watching. */
import {el, refill} from './dom.js';
import {number, offset, subjectName, t, word} from './text.js';
import {aged} from './time.js';
import {address, ageOf, escalation, severity, stateOf, what} from './parts.js';
import {isOpen, state, worstFirst} from './state.js';
import {days} from './days.js';

const STATES = ['ALARM', 'NOTABLE', 'CALM'];

export function show(main, place) {
  return place.id ? showTerritory(main, place.id) : showAll(main);
}

function showAll(main) {
  const list = el('ul', {class: 'cards'});
  refill(main, el('div', {class: 'head'}, el('h1', {}, t('view.territories'))), list);
  const draw = () => {
    const all = [...state.territories.values()].sort((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state) || state.territoryName(one.id).localeCompare(state.territoryName(other.id)));
    refill(list, all.map((one) => el('li', {class: one.state.toLowerCase()},
      el('h2', {}, el('a', {href: `#/territories/${encodeURIComponent(one.id)}`, 'data-key': `territory ${one.id}`}, state.territoryName(one.id))),
      el('p', {}, word('territory', one.state), ' · ', t('incidents.open-count', {number: one.openIncidents})),
      el('p', {class: 'soft'}, t('last-event'), ' ', aged(one.lastEventAt, one.timeZone)))));
  };
  draw();
  return {update: (changed) => { if (changed.has('territories')) draw(); }};
}

function showTerritory(main, id) {
  const head = el('div', {class: 'head'});
  const incidents = el('section', {class: 'block', 'aria-labelledby': 'open-title'});
  const subjects = el('section', {class: 'block', 'aria-labelledby': 'subjects-title'});
  const chart = el('section', {class: 'block wide', 'aria-labelledby': 'days-title'});
  const silent = el('section', {class: 'block', 'aria-labelledby': 'silent-title'});
  const animals = el('section', {class: 'block', 'aria-labelledby': 'animals-title'});
  refill(main, el('p', {class: 'back'}, el('a', {href: '#/territories'}, '‹ ', t('view.territories'))), head,
    el('div', {class: 'blocks two'}, incidents, subjects, chart, silent, animals));

  const drawNow = () => {
    const territory = state.territories.get(id);
    refill(head, el('div', {}, el('h1', {}, territory ? state.territoryName(id) : t('territory.unknown')), territory ? el('p', {}, word('territory', territory.state), ' · ',
      t('last-event'), ' ', aged(territory.lastEventAt, territory.timeZone), ' · ', el('span', {class: 'soft'}, t('times', {zone: territory.timeZone, offset: offset(territory.timeZone)}))) : null));
    if (!territory) return;
    refill(incidents, ...incidentsOf(id));
    refill(subjects, ...subjectsOf(territory));
  };
  drawNow();
  const shown = days(chart, id, (answer) => {
    refill(silent, ...silentOf(answer.silentStations ?? [], state.zone(id)));
    refill(animals, ...animalsOf(answer.individuals ?? [], state.zone(id)));
  });
  return {
    update: (changed) => { if (changed.has('territories') || changed.has('incidents')) drawNow(); },
    close: shown.close,
  };
}

function incidentsOf(id) {
  if (!state.me.rights.incidents) return [];
  const open = [...state.incidents.values()].filter((one) => one.territory === id && isOpen(one)).sort(worstFirst);
  return [el('h2', {id: 'open-title'}, t('incidents.open')),
    open.length ? el('ul', {class: 'plain rows'}, open.map((one) => el('li', {}, severity(one.severity), ' ', el('a', {href: address(one), 'data-key': one.id}, what(one)), ' · ', ageOf(one), ' ', stateOf(one), ' ', escalation(one))))
      : el('p', {class: 'soft'}, t('incidents.none-open'))];
}

/** What was seen in seven days, against what is usual here at this time. */
function subjectsOf(territory) {
  const rows = [...(territory.subjects ?? [])].sort((one, other) => one.type.localeCompare(other.type) || other.last7Days - one.last7Days);
  return [el('h2', {id: 'subjects-title'}, t('territory.last-days')),
    rows.length ? el('div', {class: 'scroll'}, el('table', {},
      el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, t('territory.subject')), el('th', {scope: 'col', class: 'number'}, t('territory.seven')), el('th', {scope: 'col', class: 'number'}, t('territory.usual')), el('td', {}))),
      el('tbody', {}, rows.map((row) => el('tr', {}, el('th', {scope: 'row'}, subjectName(row.subject)), el('td', {class: 'number'}, number(row.last7Days)),
        el('td', {class: 'number'}, row.usual === null || row.usual === undefined ? '–' : number(row.usual)), el('td', {}, comparison(row)))))))
      : el('p', {class: 'soft'}, t('territory.no-days'))];
}

/** Said only where it is far from usual; whether it is more than chance is what the system's own test says. */
function comparison({last7Days, usual}) {
  if (!usual) return null;
  if (last7Days >= 2 * usual && last7Days - usual >= 3) return el('span', {class: 'over'}, '▲ ', t('territory.more'));
  if (last7Days <= usual / 2 && usual - last7Days >= 3) return el('span', {class: 'soft'}, '▼ ', t('territory.less'));
  return null;
}

function silentOf(stations, zone) {
  return [el('h2', {id: 'silent-title'}, t('territory.silent')),
    stations.length ? el('ul', {class: 'plain rows'}, stations.map((one) => el('li', {}, one.id ?? one, one.lastEventAt ? [' · ', aged(one.lastEventAt, zone)] : null)))
      : el('p', {class: 'soft'}, t('territory.none-silent'))];
}

function animalsOf(individuals, zone) {
  return [el('h2', {id: 'animals-title'}, t('territory.individuals')),
    individuals.length ? el('ul', {class: 'plain rows'}, individuals.map((one) => el('li', {},
      el('a', {href: `#/map?individual=${encodeURIComponent(one.id ?? one)}`}, one.name ?? one.id ?? one), one.lastSeenAt ? [' · ', aged(one.lastSeenAt, zone)] : null)))
      : el('p', {class: 'soft'}, t('none'))];
}
