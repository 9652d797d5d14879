package org.amurwatch.consumer.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.jspecify.annotations.Nullable;

/** Events of any kind, in the order of time, in one file. */
final class EventExport implements ExportFormat {

    /** A file that takes events one by one. */
    interface EventFile extends AutoCloseable {

        /** @param values by {@link EventTables#COLUMNS} */
        void write(Map<String, @Nullable Object> values);

        @Override
        void close();
    }

    private static final String ALL = "";

    private final EventFilter filter;
    private final Disclosure disclosure;
    private final String name;
    private final Function<Path, EventFile> files;

    private EventExport(EventFilter filter, Disclosure disclosure, String name, Function<Path, EventFile> files) {
        this.filter = filter;
        this.disclosure = disclosure;
        this.name = name;
        this.files = files;
    }

    static EventExport csv(EventFilter filter, Disclosure disclosure) {
        return new EventExport(filter, disclosure, "events.csv", EventCsv::new);
    }

    static EventExport geoJson(EventFilter filter, Disclosure disclosure) {
        return new EventExport(filter, disclosure, "events.geojson", EventGeoJson::new);
    }

    @Override
    public void write(ExportIndex index, ExportStore scratch, Purpose system, Path folder, ExportSummary summary) {
        TerritoryFinder territories = TerritoryFinder.of(index);
        EventTables tables = new EventTables(disclosure, IndividualNames.of(index));
        SortedEvents sorted = new SortedEvents(scratch);
        summary.set("events", 0);
        summary.set("notTold", 0);
        new HeldEvents(index, system).forEach(event -> {
            if (filter.wants(event.observation())) {
                sorted.put(ALL, event);
            }
        });
        try (EventFile file = files.apply(folder.resolve(name))) {
            sorted.each(ALL, event -> {
                // As it is disclosed: else where a cell lies in two territories would tell where in it something was.
                Position position = disclosure.position(event.observation().position());
                String territory = territories.territoryOf(position);
                if (!disclosure.tells(event.observation())) {
                    summary.add("notTold", 1);
                } else if (filter.wantsTerritory(territory)) {
                    file.write(tables.values(event, position, territory));
                    summary.add("events", 1);
                }
            });
        }
    }
}
