/** Times on the page that go on: ages and countdowns. One timer for all of them. */
import {el} from './dom.js';
import {age, countdown, t, when} from './text.js';

/** How long ago; the exact local time shows on hover, and beside it where `whole`. */
export function aged(iso, zone, whole = false) {
  if (!iso) return el('span', {class: 'none'}, t('none'));
  const time = el('time', {datetime: iso, title: when(iso, zone), 'data-age': iso}, age(iso));
  return whole ? el('span', {}, when(iso, zone), ' · ', time) : time;
}

/** Time until the next step of an escalation. */
export function until(iso, title) {
  const shown = el('span', {class: 'countdown', role: 'timer', title, 'data-until': iso});
  tell(shown);
  return shown;
}

function tell(shown) {
  const left = countdown(shown.dataset.until);
  const text = left === null ? t('escalation.due') : t('escalation.in', {time: left});
  if (shown.textContent !== text) shown.textContent = text;
  shown.classList.toggle('due', left === null || Date.parse(shown.dataset.until) - Date.now() < 60000);
}

export function keepTime() {
  setInterval(() => document.querySelectorAll('[data-until]').forEach(tell), 1000);
  setInterval(() => document.querySelectorAll('[data-age]').forEach((shown) => {
    const text = age(shown.dataset.age);
    if (shown.textContent !== text) shown.textContent = text;
  }), 10000);
}
