/** What machines say and nobody has looked at yet: one at a time, with one key for each verdict, and the next at once. */
import {el, refill, toast} from './dom.js';
import {path, post} from './api.js';
import {kindIcon} from './icons.js';
import {media} from './media.js';
import {metres, number, subjectName, t, when, word} from './text.js';
import {aged} from './time.js';
import {address, exercise, place, severity, teamName, territoryLink} from './parts.js';
import {SEVERITIES, state} from './state.js';

/** In the order of their keys. */
const VERDICTS = ['SUSPICIOUS', 'VILLAGER', 'PERMIT', 'OUR_STAFF', 'ANIMAL', 'DETECTOR_ERROR', 'BLANK'];
const MOST_JUDGED = 10;

/** What was said here and has not come back yet, by id: it counts as judged, unless it turns out not to be stored. */
const saying = new Map();

/** What waits: evidence of the worst incident first, of those what has waited longest. */
export function waiting() {
  const rank = (one) => SEVERITIES.indexOf(state.incidents.get(one.incident)?.severity ?? one.severity);
  return [...state.review.values()].filter((one) => one.state === 'OPEN' && !saying.has(one.id))
    .sort((one, other) => rank(other) - rank(one) || compare(one.openedAt, other.openedAt) || compare(one.id, other.id));
}

function compare(one, other) { return one < other ? -1 : one > other ? 1 : 0; }

function judged() {
  return [...state.review.values()].filter((one) => one.state === 'JUDGED' || saying.has(one.id))
    .sort((one, other) => compare(other.observedAt, one.observedAt)).slice(0, MOST_JUDGED);
}

function isSuspicious(name) { return name === 'SUSPICIOUS'; }

export function show(main) {
  let chosen = null;
  let drawn = null;
  const count = el('p', {class: 'soft', role: 'status'});
  const item = el('section', {class: 'facts', 'aria-labelledby': 'review-title'});
  const queue = el('section', {class: 'block', 'aria-labelledby': 'queue-title'});
  const done = el('section', {class: 'block', 'aria-labelledby': 'judged-title'});
  refill(main, el('div', {class: 'head'}, el('h1', {}, t('view.review')), count),
    el('div', {class: 'incident-page'}, item, el('div', {class: 'column'}, queue, done)));

  function draw() {
    const list = waiting();
    const one = state.review.get(chosen) ?? list[0] ?? null;
    chosen = one?.id ?? null;
    refill(count, list.length ? t('review.waiting', {number: list.length}) : null);
    // What somebody looks at stays as it is while other things change: a sound that plays, a picture that loads.
    if (one !== drawn) refill(item, one ? whole(one, (verdict) => judge(one, verdict)) : [el('h2', {id: 'review-title'}, t('review.none'))]);
    drawn = one;
    refill(queue, list.length ? lines('queue-title', t('review.queue'), list, (other) => aged(other.observedAt, other.timeZone)) : null);
    const last = judged();
    refill(done, last.length ? lines('judged-title', t('review.judged'), last, (other) => word('verdict', saying.get(other.id) ?? other.verdict)) : null);
  }

  function lines(id, title, list, more) {
    return [el('h2', {id}, title), el('ul', {class: 'plain rows'}, list.map((one) => el('li', {},
      el('button', {type: 'button', class: 'line', 'data-key': `review ${one.id}`, 'aria-current': one.id === chosen ? 'true' : null, on: {click: () => select(one.id)}},
        kindIcon(one.kind), el('span', {}, el('strong', {}, subjectName(one.kind)), ' · ', one.station ?? state.territoryName(one.territory)), el('span', {class: 'soft'}, more(one))))))];
  }

  function select(id) {
    chosen = id;
    draw();
    item.scrollIntoView({block: 'nearest'});
  }

  function move(by) {
    const list = waiting();
    const next = list[Math.max(0, Math.min(list.length - 1, list.findIndex((one) => one.id === chosen) + by))];
    if (next) select(next.id);
    return true;
  }

  /** The next is there at once; what could not be stored comes back. */
  async function judge(one, verdict) {
    const before = waiting();
    const next = before[before.findIndex((other) => other.id === one.id) + 1];
    saying.set(one.id, verdict);
    chosen = next?.id ?? null;
    draw();
    toast(t('review.noted', {verdict: word('verdict', verdict), what: subjectName(one.kind), station: one.station ?? state.territoryName(one.territory)}));
    try {
      await post(`review/${path(one.id)}/verdict`, {verdict: verdict.toLowerCase().replaceAll('_', '-')});
      setTimeout(() => forget(one.id, verdict), 10000);
    } catch (problem) {
      forget(one.id, verdict);
      toast(problem.status === 0 || problem.status >= 500 ? t('review.not-stored') : problem.message, true);
    }
  }

  /** By then the system has said how the thing stands. */
  function forget(id, verdict) {
    if (saying.get(id) !== verdict) return;
    saying.delete(id);
    if (main.isConnected && main.contains(item)) draw();
  }

  draw();
  return {
    update(changed) {
      if (!changed.has('review') && !changed.has('incidents') && !changed.has('territories')) return;
      for (const id of saying.keys()) if (state.review.get(id)?.state !== 'OPEN') saying.delete(id);
      draw();
    },
    key(key, held) {
      if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1);
      const verdict = VERDICTS[Number(key) - 1];
      if (!verdict || !drawn || !state.me.rights.judge) return false;
      // A key that is held down is no verdict on the next one.
      if (!held) judge(drawn, verdict);
      return true;
    },
  };
}

function whole(one, say) {
  const zone = one.timeZone;
  const line = (name, ...value) => [el('dt', {}, name), el('dd', {}, value)];
  return [
    el('p', {class: 'top'}, exercise(one), severity(state.incidents.get(one.incident)?.severity ?? one.severity), one.incident ? el('a', {href: address({id: one.incident})}, t('incident.of')) : null),
    el('h2', {id: 'review-title'}, kindIcon(one.kind), subjectName(one.kind), one.count > 1 ? ` × ${number(one.count)}` : null),
    el('p', {class: 'lead'}, territoryLink(one.territory), ' · ', aged(one.observedAt, zone)),
    one.media.length ? media(one.media, subjectName(one.kind)) : el('p', {class: 'soft'}, t('review.no-media', {event: one.id})),
    state.me.rights.judge
      ? el('div', {class: 'answers verdicts', role: 'group', 'aria-label': t('review.question')}, VERDICTS.map((verdict, index) => el('button', {
        type: 'button', class: isSuspicious(verdict) ? 'answer suspicious' : 'answer', 'data-key': `verdict ${verdict}`, 'aria-keyshortcuts': String(index + 1),
        'aria-pressed': one.state === 'JUDGED' ? String(verdict === one.verdict) : null, on: {click: () => say(verdict)},
      }, word('verdict', verdict), ' ', el('kbd', {'aria-hidden': 'true'}, index + 1))))
      : el('p', {class: 'soft'}, t('review.may-not')),
    el('dl', {},
      line(t('review.machine'), [one.classifier, one.probability === null ? null : t('review.sure', {percent: number(one.probability * 100, 0)})].filter(Boolean).join(' · ') || t('none')),
      one.verdict ? line(t('review.verdict'), word('verdict', one.verdict), one.judgedBy ? ` (${one.judgedBy})` : null) : null,
      line(t('review.observed'), when(one.observedAt, zone)),
      line(t('review.station'), one.station ?? t('none')),
      line(t('page.position'), place(one.position)),
      line(t('review.usual'), one.usualPerWeek === null ? t('none') : t('review.usual.week', {people: number(one.usualPerWeek)})),
      one.nearestTeam ? line(t('review.nearest'), teamName(one.nearestTeam), one.nearestTeamMeters === null ? null : ` · ${metres(one.nearestTeamMeters)}`) : null),
    el('p', {class: 'soft confidential'}, t('page.confidential')),
  ];
}

