package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.consumer.dashboard.state.PatrolDay;
import org.jspecify.annotations.Nullable;

/** Counts of a territory by local day, with the effort beneath, as JSON and as CSV. */
final class TerritoryJson {

    private static final double PER_NIGHTS = 100;
    private static final int LEAST_NIGHTS = 28;

    private TerritoryJson() {}

    static ArrayNode days(List<TerritoryDay> days) {
        ArrayNode json = Json.NODES.arrayNode();
        for (TerritoryDay day : days) {
            ObjectNode one =
                    json.addObject().put("day", day.getDate().toString()).put("stationNights", day.getStationNights());
            ArrayNode counts = one.putArray("counts");
            for (SubjectCount count : day.getCounts()) {
                counts.addObject()
                        .put("type", count.getType().name())
                        .put("subject", count.getSubject())
                        .put("events", count.getEvents())
                        .put("detections", count.getDetections())
                        .put("animals", count.getAnimals())
                        .put("per100StationNights", rate(count, day));
            }
        }
        return json;
    }

    /** Null where it is not known how many watched, or none did. */
    private static @Nullable Double rate(SubjectCount count, TerritoryDay day) {
        Integer nights = day.getStationNights();
        return nights == null || nights == 0 ? null : count.getDetections() * PER_NIGHTS / nights;
    }

    /** Rates over days on which it is known how many watched; none where fewer than four weeks of one station are known. */
    static ArrayNode baseline(List<TerritoryDay> days) {
        ArrayNode json = Json.NODES.arrayNode();
        long nights = 0;
        Map<SubjectType, Map<String, Long>> detections = new EnumMap<>(SubjectType.class);
        for (TerritoryDay day : days) {
            if (day.getStationNights() == null || day.getStationNights() == 0) {
                continue;
            }
            nights += day.getStationNights();
            day.getCounts().forEach(count -> detections
                    .computeIfAbsent(count.getType(), type -> new TreeMap<>())
                    .merge(count.getSubject(), count.getDetections(), Long::sum));
        }
        if (nights >= LEAST_NIGHTS) {
            double per = PER_NIGHTS / nights;
            detections.forEach((type, subjects) -> subjects.forEach((subject, sum) -> json.addObject()
                    .put("type", type.name())
                    .put("subject", subject)
                    .put("per100StationNights", sum * per)));
        }
        return json;
    }

    static ArrayNode patrolDays(List<PatrolDay> days) {
        ArrayNode json = Json.NODES.arrayNode();
        for (PatrolDay day : days) {
            json.addObject()
                    .put("day", day.date().toString())
                    .put("hours", day.hours())
                    .put("teams", day.teamIds().size());
        }
        return json;
    }

    static String csv(List<TerritoryDay> days) {
        StringBuilder csv =
                new StringBuilder("day,stationNights,type,subject,events,detections,animals,per100StationNights\r\n");
        for (TerritoryDay day : days) {
            String begin = day.getDate() + "," + (day.getStationNights() == null ? "" : day.getStationNights());
            if (day.getCounts().isEmpty()) {
                csv.append(begin).append(",,,,,,\r\n");
            }
            for (SubjectCount count : day.getCounts()) {
                Double rate = rate(count, day);
                csv.append(begin)
                        .append(',')
                        .append(count.getType())
                        .append(',')
                        .append(quoted(count.getSubject()))
                        .append(',')
                        .append(count.getEvents())
                        .append(',')
                        .append(count.getDetections())
                        .append(',')
                        .append(count.getAnimals())
                        .append(',')
                        .append(rate == null ? "" : rate)
                        .append("\r\n");
            }
        }
        return csv.toString();
    }

    /** In quotes; what a spreadsheet would take for a formula gets an apostrophe before it. */
    static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
