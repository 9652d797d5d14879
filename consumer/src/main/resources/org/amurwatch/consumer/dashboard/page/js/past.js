/** A period of the past: fetched page by page, and held while it is replayed. */
import {el, refill} from './dom.js';
import {get} from './api.js';
import {dayName, dayStart, localDay, nextDay, now, t, when} from './text.js';
import {state} from './state.js';

/** So many are held at most: phones replay too. */
const MOST = 20000;
const PAGE = 1000;
const DAY = 86400000;
/** A replay takes so many steps, of so many ms. */
const STEPS = 80;
const STEP_TIME = 250;

/** A period of local days as an address has it; null if it has none, or none that can be. */
export function periodOf(query) {
  const [from, to] = [query.get('from'), query.get('to')];
  const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day ?? '') && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return state.me.pastDays && isDay(from) && isDay(to) && from <= to ? {from, to} : null;
}

/** The address holds the period, so that it can be sent to somebody. */
export function rememberPeriod(period) {
  if (!/^(#\/map.*)?$/.test(location.hash)) return;
  const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
  for (const name of ['from', 'to']) {
    if (period) query.set(name, period[name]);
    else query.delete(name);
  }
  const text = decodeURIComponent(query.toString());
  history.replaceState(null, '', text ? `#/map?${text}` : '#/map');
}

export class Past {
  items = [];
  loading = true;
  cut = false;
  /** How much of the period is shown, in steps. */
  step = STEPS;
  /** What the server says of how far the past is read. */
  reach = null;
  problem = null;
  #stopped = false;

  /** @param {{from: string, to: string}} period local days, both in it */
  constructor({from, to}, changed) {
    this.from = from;
    this.to = to;
    this.start = dayStart(from, state.me.timeZone);
    this.end = dayStart(nextDay(to), state.me.timeZone);
    this.query = `from=${new Date(this.start).toISOString()}&to=${new Date(this.end).toISOString()}`;
    this.#load(changed);
  }

  is(period) { return period?.from === this.from && period?.to === this.to; }

  /** Until when it is shown, ms. */
  until() { return this.start + this.step / STEPS * (this.end - this.start); }

  stop() { this.#stopped = true; }

  async #load(changed) {
    try {
      for (let after = ''; after !== null && !this.#stopped; changed()) {
        const page = await get(`past?${this.query}&limit=${PAGE}&after=${after}`);
        if (this.#stopped) return;
        this.items.push(...page.items);
        this.reach = page;
        after = page.next;
        this.cut = after !== null && this.items.length >= MOST;
        if (this.cut) break;
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.loading = false;
    if (!this.#stopped) changed();
  }

  /** How many, whether all, whether more is to come. */
  told() {
    if (this.problem) return this.problem.message;
    if (this.loading) return t('past.loading', {number: this.items.length});
    const parts = [this.cut ? t('past.cut', {number: this.items.length}) : t('past.count', {number: this.items.length})];
    if (this.reach && !this.reach.complete) {
      parts.push(this.reach.recordsToRead === null ? t('past.building') : t('past.building-records', {number: this.reach.recordsToRead}));
    }
    if (this.from < firstDay()) parts.push(reachText());
    return parts.join(' ');
  }
}

function firstDay() { return localDay(now() - state.me.pastDays * DAY, state.me.timeZone); }

function reachText() { return t('past.reach', {number: state.me.pastDays, day: dayName(firstDay())}); }

/** The period as a file. */
function files(past) {
  const file = (name) => el('a', {class: 'button', download: true, href: `/api/v1/past.${name}?${past.query}`}, t(`past.${name}`));
  return el('p', {class: 'past-buttons'}, file('csv'), file('geojson'));
}

/** Where one chooses a period. `chosen` is told of it. */
export function pastChoice(past, chosen) {
  const {timeZone, pastDays} = state.me;
  if (!pastDays) return el('p', {class: 'soft'}, t('past.none'));
  const [first, today] = [firstDay(), localDay(now(), timeZone)];
  const day = (id, value) => el('input', {type: 'date', id, required: true, min: first, max: today, value, 'data-key': id});
  const from = day('past-from', past?.from ?? localDay(now() - 30 * DAY, timeZone));
  const to = day('past-to', past?.to ?? today);
  const check = () => to.setCustomValidity(from.value && to.value && from.value > to.value ? t('past.wrong') : '');
  const form = el('form', {class: 'past-choice', on: {
    input: check,
    submit: (event) => { event.preventDefault(); chosen({from: from.value, to: to.value}); },
  }}, el('label', {for: 'past-from', class: 'stacked'}, t('past.from'), from), el('label', {for: 'past-to', class: 'stacked'}, t('past.to'), to),
  el('button', {type: 'submit', class: 'button', 'data-key': 'past-show'}, t('past.show')));
  return el('details', {open: Boolean(past)}, el('summary', {}, t('past')), form, past ? files(past) : null, el('p', {class: 'soft'}, reachText()));
}

/**
 * What stands on the map while the past is shown, so that nobody takes it for now: what it is, where one moves through it, and the way back.
 *
 * @param counted where the map says how much it shows
 */
export function pastBanner(past, counted, moved, back) {
  const told = el('p', {role: 'status', class: 'soft'}, past.told());
  return {
    element: el('section', {class: 'past-banner', 'aria-label': t('past')},
      el('p', {}, el('strong', {}, t('past.replaying', {from: dayName(past.from), to: dayName(past.to)}))), told,
      ...slider(past, moved, el('button', {type: 'button', class: 'button primary', 'data-key': 'past-now', on: {click: back}}, t('past.now'))), counted),
    tell: () => refill(told, past.told()),
  };
}

/** Moves through the period, by hand or by itself; another button stands beside its own. */
function slider(past, moved, other) {
  let timer = null;
  const until = el('output', {for: 'slider'});
  const range = el('input', {type: 'range', id: 'slider', min: 0, max: STEPS, value: past.step, 'data-key': 'slider', on: {input: () => show(Number(range.value))}});
  const button = el('button', {type: 'button', class: 'button', 'data-key': 'past-play', on: {click: () => (timer ? pause() : play())}});
  const tell = () => {
    until.textContent = when(new Date(past.until()).toISOString(), state.me.timeZone);
    button.textContent = t(timer ? 'past.pause' : 'past.play');
  };
  const show = (step) => {
    past.step = step;
    range.value = step;
    tell();
    moved();
  };
  const pause = () => { clearInterval(timer); timer = null; tell(); };
  const play = () => {
    if (past.step >= STEPS) show(0);
    timer = setInterval(() => {
      // It may be gone: another view, or now again.
      if (!range.isConnected) return pause();
      show(past.step + 1);
      if (past.step >= STEPS) pause();
    }, STEP_TIME);
    tell();
  };
  tell();
  return [el('label', {for: 'slider', class: 'stacked'}, el('span', {}, t('slider'), ' ', until), range), el('p', {class: 'past-buttons'}, button, other)];
}
