/** The map: what is happening in the park, now. */
import {el, refill} from './dom.js';
import {kindIcon, severityIcon} from './icons.js';
import {now, number, offset, subjectName, t, when} from './text.js';
import {aged} from './time.js';
import {address, ageOf, escalation, exercise, howSure, place, severity, stateOf, teamName, what, whoKnows} from './parts.js';
import {answerButtons, answerByKey} from './answers.js';
import {newestFirst, state} from './state.js';
import {bounds, latLng, outline, regionMap} from './base-map.js';
import {LAYERS} from './map-layers.js';
import {measureTool} from './measure.js';
import {Past, pastBanner, pastChoice, periodOf, rememberPeriod} from './past.js';
import {cellsTable, legend, patrolCard, sightingCard, stationCard, territoryCard} from './cards.js';

const L = window.L;
/** Signs are drawn anew at most this often, ms. */
const PACE = 600;
/** So many of the newest signs are listed. */
const LATEST = 12;
/** Degrees; what spans more is several parks. */
const WIDEST_PARK = 5;
const PERIODS = [24, 24 * 7, 24 * 30, 24 * 400];

function corners(territories) {
  return territories.flatMap((one) => one.polygons.flat(2)).map(([longitude, latitude]) => ({latitude, longitude}));
}

export function show(main, placed) {
  return new MapView(main, placed);
}

class MapView {
  /** The period that is replayed; null: it is now. */
  past = null;
  #groups = {};
  #map = null;
  #closed = false;
  #shown = null;
  #hours = Number(localStorage.getItem('amurwatch.map.hours')) || 168;
  #back = 0;
  #banner = null;
  #later = null;
  #drawnAt = 0;
  /** The reader has chosen where to look. */
  #touched = false;
  #off = new Set(JSON.parse(localStorage.getItem('amurwatch.map.off') ?? '[]'));

  constructor(main, {query}) {
    this.individual = query.get('individual');
    if (this.individual) this.#hours = PERIODS.at(-1);
    this.element = el('div', {class: 'map', id: 'map', role: 'region', 'aria-label': t('view.map')});
    this.side = el('aside', {class: 'side', 'aria-label': t('map.side')});
    this.panel = el('div', {class: 'panel'});
    refill(main, el('h1', {class: 'unseen'}, t('view.map')), el('div', {class: 'map-frame'}, this.element, this.panel), this.side);
    this.open = {
      incident: (one) => this.#select({kind: 'incidents', id: one.id}),
      territory: (one) => this.#popup(this.#centre(one), territoryCard(one)),
      station: (one) => this.#popup(one.position, stationCard(one)),
      patrol: (one) => this.#popup(one.position, patrolCard(one)),
      sightings: (part) => this.#openSightings(part),
    };
    this.#start(query);
  }

  /** From when on signs are shown, ms. */
  since() { return this.past ? this.past.start : now() - this.#hours * 3600000; }

  /** Until when signs are shown, ms; null: until now, unless the slider says otherwise. */
  until() {
    if (this.past) return this.past.until();
    return this.#back ? now() - this.#back * 3600000 : null;
  }

  /** What there is to show: of now, or of the period that is replayed. */
  signs() { return this.past ? this.past.items : state.sightings.values(); }

  counted(count) { this.count.textContent = t('map.count', {number: count}); }

  async #start(query) {
    this.count = el('p', {class: 'soft count-line', role: 'status'});
    this.#drawSide();
    const map = await regionMap(this.element, {preferCanvas: false});
    if (this.#closed) return map.remove();
    this.#map = map;
    this.measure = measureTool(map);
    this.#replay(periodOf(query));
    const at = query.get('at')?.split(',').map(Number);
    if (at?.length === 3 && at.every(Number.isFinite)) {
      map.setView([at[0], at[1]], at[2], {animate: false});
      this.#touched = true;
    } else {
      this.#fit();
    }
    for (const event of ['pointerdown', 'wheel', 'keydown']) this.element.addEventListener(event, () => { this.#touched = true; }, {passive: true});
    map.on('resize', () => { if (!this.#touched) this.#fit(); });
    for (const name of Object.keys(LAYERS)) {
      this.#groups[name] = L.layerGroup();
      if (!this.#off.has(name)) this.#groups[name].addTo(map);
      this.#draw(name);
    }
    map.on('zoomend', () => Object.keys(LAYERS).forEach((name) => this.#draw(name)));
    map.on('moveend', () => { this.#draw('sightings'); this.#remember(); });
    if (query.get('incident')) this.#select({kind: 'incidents', id: query.get('incident')});
  }

  /** The address says what is looked at, so that it can be sent to somebody. */
  #remember() {
    if (!this.#touched || this.#closed || !/^(#\/map.*)?$/.test(location.hash)) return;
    const {lat, lng} = this.#map.getCenter();
    const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
    query.set('at', `${lat.toFixed(4)},${lng.toFixed(4)},${this.#map.getZoom()}`);
    history.replaceState(null, '', `#/map?${decodeURIComponent(query.toString())}`);
  }

  /** Sets what is live aside for a period of the past; null: it is now again. */
  #replay(period) {
    if (this.past && this.past.is(period)) return;
    this.past?.stop();
    this.#back = 0;
    this.past = period && new Past(period, () => this.#fetched());
    rememberPeriod(period);
    this.#drawPanel();
    this.#drawSide();
    Object.keys(LAYERS).forEach((name) => this.#draw(name));
  }

  /** More of the past has come. */
  #fetched() {
    if (this.#closed) return;
    this.#banner?.tell();
    this.#draw('sightings');
    if (!this.past.loading) this.#drawSide();
  }

  /** The territories to begin with: all, or where parks are far from each other those of where something happened last. */
  #park() {
    const all = [...state.territories.values()];
    const around = bounds(corners(all));
    if (!around.isValid() || (around.getNorth() - around.getSouth() < WIDEST_PARK && around.getEast() - around.getWest() < WIDEST_PARK)) return all;
    const last = all.reduce((one, other) => ((other.lastEventAt ?? '') > (one.lastEventAt ?? '') ? other : one));
    return all.filter((one) => one.sector === last.sector);
  }

  #fit() {
    const park = corners(this.#park());
    const found = this.individual ? [...state.sightings.values()].filter((one) => one.individual === this.individual).map((one) => one.position) : [];
    const around = bounds(found.length ? found : park.length ? park : state.cells.flatMap(({latitude, longitude, size}) =>
      [-size / 2, size / 2].map((half) => ({latitude: latitude + half, longitude: longitude + half}))));
    if (around.isValid()) this.#map.fitBounds(around, {animate: false, maxZoom: 12, paddingTopLeft: [innerWidth > 960 ? 310 : 12, 24], paddingBottomRight: [24, 24]});
    else this.#map.setView([43.0, 131.2], 9, {animate: false});
  }

  #draw(name) {
    const group = this.#groups[name];
    if (!group || !this.#map.hasLayer(group)) return;
    const key = this.element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    group.clearLayers();
    LAYERS[name](group, this.#map, this);
    if (key) this.element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({preventScroll: true});
  }

  /** Signs, which are many, are drawn so often at most; all else at once. */
  update(changed) {
    if (changed.has('sightings') && !this.past) {
      this.#later ??= setTimeout(() => {
        this.#later = null;
        if (this.#closed) return;
        this.#draw('sightings');
        this.#drawSide();
      }, this.#wait());
    }
    // Patrols make room for incidents.
    const drawn = changed.has('incidents') ? new Set([...changed, 'patrols']) : changed;
    if (this.#map) drawn.forEach((name) => { if (LAYERS[name] && name !== 'sightings') this.#draw(name); });
    if (['incidents', 'patrols', 'territories', 'cells'].some((name) => changed.has(name))) this.#drawSide();
  }

  #wait() {
    const since = performance.now() - this.#drawnAt;
    this.#drawnAt = performance.now() + Math.max(0, PACE - since);
    return Math.max(0, PACE - since);
  }

  go({query}) {
    if (query.get('individual') !== this.individual) return false;
    if (this.#map) this.#replay(periodOf(query));
    if (query.get('incident')) this.#select({kind: 'incidents', id: query.get('incident')});
    return true;
  }

  key(key) {
    const open = state.openIncidents();
    if (key === 'j' || key === 'k') {
      const at = open.findIndex((one) => one.id === this.#shown);
      const next = open[at < 0 ? 0 : Math.max(0, Math.min(open.length - 1, at + (key === 'j' ? 1 : -1)))];
      if (next) this.#select({id: next.id});
      return true;
    }
    if (key === 'm') { this.measure?.toggle(); return true; }
    if (key === '+' || key === '-') { this.#map?.zoomIn(key === '+' ? 1 : -1); return true; }
    const incident = state.incidents.get(this.#shown);
    if (key === 'Enter' && incident) { location.hash = address(incident); return true; }
    if (key === 'Escape' && this.#shown) { this.#select(null); return true; }
    return answerByKey(key, incident);
  }

  close() {
    this.#closed = true;
    this.past?.stop();
    this.#map?.remove();
  }

  /** Shows an incident at the side, and where it is. */
  #select(what) {
    this.#shown = what?.id ?? null;
    const incident = state.incidents.get(this.#shown);
    this.#drawSide();
    if (!incident) return;
    this.#touched = true;
    const around = bounds([incident.position, ...incident.evidence.map((one) => one.position)]);
    if (this.#map && around.isValid()) this.#map.flyToBounds(around.pad(0.6), {maxZoom: 12.5, duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.5});
    this.side.querySelector('li.selected')?.scrollIntoView({block: 'nearest'});
  }

  #drawSide() {
    const open = state.openIncidents();
    const {rights} = state.me;
    refill(this.side, rights.incidents
      ? [el('h2', {}, t('incidents.open'), ' ', el('span', {class: 'soft'}, number(open.length))),
        open.length ? el('ol', {class: 'side-list'}, open.map((one) => this.#item(one))) : el('p', {class: 'empty'}, t('incidents.none-open')), this.#latest()]
      : cellsTable());
  }

  #item(incident) {
    const selected = incident.id === this.#shown;
    return el('li', {class: `side-item ${incident.severity.toLowerCase()}${selected ? ' selected' : ''}`},
      el('button', {type: 'button', class: 'side-head', 'aria-expanded': String(selected), 'data-key': `side ${incident.id}`,
        on: {click: () => this.#select(selected ? null : {id: incident.id})}},
      severityIcon(incident.severity), el('span', {class: 'side-what'}, exercise(incident), el('strong', {}, what(incident)),
        el('span', {}, state.territoryName(incident.territory), ' · ', ageOf(incident)),
        el('span', {class: 'soft'}, incident.acknowledgedBy ? t('known.answered', {team: teamName(incident.acknowledgedBy)}) : [stateOf(incident), ' ', escalation(incident)]))),
      selected ? el('div', {class: 'side-more'}, el('p', {}, severity(incident.severity), ' ', stateOf(incident), ' ', escalation(incident)),
        el('p', {}, whoKnows(incident)), el('p', {class: 'soft'}, howSure(incident)), el('p', {}, place(incident.position)), answerButtons(incident),
        el('p', {}, el('a', {class: 'button', href: address(incident)}, t('incident.whole'), ' ›'))) : null);
  }

  /** The newest signs, also for who can't point at the map. */
  #latest() {
    const newest = [...this.signs()].filter((one) => one.position).sort(newestFirst).slice(0, LATEST);
    return newest.length ? [el('h2', {class: 'second'}, t(this.past ? 'past.latest' : 'map.latest')), el('ul', {class: 'side-list'}, newest.map((one) => el('li', {class: 'side-item'},
      el('button', {type: 'button', class: 'side-head', 'data-key': `latest ${one.id}`, on: {click: () => this.#look(one)}},
        kindIcon(one.kind), el('span', {class: 'side-what'}, el('span', {}, subjectName(one.subject, one.vernacular)),
          el('span', {class: 'soft'}, state.territoryName(one.territory), ' · ', aged(one.observedAt, state.zone(one.territory))))))))] : null;
  }

  #look(one) {
    if (!this.#map) return;
    this.#touched = true;
    this.#map.setView(latLng(one.position), Math.max(this.#map.getZoom(), 12), {animate: false});
    this.#popup(one.position, el('ul', {class: 'plain card'}, sightingCard(one)));
  }

  #openSightings(part) {
    if (part.items.length > 8 && this.#map.getZoom() < 14) {
      this.#map.fitBounds(bounds(part.items.map((one) => one.position)).pad(0.3), {maxZoom: this.#map.getZoom() + 3});
    } else {
      this.#popup(part, el('ul', {class: 'plain card'}, part.items.slice(0, 30).map(sightingCard)));
    }
  }

  #popup(at, content) {
    if (this.measure.isOn()) return;
    L.popup({maxWidth: 320, maxHeight: 320, autoPanPadding: [20, 60]}).setLatLng(latLng(at)).setContent(content).openOn(this.#map);
  }

  #centre(territory) {
    const {lat, lng} = L.polygon(outline(territory)).getBounds().getCenter();
    return {latitude: lat, longitude: lng};
  }

  /** Layers, period, legend, measure. */
  #drawPanel() {
    const {rights} = state.me;
    const names = Object.keys(LAYERS).filter((name) => (name === 'cells' ? !rights.exactPositions
      : name === 'patrols' ? rights.patrols : name === 'incidents' ? rights.incidents : name === 'stations' || name === 'territories' ? rights.stations : rights.exactPositions));
    const layer = (name) => {
      const box = el('input', {type: 'checkbox', id: `layer-${name}`, checked: !this.#off.has(name), on: {change: () => {
        if (box.checked) { this.#off.delete(name); this.#groups[name].addTo(this.#map); this.#draw(name); }
        else { this.#off.add(name); this.#groups[name].remove(); }
        localStorage.setItem('amurwatch.map.off', JSON.stringify([...this.#off]));
      }}});
      return el('label', {for: `layer-${name}`}, box, t(`layer.${name}`));
    };
    const period = el('select', {id: 'period', on: {change: () => {
      this.#hours = Number(period.value);
      localStorage.setItem('amurwatch.map.hours', period.value);
      this.#slide(0);
      this.#drawPanel();
    }}}, PERIODS.map((hours) => el('option', {value: hours, selected: hours === this.#hours}, t(`period.${hours}`))));
    this.#banner = this.past && pastBanner(this.past, this.count, () => this.#draw('sightings'), () => this.#replay(null));
    const open = this.panel.querySelector(':scope > details')?.open ?? innerWidth > 900;
    refill(this.panel, this.#banner?.element, el('details', {open}, el('summary', {}, t('map.layers')),
      el('fieldset', {}, el('legend', {class: 'unseen'}, t('map.layers')), names.map(layer)),
      rights.exactPositions ? [this.past ? null : [el('label', {for: 'period', class: 'stacked'}, t('period'), period), this.#slider(), this.count],
        pastChoice(this.past, (chosen) => this.#replay(chosen)), legend()] : null,
      el('p', {class: 'soft'}, t('times', {zone: state.me.timeZone, offset: offset(state.me.timeZone)}))),
    this.measure.button);
  }

  /** Takes the signs back in time, within what is loaded. */
  #slider() {
    this.slid = el('output', {for: 'slider'}, t('slider.now'));
    const range = el('input', {type: 'range', id: 'slider', min: 0, max: 100, value: 100, on: {input: () => this.#slide((100 - range.value) / 100 * Math.min(this.#hours, 24 * 30))}});
    return el('label', {for: 'slider', class: 'stacked'}, t('slider'), range, this.slid);
  }

  #slide(back) {
    this.#back = back;
    this.slid.textContent = back ? when(new Date(this.until()).toISOString(), state.me.timeZone) : t('slider.now');
    this.#draw('sightings');
  }
}
