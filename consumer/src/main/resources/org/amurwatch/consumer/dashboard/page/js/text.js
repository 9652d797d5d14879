/** Words, numbers and times in the reader's language. */

export const LANGUAGES = {en: 'English', ru: 'Русский', zh: '中文'};

let language = 'en';
let words = {};
let plurals = new Intl.PluralRules('en');
/** Our clock against the server's, ms. */
let skew = 0;

export async function speak(wanted) {
  language = LANGUAGES[wanted] ? wanted : 'en';
  const answer = await fetch(`/texts/${language}.json`);
  words = await answer.json();
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
}

export function spoken() { return language; }

/** Which language: chosen here before, else the user's, else the browser's. */
export function wantedLanguage(mine) {
  const browser = (navigator.languages || []).map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES[tag]);
  return localStorage.getItem('amurwatch.language') || mine || browser || 'en';
}

/** The words of a key; `{name}` is filled in; with `number` the form of the plural is chosen. */
export function t(key, values = {}) {
  const form = 'number' in values ? words[`${key}.${plurals.select(values.number)}`] : undefined;
  const text = form ?? words[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? (typeof values[name] === 'number' ? number(values[name]) : String(values[name])) : whole);
}

/** The words of a value of an enum, or the value itself where we have none. */
export function word(group, value) {
  return words[`${group}.${value}`] ?? String(value);
}

export function number(value, digits = 1) {
  return new Intl.NumberFormat(language, {maximumFractionDigits: digits}).format(value);
}

/** A kind of sign, or a species by the name people use. */
export function subjectName(subject, vernacular = null) {
  return vernacular?.[language] ?? words[`kind.${subject}`] ?? words[`species.${subject}`] ?? words[`signal.${subject.replace('SIGNAL_', '')}`] ?? subject;
}

/** From the header of an answer, which is right even where its body comes from the cache. It has whole seconds. */
export function sawServerTime(date) {
  const apart = Date.parse(date) - Date.now();
  if (Number.isFinite(apart)) skew = Math.abs(apart) > 2000 ? apart : 0;
}

/** What the server's clock shows, as far as we know it, ms. */
export function now() { return Date.now() + skew; }

/** `UTC+10` of a zone at a time. */
export function offset(zone, at = now()) {
  const parts = new Intl.DateTimeFormat('en', {timeZone: zone, timeZoneName: 'shortOffset'}).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName').value.replace('GMT', 'UTC');
}

/** When a local day begins there, ms. */
export function dayStart(day, zone) {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let at = midnight;
  // Twice: the offset that counts is that of the moment we look for.
  for (let i = 0; i < 2; i++) at = midnight - offsetOf(zone, at);
  return at;
}

function offsetOf(zone, at) {
  const parts = new Intl.DateTimeFormat('en', {timeZone: zone, timeZoneName: 'longOffset'}).formatToParts(at);
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(parts.find((part) => part.type === 'timeZoneName').value) ?? [null, '+', 0, 0];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000;
}

/** Which day it is there, `YYYY-MM-DD`. */
export function localDay(ms, zone) {
  return new Date(ms + offsetOf(zone, ms)).toISOString().slice(0, 10);
}

export function nextDay(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86400000).toISOString().slice(0, 10);
}

/** Day, hour and minute there, with the zone's offset; with the year where it is not this one. */
export function when(iso, zone) {
  const at = new Date(iso);
  const sameYear = at.getUTCFullYear() === new Date(now()).getUTCFullYear();
  const text = new Intl.DateTimeFormat(language, {
    timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    ...(sameYear ? {} : {year: 'numeric'}),
  }).format(at);
  return t('time.zone', {time: text, offset: offset(zone, at).replace('UTC', '')});
}

/** Hour and minute there. */
export function clock(ms, zone) {
  return new Intl.DateTimeFormat(language, {timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(ms);
}

/** A local day, of `YYYY-MM-DD`. */
export function dayName(day) {
  return new Intl.DateTimeFormat(language, {timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric'}).format(new Date(`${day}T00:00:00Z`));
}

export function monthName(month) {
  return new Intl.DateTimeFormat(language, {timeZone: 'UTC', month: 'long', year: 'numeric'}).format(new Date(`${month}-01T00:00:00Z`));
}

export function age(iso) {
  const minutes = Math.floor((now() - Date.parse(iso)) / 60000);
  if (minutes < 1) return t('age.now');
  if (minutes < 60) return t('age.minutes', {number: minutes});
  if (minutes < 48 * 60) return t('age.hours', {number: Math.floor(minutes / 60)});
  return t('age.days', {number: Math.floor(minutes / 1440)});
}

/** `4:07`, `1:02:09`; null once it is past. */
export function countdown(iso) {
  const left = Math.floor((Date.parse(iso) - now()) / 1000);
  if (left < 0) return null;
  const two = (value) => String(value).padStart(2, '0');
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor(left / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${minutes}:${two(left % 60)}`;
}

export function metres(value) {
  return value >= 1000 ? t('unit.km', {value: number(value / 1000)}) : t('unit.m', {value: number(value, 0)});
}
