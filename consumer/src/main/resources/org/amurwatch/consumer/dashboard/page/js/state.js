/** What is known now: the snapshot, and the changes since. */
import {spoken} from './text.js';

const KEYS = {
  territories: 'id', stations: 'id', sightings: 'id', incidents: 'id', individuals: 'id', patrols: 'team', review: 'id',
};
const MAPS = Object.keys(KEYS);
/** Views are told at most this often, ms: eyes are no faster, and 200 events a second are possible. */
const PACE = 250;

class State extends EventTarget {
  version = 0;
  loaded = false;
  health = null;
  cells = [];
  #changed = new Set();
  #timer = null;

  constructor() {
    super();
    for (const name of MAPS) this[name] = new Map();
  }

  replace(snapshot) {
    for (const name of MAPS) {
      this[name] = new Map((snapshot[name] ?? []).map((item) => [item[KEYS[name]], item]));
    }
    this.cells = snapshot.cells ?? [];
    this.health = snapshot.health ?? null;
    this.version = snapshot.version;
    this.loaded = true;
    this.#mark([...MAPS, 'cells', 'health']);
  }

  /** A change that the snapshot already holds is left out. */
  apply({version, collection, id, value}) {
    if (version <= this.version) return;
    this.version = version;
    if (collection === 'health') {
      this.health = value;
    } else if (MAPS.includes(collection)) {
      if (value === null) this[collection].delete(id);
      else {
        const before = this[collection].get(id);
        this[collection].set(id, value);
        if (collection === 'incidents') this.dispatchEvent(new CustomEvent('incident', {detail: {before, value}}));
      }
    } else {
      return;
    }
    this.#mark([collection]);
  }

  /** Territory's zone, else the user's. */
  zone(territoryId) {
    return this.territories.get(territoryId)?.timeZone ?? this.me.timeZone;
  }

  territoryName(id) {
    const territory = this.territories.get(id);
    return territory?.names?.[spoken()] ?? territory?.name ?? id;
  }

  /** Open incidents, worst and newest first. */
  openIncidents() {
    return [...this.incidents.values()].filter(isOpen).sort(worstFirst);
  }

  #mark(names) {
    names.forEach((name) => this.#changed.add(name));
    this.#timer ??= setTimeout(() => {
      const changed = this.#changed;
      this.#changed = new Set();
      this.#timer = null;
      this.dispatchEvent(new CustomEvent('change', {detail: changed}));
    }, PACE);
  }
}

export const SEVERITIES = ['INFO', 'WARNING', 'SEVERE', 'CRITICAL'];
const OPEN = ['OPEN', 'ACKNOWLEDGED', 'RESPONDING'];

export function isOpen(incident) { return OPEN.includes(incident.state); }

export function isUnanswered(incident) { return incident.state === 'OPEN'; }

/** Nobody has answered yet, and it is critical. */
export function isAlarm(incident) { return isUnanswered(incident) && incident.severity === 'CRITICAL'; }

export function worstFirst(one, other) {
  return isOpen(other) - isOpen(one)
    || isAlarm(other) - isAlarm(one)
    || SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity)
    || Date.parse(other.lastEvidenceAt) - Date.parse(one.lastEvidenceAt);
}

/** By when it happened, newest first. Times of the server are text in one form, which sorts as it is; to parse thousands takes long. */
export function newestFirst(one, other) {
  return one.observedAt < other.observedAt ? 1 : one.observedAt > other.observedAt ? -1 : 0;
}

export const state = new State();
