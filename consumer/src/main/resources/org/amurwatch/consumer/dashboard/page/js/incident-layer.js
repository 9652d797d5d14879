/** An incident on a map: its evidence, joined in the order of time, how far it reaches, and its sign. */
import {el} from './dom.js';
import {kindIcon, severityIcon} from './icons.js';
import {subjectName, t, word} from './text.js';
import {what} from './parts.js';
import {latLng} from './base-map.js';

const L = window.L;
/** Side of an incident's sign, pixels. */
export const SIGN = 44;

/** @param open called when the sign is pressed, or null where it leads nowhere */
export function incidentLayer(incident, open, zoom = 12) {
  const layer = L.featureGroup();
  const tone = incident.severity.toLowerCase();
  const spots = incident.evidence.filter((one) => one.position)
    .sort((one, other) => Date.parse(one.observedAt) - Date.parse(other.observedAt));
  if (incident.position?.uncertaintyMeters) {
    L.circle(latLng(incident.position), {radius: incident.position.uncertaintyMeters, className: `reach ${tone}`, interactive: false}).addTo(layer);
  }
  if (spots.length > 1) {
    L.polyline(spots.map((one) => latLng(one.position)), {className: `joined ${tone}`, interactive: false}).addTo(layer);
  }
  if (zoom >= 10) spots.forEach((one, index) => {
    L.marker(latLng(one.position), {
      keyboard: false, interactive: false, zIndexOffset: 200,
      icon: L.divIcon({className: `evidence-spot ${tone}`, iconSize: [26, 26], html: el('span', {title: subjectName(one.kind)}, kindIcon(one.kind), el('b', {}, index + 1))}),
    }).addTo(layer);
  });
  const at = incident.position ?? spots[0]?.position;
  if (at) sign(incident, at, open).addTo(layer);
  return layer;
}

function sign(incident, at, open) {
  const text = `${word('severity', incident.severity)}: ${what(incident)}. ${word('incident', incident.state)}. ${t('evidence.count', {number: incident.evidenceCount})}`;
  const face = el('span', {class: 'sign', title: text}, severityIcon(incident.severity));
  const marker = L.marker(latLng(at), {
    keyboard: Boolean(open), zIndexOffset: 1000, interactive: Boolean(open),
    icon: L.divIcon({className: `incident-sign ${incident.severity.toLowerCase()} ${incident.state.toLowerCase()}`, iconSize: [SIGN, SIGN], html: face}),
  });
  if (open) {
    marker.on('click', () => open(incident)).on('add', () => name(marker, text, `sign ${incident.id}`, () => open(incident)));
  }
  return marker;
}

/** What a marker that can be pressed is called, and that Enter presses it. */
export function name(marker, text, key, press) {
  const element = marker.getElement();
  element.setAttribute('aria-label', text);
  element.dataset.key = key;
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    press();
  });
}
