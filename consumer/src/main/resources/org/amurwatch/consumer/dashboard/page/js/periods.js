/** Days put together into weeks and months. */

/**
 * @param days of the server, oldest first
 * @param step day, week (from Monday) or month
 * @return {Array<{start: string, stationNights: ?number, whole: boolean, counts: Map}>} stationNights null where none of its days has effort;
 *     counts by `type subject`: detections, and the detections of days with effort alone, which a rate is of
 */
export function periods(days, step) {
  const found = new Map();
  for (const day of days) {
    const start = startOf(day.day, step);
    let period = found.get(start);
    if (!period) found.set(start, period = {start, stationNights: null, counts: new Map()});
    const watched = Boolean(day.stationNights);
    if (watched) period.stationNights = (period.stationNights ?? 0) + day.stationNights;
    for (const count of day.counts) {
      const key = `${count.type} ${count.subject}`;
      const sum = period.counts.get(key) ?? {detections: 0, rated: 0, hasRate: false};
      sum.detections += count.detections;
      if (watched && count.per100StationNights !== null) {
        sum.rated += count.detections;
        sum.hasRate = true;
      }
      period.counts.set(key, sum);
    }
  }
  return [...found.values()];
}

/** All days from one to another, both among them: of those that the server knows nothing of, nobody knows who watched. */
export function everyDay(days, from, to) {
  const known = new Map(days.map((day) => [day.day, day]));
  const all = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86400000) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(day) ?? {day, stationNights: null, counts: []});
  }
  return all;
}

function startOf(day, step) {
  if (step === 'day') return day;
  if (step === 'month') return `${day.slice(0, 7)}-01`;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - (date.getUTCDay() + 6) % 7);
  return date.toISOString().slice(0, 10);
}

/** Detections per 100 station-nights; null without effort: nothing seen while nobody watched is no zero. */
export function rate(period, key) {
  if (!period.stationNights) return null;
  const sum = period.counts.get(key);
  return sum ? (sum.hasRate || sum.detections === 0 ? 100 * sum.rated / period.stationNights : null) : 0;
}

export function count(period, key) {
  return period.counts.get(key)?.detections ?? 0;
}

/** All that was counted, the most frequent first. */
export function subjects(days) {
  const sums = new Map();
  for (const day of days) for (const {type, subject, detections} of day.counts) {
    const key = `${type} ${subject}`;
    sums.set(key, (sums.get(key) ?? 0) + detections);
  }
  return [...sums].sort((one, other) => other[1] - one[1]).map(([key]) => key);
}
