/** Above every view: critical incidents that nobody has answered, with what to do about them. */
import {el, refill} from './dom.js';
import {severityIcon} from './icons.js';
import {t, word} from './text.js';
import {address, ageOf, escalation, exercise, howSure, what, whoKnows} from './parts.js';
import {acknowledgeButton} from './answers.js';
import {isAlarm, state} from './state.js';

/** So many are shown; the list has the rest. */
const MOST = 2;

export function showNotices() {
  const place = document.getElementById('notices');
  place.setAttribute('aria-label', t('notices'));
  const practice = state.me.purpose && state.me.purpose !== 'ACTUAL' ? el('p', {class: 'practice'}, t('page.exercise')) : null;
  const draw = () => {
    // What is looked at anyway is not shown twice.
    const alarms = state.openIncidents().filter((one) => isAlarm(one) && address(one) !== location.hash);
    refill(place, practice, alarms.slice(0, MOST).map(notice),
      alarms.length > MOST ? el('a', {class: 'more', href: '#/incidents'}, t('notices.more', {number: alarms.length - MOST})) : null);
  };
  state.addEventListener('change', ({detail}) => { if (detail.has('incidents') || detail.has('territories')) draw(); });
  window.addEventListener('hashchange', draw);
  refill(place, practice);
}

function notice(incident) {
  return el('section', {class: 'notice', 'aria-label': word('severity', incident.severity)},
    severityIcon(incident.severity),
    el('div', {class: 'notice-text'},
      el('p', {class: 'notice-head'}, exercise(incident), el('a', {href: address(incident), 'data-key': `notice ${incident.id}`}, what(incident)), ' · ',
        state.territoryName(incident.territory), ' · ', ageOf(incident)),
      el('p', {}, whoKnows(incident), ' ', escalation(incident), el('span', {class: 'sure'}, howSure(incident)))),
    acknowledgeButton(incident));
}
