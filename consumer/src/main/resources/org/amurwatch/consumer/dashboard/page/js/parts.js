/** Pieces that several views show: an incident's signs, who knows of it, how sure it is. */
import {el} from './dom.js';
import {KINDS, kindIcon, severityIcon} from './icons.js';
import {metres, subjectName, t, word} from './text.js';
import {aged, until} from './time.js';
import {isOpen, isUnanswered, state} from './state.js';

export function address(incident) {
  return `#/incidents/${incident.id.split('/').map(encodeURIComponent).join('/')}`;
}

export function territoryLink(id) {
  if (!id) return t('territory.none');
  const name = state.territoryName(id);
  return state.territories.has(id) ? el('a', {href: `#/territories/${encodeURIComponent(id)}`}, name) : name;
}

export function severity(value) {
  return el('span', {class: `severity ${value.toLowerCase()}`}, severityIcon(value), word('severity', value));
}

export function stateOf(incident) {
  const asked = incident.state !== 'OPEN' || isAsked(incident);
  return el('span', {class: `state ${asked ? incident.state.toLowerCase() : 'listed'}`}, asked ? word('incident', incident.state) : t('incident.listed'));
}

/** Whether somebody is to answer. What is only listed waits for nobody. */
function isAsked(incident) { return incident.told.length > 0 || (incident.level ?? 'NONE') !== 'NONE'; }

/** All kinds of its evidence, what weighs most first. */
export function what(incident) {
  return kinds(incident).map((kind) => subjectName(kind)).join(t('list.separator')) || t('incident');
}

export function whatIcon(incident) { return kindIcon(kinds(incident)[0] ?? 'OTHER'); }

function kinds(incident) {
  const weight = (kind) => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  return [...incident.kinds].sort((one, other) => weight(one) - weight(other));
}

export function teamName(id) {
  return state.me.teamNames?.[id] ?? state.patrols.get(id)?.name ?? word('team', id);
}

/** Who was told, and whether anybody has answered: the sentence that a duty officer looks for. */
export function whoKnows(incident, brief = false) {
  const told = incident.told.map(({team}) => teamName(team));
  const names = told.length ? t('known.told', {teams: told.join(t('list.separator'))}) : t('known.nobody');
  if (incident.acknowledgedBy) return [names, ' ', el('strong', {}, t('known.answered', {team: teamName(incident.acknowledgedBy)}))];
  return isUnanswered(incident) && told.length && !brief ? [names, ' ', el('strong', {class: 'unanswered'}, t('known.unanswered'))] : names;
}

/** How sure: how much speaks for it, whether people have seen it, and how exact the place is. */
export function howSure(incident) {
  const parts = [t('evidence.count', {number: incident.evidenceCount})];
  const machine = incident.evidence.map((one) => one.machine).filter((one) => one !== undefined && one !== null);
  if (machine.length) parts.push(t(machine.every(Boolean) ? 'sure.machine' : machine.some(Boolean) ? 'sure.both' : 'sure.people'));
  if (incident.position?.uncertaintyMeters) parts.push(t('page.uncertainty', {metres: metres(incident.position.uncertaintyMeters)}));
  return parts.join(' · ');
}

/** Until somebody else is told, and whom that is. */
export function escalation(incident, whole = false) {
  if (!isOpen(incident) || !incident.nextEscalationAt) return null;
  const to = word('recipient', incident.nextEscalationTo);
  const left = until(incident.nextEscalationAt, to);
  return whole ? el('span', {}, left, ' ', el('span', {class: 'soft'}, t('escalation.to', {recipients: to}))) : left;
}

export function exercise(incident) {
  return incident.purpose && incident.purpose !== 'ACTUAL' ? el('span', {class: 'exercise'}, word('purpose', incident.purpose)) : null;
}

export function ageOf(incident) { return aged(incident.lastEvidenceAt, state.zone(incident.territory)); }

/** A position as it may be read out over the radio. */
export function place(position) {
  if (!position) return el('span', {class: 'none'}, t('none'));
  const text = `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`;
  return el('span', {class: 'position'}, text,
    position.uncertaintyMeters ? el('span', {class: 'soft'}, ' ', t('page.uncertainty', {metres: metres(position.uncertaintyMeters)})) : null);
}
