/** What calls the eye: title, icon, sound and a notification on a new critical incident. */
import {el, refill, toast} from './dom.js';
import {icon} from './icons.js';
import {age, t} from './text.js';
import {address, what} from './parts.js';
import {isAlarm, state} from './state.js';

const SOUND = 'amurwatch.sound';
/** The same incident calls no sooner again, ms: its state may change to and fro. */
const AGAIN = 60000;
const called = new Map();
let audio = null;

/** The title carries how many wait for an answer; each new critical one sounds once, in one tab. */
export function watchAlarms() {
  state.addEventListener('change', () => {
    const waiting = state.openIncidents().filter(isAlarm).length;
    document.title = waiting ? `(${waiting}!) Amur Watch` : 'Amur Watch';
    document.getElementById('icon').href = waiting ? '/icon-alarm.svg' : '/icon.svg';
  });
  state.addEventListener('incident', ({detail: {before, value}}) => {
    if (isAlarm(value) && !(before && isAlarm(before))) alarm(value);
  });
}

function alarm(incident) {
  if (Date.now() - (called.get(incident.id) ?? 0) < AGAIN) return;
  called.set(incident.id, Date.now());
  const text = `${t(`severity.${incident.severity}`)}: ${what(incident)}, ${state.territoryName(incident.territory)}, ${age(incident.lastEvidenceAt)}`;
  toast(incident.purpose === 'ACTUAL' ? text : `${t('purpose.EXERCISE')} ${text}`, true);
  if (localStorage.getItem(SOUND) !== 'on') return;
  if (window.Notification?.permission === 'granted') {
    const shown = new Notification(text, {tag: incident.id, requireInteraction: true, icon: '/icon-alarm.svg'});
    shown.onclick = () => { window.focus(); location.hash = address(incident); shown.close(); };
  }
  if (audio?.state !== 'running') return;
  if (!navigator.locks) sound();
  else navigator.locks.request(`amurwatch.sound.${incident.id}`, {ifAvailable: true}, (lock) => {
    if (!lock) return null;
    sound();
    return new Promise((resolve) => setTimeout(resolve, 5000));
  });
}

/** Three rising pairs of tones: unlike a phone's, and not a siren. */
function sound() {
  const volume = audio.createGain();
  volume.gain.value = 0.25;
  volume.connect(audio.destination);
  [0, 0.22, 0.9, 1.12, 1.8, 2.02].forEach((after, index) => {
    const tone = audio.createOscillator();
    tone.frequency.value = index % 2 ? 988 : 659;
    tone.connect(volume);
    tone.start(audio.currentTime + after);
    tone.stop(audio.currentTime + after + 0.2);
  });
}

/** A browser lets a page sound only after a touch or key on it; so the switch says when it can't yet. */
export function soundSwitch() {
  const button = el('button', {type: 'button', class: 'sound', on: {click: turn}});
  const tell = () => {
    const on = localStorage.getItem(SOUND) === 'on';
    button.setAttribute('aria-pressed', String(on));
    refill(button, icon(on ? 'bell' : 'silent'), el('span', {}, t(on ? 'sound.on' : 'sound.off')));
  };
  async function turn() {
    const on = localStorage.getItem(SOUND) !== 'on';
    localStorage.setItem(SOUND, on ? 'on' : 'off');
    tell();
    if (!on) return;
    await wake();
    sound();
    const allowed = await window.Notification?.requestPermission();
    toast(t(allowed === 'granted' ? 'sound.ready' : 'sound.no-notification'));
  }
  document.addEventListener('pointerdown', wakeIfOn);
  document.addEventListener('keydown', wakeIfOn);
  tell();
  return button;
}

function wakeIfOn() {
  if (localStorage.getItem(SOUND) === 'on') wake();
}

async function wake() {
  audio ??= new AudioContext();
  if (audio.state !== 'running') await audio.resume();
}
