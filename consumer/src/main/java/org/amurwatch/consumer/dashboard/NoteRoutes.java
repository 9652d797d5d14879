package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/** Takes notes of an incident from those who may answer about it, and erases them. */
final class NoteRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 2_000;

    private final ParkView view;
    private final NoteSink sink;
    private final Clock clock;

    NoteRoutes(ParkView view, NoteSink sink, Clock clock) {
        this.view = view;
        this.sink = sink;
        this.clock = clock;
    }

    void add(Context context) {
        Viewer viewer = viewer(context);
        Incident incident = view.seen(viewer, context.pathParam("id")).orElseThrow(Denial::notFound);
        IncidentNote note = IncidentNote.newBuilder()
                .setNoteId(UUID.randomUUID().toString())
                .setIncidentId(incident.getIncidentId())
                .setText(text(context.body()))
                .setBy(viewer.name())
                .setTeamId(viewer.team())
                .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
        store(key(note), note);
        context.status(202)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(ApiRoutes.object()
                        .put("stored", true)
                        .put("id", note.getNoteId())
                        .toString());
    }

    /** Whoever wrote it, or an administrator, takes a note out for good: it may name people. */
    void erase(Context context) {
        Viewer viewer = viewer(context);
        String noteId = context.pathParam("note");
        IncidentNote note = view.notes(viewer, context.pathParam("id")).stream()
                .filter(one -> one.getNoteId().equals(noteId))
                .findFirst()
                .orElseThrow(Denial::notFound);
        if (!note.getBy().equals(viewer.name()) && viewer.role() != Role.ADMINISTRATOR) {
            throw Refusal.of(403, "Not yours", "Whoever wrote a note erases it, or an administrator.");
        }
        store(key(note), null);
        context.status(204);
    }

    private void store(String key, @Nullable IncidentNote note) {
        if (!sink.store(key, note)) {
            throw Refusal.later(503, "Not stored", "The note could not be stored: give it again.", 5);
        }
    }

    private static String key(IncidentNote note) {
        return note.getIncidentId() + "/" + note.getNoteId();
    }

    private static Viewer viewer(Context context) {
        Viewer viewer = AccessRoutes.session(context).viewer();
        if (!viewer.role().mayAnswer()) {
            throw Denial.forbidden();
        }
        return viewer;
    }

    private static String text(String body) {
        String text;
        try {
            text = JSON.readTree(body).path("text").asText("");
        } catch (JsonProcessingException e) {
            text = "";
        }
        // Line ends stay; other control characters are nobody's words.
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", "").strip();
        if (clean.isEmpty() || clean.length() > LONGEST) {
            throw Refusal.of(
                    422,
                    "Can't be used",
                    "The body is a JSON object with the field text, of 1 to " + LONGEST + " characters.");
        }
        return clean;
    }
}
