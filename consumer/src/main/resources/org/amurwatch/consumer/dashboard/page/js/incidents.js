/** The list of incidents; with an id the page of one. */
import {el, refill} from './dom.js';
import {get} from './api.js';
import {offset, t, word} from './text.js';
import {address, ageOf, escalation, exercise, howSure, severity, stateOf, territoryLink, what, whatIcon, whoKnows} from './parts.js';
import {acknowledgeButton, answerByKey} from './answers.js';
import {SEVERITIES, state, worstFirst} from './state.js';
import {showIncident} from './incident.js';

export function show(main, place) {
  return place.id ? showIncident(main, place.id) : showList(main, place.query);
}

function showList(main, query) {
  const filter = {state: query.get('state') ?? 'open', severity: query.get('severity') ?? '', territory: query.get('territory') ?? ''};
  let selected = sessionStorage.getItem('amurwatch.incident');
  let shown = [];
  let closed = {items: [], next: null};
  const list = el('ol', {class: 'incident-list'});
  const more = el('div', {class: 'more'});
  refill(main, el('div', {class: 'head'}, el('h1', {}, t('view.incidents')), filters(filter)),
    el('p', {class: 'soft zone'}, t('times', {zone: state.me.timeZone, offset: offset(state.me.timeZone)})), list, more);

  function draw() {
    const all = filter.state === 'open' ? state.openIncidents() : merged();
    shown = all.filter((one) => (!filter.severity || SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf(filter.severity))
      && (!filter.territory || one.territory === filter.territory));
    if (!shown.some((one) => one.id === selected)) selected = null;
    refill(list, shown.map((one) => row(one, one.id === selected, () => select(one.id, false))));
    refill(more, shown.length ? null : el('p', {class: 'empty'}, t(filter.state === 'open' ? 'incidents.none-open' : 'incidents.none')),
      closed.next ? el('button', {type: 'button', on: {click: load}}, t('more')) : null);
  }

  /** What the server listed, each as it is now; only that of a state that was asked for. */
  function merged() {
    const known = new Map(closed.items.map((one) => [one.id, one]));
    if (filter.state === 'all') state.incidents.forEach((one) => known.set(one.id, one));
    return [...known.values()].sort(worstFirst);
  }

  async function load() {
    const after = closed.next ? `&after=${encodeURIComponent(closed.next)}` : '';
    const page = await get(`incidents?state=${filter.state}&limit=50${after}`);
    closed = {items: [...closed.items, ...page.items], next: page.next};
    draw();
  }

  function select(id, focus = true) {
    selected = id;
    sessionStorage.setItem('amurwatch.incident', id);
    list.querySelectorAll('li').forEach((item) => item.classList.toggle('selected', item.dataset.id === id));
    const item = list.querySelector(`li[data-id="${CSS.escape(id)}"]`);
    if (focus) item?.querySelector('a').focus();
    item?.scrollIntoView({block: 'nearest'});
  }

  function move(by) {
    const at = shown.findIndex((one) => one.id === selected);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at < 0 ? 0 : at + by))];
    if (next) select(next.id);
    return true;
  }

  draw();
  if (filter.state !== 'open') load().catch((problem) => refill(more, el('p', {class: 'bad'}, problem.message)));
  return {
    update: (changed) => { if (changed.has('incidents') || changed.has('patrols') || changed.has('territories')) draw(); },
    key(key) {
      if (key === 'j') return move(1);
      if (key === 'k') return move(-1);
      const incident = shown.find((one) => one.id === selected) ?? (shown.length === 1 ? shown[0] : null);
      if (key === 'Enter' && incident) {
        location.hash = address(incident);
        return true;
      }
      return answerByKey(key, incident);
    },
  };
}

function row(incident, selected, choose) {
  return el('li', {class: `incident ${incident.severity.toLowerCase()}${selected ? ' selected' : ''}`, 'data-id': incident.id, on: {focusin: choose}},
    el('div', {class: 'c-severity'}, severity(incident.severity), exercise(incident)),
    el('div', {class: 'c-what'}, el('h2', {}, el('a', {href: address(incident), 'data-key': `incident ${incident.id}`}, whatIcon(incident), what(incident))),
      el('p', {}, territoryLink(incident.territory), ' · ', ageOf(incident)), el('p', {class: 'soft'}, howSure(incident))),
    el('div', {class: 'c-known'}, el('p', {}, stateOf(incident), ' ', escalation(incident)), el('p', {class: 'soft'}, whoKnows(incident, true))),
    el('div', {class: 'c-do'}, acknowledgeButton(incident)));
}

function filters(filter) {
  const choice = (name, options) => {
    const select = el('select', {id: `filter-${name}`, on: {change: () => {
      const query = new URLSearchParams({...filter, [name]: select.value});
      location.hash = `#/incidents?${query}`;
    }}}, options.map(([value, label]) => el('option', {value, selected: value === filter[name]}, label)));
    return el('label', {for: `filter-${name}`}, t(`filter.${name}`), select);
  };
  return el('div', {class: 'filters', role: 'search', 'aria-label': t('filter')},
    choice('state', ['open', 'closed', 'all'].map((value) => [value, t(`filter.state.${value}`)])),
    choice('severity', [['', t('filter.any')], ...SEVERITIES.slice(1).reverse().map((value) => [value, t('filter.at-least', {severity: word('severity', value)})])]),
    choice('territory', [['', t('filter.any')], ...[...state.territories.values()].map((one) => [one.id, state.territoryName(one.id)])]));
}
