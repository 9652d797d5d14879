/** What a duty officer or a team says of an incident: buttons, single keys, and the questions before it is closed. */
import {el, toast} from './dom.js';
import {path, post} from './api.js';
import {t} from './text.js';
import {isOpen, state} from './state.js';

/** Key, answer, and the outcomes to choose from, which the server wants with it; `team`: of a team alone. */
const ANSWERS = [
  {key: 'a', answer: 'acknowledged', words: 'action.acknowledge'},
  {key: 'w', answer: 'on-the-way', words: 'answer.ON_THE_WAY'},
  {key: 'h', answer: 'arrived', words: 'answer.ARRIVED'},
  {key: 'u', answer: 'not-us', words: 'answer.NOT_US', team: true},
  {key: 'r', answer: 'resolved', words: 'action.resolve', outcomes: ['POACHING_CONFIRMED', 'SIGN_WITHOUT_PERSON', 'NOT_REACHED']},
  {key: 'f', answer: 'false-alarm', words: 'action.false-alarm', outcomes: ['DETECTOR_ERROR', 'ANIMAL', 'OUR_STAFF', 'PERMITTED_PERSON']},
];

/** Some answers only a team can give. */
function isMine(one) { return !one.team || Boolean(state.me.team); }

export function mayAnswer(incident) { return state.me.rights.answer && isOpen(incident); }

/** Acts on a key; false where it is none of ours. */
export function answerByKey(key, incident) {
  const chosen = ANSWERS.find((one) => one.key === key && isMine(one));
  if (!chosen || !incident || !mayAnswer(incident)) return false;
  choose(incident, chosen);
  return true;
}

/** All buttons. */
export function answerButtons(incident) {
  if (!mayAnswer(incident)) return null;
  return el('div', {class: 'answers', role: 'group', 'aria-label': t('answers')}, ANSWERS.filter(isMine).map((one) => button(incident, one)));
}

/** The one button of a list: acknowledge, while nobody has. */
export function acknowledgeButton(incident) {
  return mayAnswer(incident) && incident.state === 'OPEN' ? button(incident, ANSWERS[0]) : null;
}

function button(incident, one) {
  return el('button', {
    type: 'button', class: `answer ${one.answer}`, 'data-key': `${one.answer} ${incident.id}`, 'aria-keyshortcuts': one.key,
    on: {click: () => choose(incident, one)},
  }, t(one.words), ' ', el('kbd', {'aria-hidden': 'true'}, one.key));
}

function choose(incident, one) {
  if (one.outcomes) ask(incident, one);
  else send(incident, one);
}

/** One answer at a time for each incident: a key that is held down is no flood. */
const underWay = new Set();

async function send(incident, one, outcome = null) {
  if (underWay.has(incident.id)) return;
  underWay.add(incident.id);
  try {
    const said = await post(`incidents/${path(incident.id)}/answers`, {answer: one.answer, outcome});
    toast(said?.saidBefore ? t('answer.said-before') : t('answer.noted', {answer: t(outcome ? `outcome.${outcome}` : one.words)}));
  } catch (problem) {
    toast(problem.status === 0 || problem.status >= 500 ? t('answer.not-stored') : problem.message, true);
  } finally {
    underWay.delete(incident.id);
  }
}

function ask(incident, one) {
  const dialog = el('dialog', {class: 'ask', 'aria-labelledby': 'ask-title'},
    el('form', {method: 'dialog'},
      el('h2', {id: 'ask-title', tabindex: -1, autofocus: true}, t('answer.close')),
      el('p', {class: 'soft'}, t('answer.close.more')),
      one.outcomes.map((outcome, index) => el('button', {value: outcome, 'aria-keyshortcuts': String(index + 1)},
        el('kbd', {'aria-hidden': 'true'}, index + 1), t(`outcome.${outcome}`))),
      el('button', {class: 'quiet', value: ''}, t('cancel'))));
  dialog.addEventListener('keydown', ({key}) => dialog.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`)?.click());
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue) send(incident, one, dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
}
