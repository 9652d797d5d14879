/** Rates of a territory over time, with the effort beneath, and the same as a table. */
import {el, refill} from './dom.js';
import {get} from './api.js';
import {dayName, monthName, now, number, subjectName, t} from './text.js';
import {bars} from './chart.js';
import {count, everyDay, periods, rate, subjects} from './periods.js';

const DAY = 86400000;

/** @param {function(object)} answered called with all that the server said */
export function days(section, id, answered) {
  const choice = {from: isoDay(now() - 89 * DAY), to: isoDay(now()), step: 'week', show: 'rate', subject: null};
  const charts = el('div');
  const table = el('div');
  const controls = el('div', {class: 'filters'});
  const download = el('a', {class: 'button', download: true});
  let drawn = [];
  let turn = 0;
  let answer = null;
  refill(section, el('h2', {id: 'days-title'}, t('territory.rates')), controls, charts, el('p', {class: 'soft'}, t('territory.grey')), table, el('p', {}, download));
  download.textContent = t('territory.csv');

  async function load() {
    const mine = ++turn;
    const query = `from=${choice.from}&to=${choice.to}`;
    download.href = `/api/v1/territories/${encodeURIComponent(id)}.csv?${query}`;
    try {
      const found = await get(`territories/${encodeURIComponent(id)}?${query}`);
      if (mine !== turn) return;
      answer = found;
      answered(answer);
      draw();
    } catch (problem) {
      refill(charts, el('p', {class: 'bad'}, problem.message));
    }
  }

  async function draw() {
    const mine = ++turn;
    const names = subjects(answer.days);
    if (!names.includes(choice.subject)) choice.subject = names.find((name) => name.includes('Panthera')) ?? names[0] ?? null;
    refill(controls, ...controlsOf(names));
    drawn.forEach((chart) => chart.destroy());
    drawn = [];
    if (!answer.days.length && !answer.patrolDays?.length) {
      refill(charts, el('p', {class: 'empty'}, t('territory.no-days')));
      refill(table);
      return;
    }
    const parts = periods(everyDay(answer.days, choice.from, choice.to), choice.step);
    const patrolled = patrolHours(answer.patrolDays ?? [], parts);
    const rows = parts.map((part) => ({
      label: choice.step === 'month' ? monthName(part.start.slice(0, 7)) : dayName(part.start),
      effort: part.stationNights,
      patrol: patrolled?.get(part.start) ?? 0,
      value: choice.subject === null ? null : choice.show === 'rate' ? rate(part, choice.subject) : count(part, choice.subject),
    }));
    const subject = choice.subject ? subjectName(choice.subject.slice(choice.subject.indexOf(' ') + 1)) : '';
    const title = `${subject}: ${t(choice.show === 'rate' ? 'territory.rates' : 'territory.counts')}`;
    const above = el('div', {class: 'chart'});
    const below = el('div', {class: 'chart effort'});
    const patrol = el('div', {class: 'chart effort'});
    refill(charts, el('p', {}, el('strong', {}, title)), above, el('p', {class: 'soft'}, t('territory.effort')), below,
      patrolled ? [el('p', {class: 'soft'}, t('territory.patrol')), patrol] : null);
    refill(table, tableOf(rows, title, Boolean(patrolled)));
    const grey = rows.map((row) => !row.effort);
    const labels = rows.map((row) => row.label);
    const tone = choice.subject?.startsWith('POACHING') ? '--people' : '--animal';
    const made = await Promise.all([
      bars(above, {labels, values: rows.map((row) => row.value), grey, name: title, tone, axis: false,
        usual: choice.show === 'rate' ? baseline(answer, choice.subject) : null, usualName: t('territory.baseline')}),
      bars(below, {labels, values: rows.map((row) => row.effort), grey, name: t('territory.effort'), tone: '--edge', axis: !patrolled}),
      ...patrolled ? [bars(patrol, {labels, values: rows.map((row) => row.patrol), grey: rows.map(() => false), name: t('territory.patrol'), tone: '--patrol', axis: true})] : [],
    ]);
    if (mine === turn) drawn = made;
    else made.forEach((chart) => chart.destroy());
  }

  function controlsOf(names) {
    const pick = (name, label, options) => {
      const select = el('select', {id: `days-${name}`, 'data-key': name, on: {change: () => { choice[name] = select.value; draw(); }}},
        options.map(([value, text]) => el('option', {value, selected: value === choice[name]}, text)));
      return el('label', {for: `days-${name}`}, label, select);
    };
    const date = (name) => {
      const input = el('input', {type: 'date', id: `days-${name}`, value: choice[name], 'data-key': name, on: {change: () => { if (input.value) { choice[name] = input.value; load(); } }}});
      return el('label', {for: `days-${name}`}, t(`territory.${name}`), input);
    };
    return [
      pick('subject', t('territory.subject'), names.map((name) => [name, subjectName(name.slice(name.indexOf(' ') + 1))])),
      pick('show', t('territory.show'), ['rate', 'count'].map((value) => [value, t(`territory.show.${value}`)])),
      pick('step', t('territory.step'), ['day', 'week', 'month'].map((value) => [value, t(`territory.step.${value}`)])),
      date('from'), date('to'),
    ];
  }

  const recolour = () => { if (answer) draw(); };
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  window.addEventListener('theme', recolour);
  scheme.addEventListener('change', recolour);
  load();
  return {close() {
    turn++;
    drawn.forEach((chart) => chart.destroy());
    window.removeEventListener('theme', recolour);
    scheme.removeEventListener('change', recolour);
  }};
}

function tableOf(rows, title, patrolled) {
  return el('details', {class: 'table'}, el('summary', {}, t('territory.table')),
    el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('territory.table')}, el('table', {}, el('caption', {class: 'unseen'}, title),
      el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, t('territory.day')), el('th', {scope: 'col', class: 'number'}, title), el('th', {scope: 'col', class: 'number'}, t('territory.effort')), patrolled ? el('th', {scope: 'col', class: 'number'}, t('territory.patrol')) : null)),
      el('tbody', {}, rows.map((row) => el('tr', {}, el('th', {scope: 'row'}, row.label), el('td', {class: 'number'}, row.value === null ? '–' : number(row.value)),
        el('td', {class: 'number'}, row.effort ? number(row.effort) : t('territory.no-effort')),
        patrolled ? el('td', {class: 'number'}, number(row.patrol)) : null))))));
}

/** Hours of patrols by the start of the period that they are in; null where the reader sees no patrol of them. */
function patrolHours(days, parts) {
  if (!days.length) return null;
  const sums = new Map();
  for (const {day, hours} of days) {
    const part = parts.findLast(({start}) => start <= day);
    if (part) sums.set(part.start, (sums.get(part.start) ?? 0) + hours);
  }
  return sums;
}

/** The rate of the year before; null where too few watched then. */
function baseline({baseline: all}, subject) {
  return all?.find((one) => `${one.type} ${one.subject}` === subject)?.per100StationNights ?? null;
}

function isoDay(at) { return new Date(at).toISOString().slice(0, 10); }
