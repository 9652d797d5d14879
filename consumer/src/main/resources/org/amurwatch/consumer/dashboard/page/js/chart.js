/** Bars over time by Chart.js, which is fetched when the first chart is shown. */
import {el} from './dom.js';

const SOURCE = '/lib/chart.js/4.5.1/dist/chart.umd.min.js';
let loading = null;

function load() {
  loading ??= new Promise((resolve, reject) => {
    document.head.append(el('script', {src: SOURCE, on: {load: () => resolve(window.Chart), error: reject}}));
  });
  return loading;
}

function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

/** Greys out what no station watched. */
const unwatched = {
  id: 'unwatched',
  beforeDatasetsDraw(chart, args, {grey}) {
    if (!grey) return;
    const {ctx, chartArea: {top, bottom}, scales: {x}} = chart;
    const width = x.width / chart.data.labels.length;
    ctx.save();
    ctx.fillStyle = colour('--line');
    grey.forEach((is, index) => { if (is) ctx.fillRect(x.getPixelForValue(index) - width / 2, top, width, bottom - top); });
    ctx.restore();
  },
};

/**
 * @param {HTMLElement} place
 * @param {{labels: string[], values: Array<?number>, grey: boolean[], name: string, tone: string, axis: boolean, usual: ?number, usualName: ?string}} what
 * @return {Promise<{destroy: function()}>}
 */
export async function bars(place, {labels, values, grey, name, tone, axis, usual, usualName}) {
  const Chart = await load();
  const canvas = el('canvas', {role: 'img', 'aria-label': name});
  place.replaceChildren(canvas);
  const ink = colour('--soft');
  const datasets = [{type: 'bar', label: name, data: values, backgroundColor: colour(tone), borderRadius: 2, maxBarThickness: 28, order: 2}];
  if (usual !== null && usual !== undefined) {
    datasets.push({type: 'line', label: usualName, data: labels.map(() => usual), borderColor: colour('--ink'), borderDash: [6, 4], borderWidth: 1.5, pointRadius: 0, order: 1});
  }
  return new Chart(canvas, {
    data: {labels, datasets},
    plugins: [unwatched],
    options: {
      animation: false, maintainAspectRatio: false, responsive: true,
      interaction: {mode: 'index', intersect: false},
      font: {family: 'system-ui, sans-serif'},
      plugins: {unwatched: {grey}, legend: {display: datasets.length > 1, align: 'end', labels: {color: ink, boxWidth: 16}}, tooltip: {displayColors: false}},
      scales: {
        x: {display: axis, grid: {display: false}, ticks: {color: ink, maxRotation: 0, autoSkipPadding: 20}},
        y: {beginAtZero: true, afterFit: (scale) => { scale.width = 56; }, grid: {color: colour('--line')}, border: {display: false}, ticks: {color: ink, maxTicksLimit: 5, precision: tone === '--edge' ? 0 : undefined}},
      },
    },
  });
}
