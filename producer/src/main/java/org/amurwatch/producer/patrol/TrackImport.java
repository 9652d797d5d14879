package org.amurwatch.producer.patrol;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Thinning;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the positions of a track file, thinned. The same file again publishes the same positions, which changes nothing:
 * what is kept of them is kept by team and time.
 */
final class TrackImport {

    /** What is older when it comes was not sent at once, whatever anybody says. */
    static final Duration LIVE_AT_MOST = Duration.ofHours(2);

    private final Clock clock;
    private final Supplier<EventSink> sinks;

    /**
     * What is to be imported.
     *
     * @param teamId the team of rows that name none
     * @param live whether what is not older than two hours was sent at once
     * @param checkInMinutes when the next sign of life is promised, after each live position
     * @param thin one position of a team per this; zero: all
     */
    record Request(
            TrackFormat format,
            Path path,
            @Nullable String teamId,
            String sourceId,
            Purpose purpose,
            boolean live,
            @Nullable Integer checkInMinutes,
            Duration thin,
            boolean dryRun) {}

    /** @param sinks opens the way to the brokers; not used by a dry run */
    TrackImport(Clock clock, Supplier<EventSink> sinks) {
        this.clock = clock;
        this.sinks = sinks;
    }

    /** @throws CommandFailure (2) if the file is no track, else as the sink fails */
    TrackSummary run(Request request) {
        TrackSummary summary = new TrackSummary(request.dryRun());
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (request.dryRun()) {
            read(request, now, summary, position -> {});
        } else {
            try (InputStream file = open(request.path());
                    EventSink sink = sinks.get()) {
                read(request, file, now, summary, sink::publish);
                sink.flush();
            } catch (IOException e) {
                throw unreadable(request.path(), e);
            }
        }
        if (summary.isEmpty()) {
            throw CommandFailure.usage(request.path() + " holds no position: expected points of tracks.");
        }
        return summary;
    }

    private static void read(Request request, Instant now, TrackSummary summary, Consumer<PatrolPosition> publish) {
        try (InputStream file = open(request.path())) {
            read(request, file, now, summary, publish);
        } catch (IOException e) {
            throw unreadable(request.path(), e);
        }
    }

    private static void read(
            Request request, InputStream file, Instant now, TrackSummary summary, Consumer<PatrolPosition> publish) {
        Thinning<TrackPoint> thinning = new Thinning<>(request.thin(), point -> {
            PatrolPosition position = position(point, request, now);
            publish.accept(position);
            summary.published(position.getLive());
        });
        String name = String.valueOf(request.path().getFileName());
        TrackHandler handler = new TrackHandler() {
            @Override
            public void point(TrackPoint point) {
                summary.read(point);
                thinning.add(point);
            }

            @Override
            public void rejected(long row, String reason) {
                summary.reject(new TrackSummary.Rejected(name, row, reason));
            }
        };
        TrackCells cells = new TrackCells(now);
        if (request.format() == TrackFormat.GPX) {
            new GpxTrack(cells, Objects.requireNonNull(request.teamId(), "A GPX file names no team."))
                    .read(file, handler);
        } else {
            new CsvTrack(cells, request.teamId()).read(new InputStreamReader(file, StandardCharsets.UTF_8), handler);
        }
        thinning.end();
        summary.thinned(thinning.left());
    }

    private static PatrolPosition position(TrackPoint point, Request request, Instant now) {
        boolean live = request.live() && !point.at().isBefore(now.minus(LIVE_AT_MOST));
        return PatrolPosition.newBuilder()
                .setTeamId(point.teamId())
                .setSourceId(request.sourceId())
                .setAt(point.at())
                .setPosition(Position.newBuilder()
                        .setLatitude(point.latitude())
                        .setLongitude(point.longitude())
                        .build())
                .setPurpose(request.purpose())
                .setCheckInMinutes(live && !point.over() ? request.checkInMinutes() : null)
                .setPatrolOver(point.over())
                .setLive(live)
                .build();
    }

    private static InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw CommandFailure.usage(path + " is a folder: expected one file of a track.");
        }
        return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    private static CommandFailure unreadable(Path path, IOException e) {
        return CommandFailure.usage(
                e instanceof NoSuchFileException
                        ? "There is no file " + path + "."
                        : "Can't read " + path + ": " + e.getMessage() + ".");
    }
}
