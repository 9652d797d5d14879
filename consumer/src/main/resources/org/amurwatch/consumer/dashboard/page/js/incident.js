/** The page of one incident: all of it in the order of time, and the answers. */
import {el, refill, toast} from './dom.js';
import {get, path} from './api.js';
import {kindIcon} from './icons.js';
import {media} from './media.js';
import {metres, subjectName, t, when, word} from './text.js';
import {aged} from './time.js';
import {ageOf, escalation, exercise, howSure, place, severity, stateOf, teamName, territoryLink, what, whatIcon, whoKnows} from './parts.js';
import {answerButtons, answerByKey} from './answers.js';
import {notesForm, notesOf} from './notes.js';
import {isOpen, state} from './state.js';
import {smallMap} from './small-map.js';

export function showIncident(main, id) {
  const facts = el('section', {class: 'facts', 'aria-labelledby': 'incident-title'});
  const evidence = el('section', {class: 'evidence', 'aria-labelledby': 'evidence-title'});
  const course = el('section', {class: 'course', 'aria-labelledby': 'course-title'});
  const noted = el('div');
  const notes = el('section', {class: 'noted', 'aria-labelledby': 'notes-title'}, el('h2', {id: 'notes-title'}, t('notes')), noted, notesForm(id, () => load()));
  const told = el('section', {class: 'told', 'aria-labelledby': 'told-title'});
  const mapPlace = el('div', {class: 'small-map'});
  let map = null;
  let incident = state.incidents.get(id) ?? null;
  let asked = 0;
  refill(main, el('p', {class: 'back'}, el('a', {href: '#/incidents'}, '‹ ', t('view.incidents'))),
    el('div', {class: 'incident-page'}, el('div', {class: 'column'}, facts, evidence), el('div', {class: 'column'}, mapPlace, told, notes, course)));

  function draw() {
    if (!incident) return;
    refill(facts, ...factsOf(incident));
    refill(evidence, ...evidenceOf(incident));
    refill(told, ...toldOf(incident));
    refill(course, ...courseOf(incident));
    refill(noted, notesOf(incident, () => load()));
    map ??= incident.position || incident.evidence.some((one) => one.position) ? smallMap(mapPlace, t('incident.map')) : null;
    mapPlace.hidden = !map;
    map?.draw(incident);
  }

  async function load() {
    const mine = ++asked;
    try {
      const found = await get(`incidents/${path(id)}`);
      if (mine !== asked) return;
      incident = found;
      draw();
    } catch (problem) {
      if (!incident) refill(facts, el('h1', {id: 'incident-title'}, t('incident.unknown')), el('p', {}, problem.message));
      else toast(problem.message, true);
    }
  }

  draw();
  load();
  return {
    update(changed) {
      const now = state.incidents.get(id);
      if (!changed.has('incidents') || !now || now === incident) return;
      incident = {...incident, ...now, evidence: incident?.timeline ? incident.evidence : now.evidence};
      draw();
      load();
    },
    key(key) {
      if (key === 'j' || key === 'k') return neighbour(id, key === 'j' ? 1 : -1);
      return answerByKey(key, incident);
    },
    close: () => map?.close(),
  };
}

function neighbour(id, by) {
  const open = state.openIncidents();
  const next = open[open.findIndex((one) => one.id === id) + by];
  if (next) location.hash = `#/incidents/${path(next.id)}`;
  return true;
}

function factsOf(incident) {
  const zone = state.zone(incident.territory);
  const line = (name, ...value) => [el('dt', {}, t(name)), el('dd', {}, value)];
  return [
    el('p', {class: 'top'}, exercise(incident), severity(incident.severity), stateOf(incident), escalation(incident, true)),
    el('h1', {id: 'incident-title'}, whatIcon(incident), what(incident)),
    el('p', {class: 'lead'}, territoryLink(incident.territory), ' · ', ageOf(incident)),
    answerButtons(incident) ?? (isOpen(incident) ? null : el('p', {class: 'soft'}, t('answer.over'))),
    el('dl', {},
      line('known', whoKnows(incident)),
      line('sure', howSure(incident)),
      line('page.position', place(incident.position)),
      line('incident.latest', aged(incident.lastEvidenceAt, zone, true)),
      line('incident.opened', aged(incident.openedAt, zone, true)),
      line('incident.rule', incident.rule ?? t('none')),
      line('times-in', zone)),
    state.me.rights.exactPositions ? el('p', {class: 'soft confidential'}, t('page.confidential')) : null,
  ];
}

/** The evidence, oldest first, each with the rule that joined it. */
function evidenceOf(incident) {
  const zone = state.zone(incident.territory);
  const items = [...incident.evidence].sort((one, other) => Date.parse(one.observedAt) - Date.parse(other.observedAt));
  return [
    el('h2', {id: 'evidence-title'}, t('page.evidence'), ' ', el('span', {class: 'soft'}, incident.evidenceCount)),
    el('ol', {class: 'evidence-list'}, items.map((one) => el('li', {},
      kindIcon(one.kind),
      el('div', {}, el('p', {class: 'kind'}, subjectName(one.kind), one.machine === true ? el('span', {class: 'tag'}, t('sure.machine')) : null),
        el('p', {class: 'soft'}, aged(one.observedAt, zone, true)),
        el('p', {class: 'soft'}, t('evidence.rule', {rule: one.rule ?? t('none')}),
          one.position?.uncertaintyMeters ? ` · ${t('page.uncertainty', {metres: metres(one.position.uncertaintyMeters)})}` : null),
        one.media?.length ? media(one.media, subjectName(one.kind)) : null)))),
    incident.evidence.length < incident.evidenceCount ? el('p', {class: 'soft'}, t('evidence.newest', {number: incident.evidence.length})) : null,
  ];
}

function toldOf(incident) {
  const zone = state.zone(incident.territory);
  const deliveries = incident.deliveries ?? [];
  const rows = deliveries.length
    ? deliveries.map((one) => [teamName(one.team), one.endpoint, word('state', one.outcome), one.attemptedAt])
    : incident.told.map((one) => [teamName(one.team), null, null, one.at]);
  return [
    el('h2', {id: 'told-title'}, t('page.deliveries')),
    rows.length ? el('ul', {class: 'plain rows'}, rows.map(([team, endpoint, outcome, at]) => el('li', {},
      el('strong', {}, team), endpoint ? ` · ${endpoint}` : null, outcome ? ` · ${outcome}` : null, ' ', el('span', {class: 'soft'}, at ? aged(at, zone) : null))))
      : el('p', {}, t('page.no-deliveries')),
  ];
}

/** What happened to it, newest first. */
function courseOf(incident) {
  const zone = state.zone(incident.territory);
  const steps = [...(incident.timeline ?? [])].reverse();
  if (!steps.length) return [];
  return [
    el('h2', {id: 'course-title'}, t('incident.course')),
    el('ol', {class: 'plain rows'}, steps.map((step) => el('li', {},
      el('time', {datetime: step.at}, when(step.at, zone)), ' ', el('strong', {}, word('timeline', step.kind)),
      step.response ? `: ${word('answer', step.response)}` : null, about(step)))),
  ];
}

function about({kind, subject}) {
  if (!subject || kind === 'EVIDENCE' || kind === 'OPENED' || kind === 'EVIDENCE_LOST') return null;
  return ` · ${kind === 'SEVERITY' ? word('severity', subject) : kind === 'ESCALATED' ? word('recipient', subject) : teamName(subject)}`;
}
