/** A map of one incident. */
import {bounds, outline, regionMap} from './base-map.js';
import {incidentLayer} from './incident-layer.js';
import {state} from './state.js';

const L = window.L;

export function smallMap(element, label) {
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', label);
  let layer = null;
  let last = null;
  let closed = false;
  const ready = regionMap(element, {scrollWheelZoom: false}).then((map) => { if (closed) map.remove(); return map; });
  return {
    async draw(incident) {
      last = incident;
      const map = await ready;
      if (closed || last !== incident) return;
      const first = layer === null;
      const around = bounds([incident.position, ...incident.evidence.map((one) => one.position)]);
      const reach = incident.position?.uncertaintyMeters;
      if (reach) around.extend(L.latLng(incident.position.latitude, incident.position.longitude).toBounds(2 * reach));
      if (first) map.fitBounds(around.pad(0.3), {maxZoom: 13, animate: false});
      layer?.remove();
      layer = L.featureGroup();
      const territory = state.territories.get(incident.territory);
      if (territory) L.polygon(outline(territory), {className: 'outline', interactive: false}).addTo(layer);
      incidentLayer(incident, null).addTo(layer);
      layer.addTo(map);
    },
    async close() {
      closed = true;
      (await ready).remove();
    },
  };
}
