/**
 * Keeps the state right. Of all tabs one, which holds a lock, is connected; it passes on what it hears. Where the browser has no locks (plain HTTP from
 * another machine) each tab is connected. The stream is opened before the snapshot is fetched, so nothing lies between them.
 */
import {get} from './api.js';
import {state} from './state.js';
import {now} from './text.js';

const CHANNEL = 'amurwatch.live';
/** Without an event for this long we ask whether the server is there, ms. */
const QUIET = 40000;
/** So many times in a row, and we connect anew: a connection can be dead without a word. */
const QUIET_TIMES = 8;
/** A timer that is this late has slept, ms. */
const SLEPT = 30000;

class Live extends EventTarget {
  /** Since when we are not live, ms; null while we are. */
  lostAt = now();
  #channel = new BroadcastChannel(CHANNEL);
  #source = null;
  #leads = false;
  #heardAt = Date.now();
  #quiet = 0;
  #waiting = null;
  #backoff = 1000;
  #again = null;

  start() {
    this.#channel.onmessage = ({data}) => this.#hear(data);
    this.#sync();
    if (navigator.locks) {
      navigator.locks.request(CHANNEL, () => { this.#lead(); return new Promise(() => {}); });
      this.#channel.postMessage({kind: 'who'});
    } else {
      this.#lead();
    }
    this.#watch();
  }

  #lead() {
    this.#leads = true;
    this.#connect();
  }

  #connect() {
    this.#source?.close();
    clearTimeout(this.#again);
    const source = new EventSource('/api/v1/stream');
    this.#source = source;
    let wasReady = false;
    source.addEventListener('ready', ({data, lastEventId}) => {
      if (this.#source !== source) return;
      this.#backoff = 1000;
      // The browser's own reconnect goes on from the last event that it has. What is new, has no such events or began anew starts from a snapshot.
      if (!wasReady || !lastEventId || JSON.parse(data).version < state.version) this.#tell({kind: 'resync'});
      wasReady = true;
      this.#tell({kind: 'live'});
    });
    source.addEventListener('change', ({data}) => this.#tell({kind: 'change', change: JSON.parse(data)}));
    source.addEventListener('resync', () => this.#tell({kind: 'resync'}));
    source.onerror = () => {
      if (this.#source !== source) return;
      this.#tell({kind: 'lost', at: this.lostAt ?? now()});
      // The browser tries again by itself, unless the answer was an error.
      if (source.readyState === EventSource.CLOSED) this.#later();
    };
  }

  #later() {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#connect(), this.#backoff * (0.75 + Math.random() / 2));
    this.#backoff = Math.min(this.#backoff * 2, 20000);
  }

  #tell(message) {
    this.#channel.postMessage(message);
    this.#hear(message);
  }

  #hear(message) {
    this.#heardAt = Date.now();
    this.#quiet = 0;
    switch (message.kind) {
      case 'change':
        if (this.#waiting) this.#waiting.push(message.change);
        else state.apply(message.change);
        break;
      case 'resync': this.#sync(); break;
      case 'live': this.#live(null); break;
      case 'lost': this.#live(message.at); break;
      case 'who':
        if (this.#leads) this.#channel.postMessage(this.lostAt === null ? {kind: 'live'} : {kind: 'lost', at: this.lostAt});
        break;
    }
  }

  #live(lostAt) {
    if (this.lostAt === lostAt) return;
    this.lostAt = lostAt;
    this.dispatchEvent(new Event('change'));
  }

  /** Fetches the snapshot; changes that come meanwhile wait. A second call while one runs makes it start again. */
  async #sync() {
    const waiting = [];
    this.#waiting = waiting;
    for (let wait = 1000; this.#waiting === waiting; wait = Math.min(wait * 2, 15000)) {
      try {
        const snapshot = await get('snapshot');
        if (this.#waiting !== waiting) return;
        state.replace(snapshot);
        this.#waiting = null;
        waiting.forEach((change) => state.apply(change));
        this.dispatchEvent(new Event('snapshot'));
        return;
      } catch (problem) {
        this.dispatchEvent(new CustomEvent('problem', {detail: problem}));
        if (problem.status === 401 || problem.status === 403) return;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /** A night of sleep, a network that came back, a connection that died without a word. */
  #watch() {
    let last = Date.now();
    setInterval(() => {
      const slept = Date.now() - last > SLEPT;
      last = Date.now();
      if (slept) this.#renew();
      else if (this.#leads && Date.now() - this.#heardAt > QUIET) this.#ask();
    }, 5000);
    window.addEventListener('online', () => this.#renew());
    window.addEventListener('offline', () => this.#live(this.lostAt ?? now()));
    window.addEventListener('pageshow', (event) => { if (event.persisted) this.#renew(); });
  }

  #renew() {
    if (this.#leads) this.#connect();
    else this.#sync();
  }

  async #ask() {
    this.#heardAt = Date.now();
    try {
      await get('me');
      if (++this.#quiet >= QUIET_TIMES) this.#connect();
    } catch {
      this.#tell({kind: 'lost', at: this.lostAt ?? now()});
      this.#connect();
    }
  }
}

export const live = new Live();
