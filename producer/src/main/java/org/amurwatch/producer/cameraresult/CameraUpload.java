package org.amurwatch.producer.cameraresult;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.camtrap.CameraRows;
import org.amurwatch.producer.camtrap.DeploymentRow;
import org.amurwatch.producer.camtrap.EventMapping;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.camtrap.PeopleSum;
import org.amurwatch.producer.camtrap.Pseudonyms;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;

/**
 * Reads results that a camera or its server sends at once: what a classifier's file holds, and beside its pictures a list
 * {@code deployments} that says where the cameras are. What comes of it is live: it may page.
 */
public final class CameraUpload {

    private static final int MOST_PICTURES = 2_000;
    private static final int MOST_DEPLOYMENTS = 1_000;

    private final Purpose purpose;
    private final double threshold;
    private final Clock clock;

    /**
     * What is in an upload.
     *
     * @param events animals, people and vehicles; people of one camera and five minutes are one event
     * @param pictures how many pictures it lists
     * @param shown how many things of each type they show, such as {@code animal} or {@code blank}
     * @param unusable pictures that can't be used, and why
     */
    public record Content(List<LiveEvent> events, int pictures, Map<String, Integer> shown, List<Fault> unusable) {}

    /** @param threshold least confidence of a detection, 0 to 1 */
    public CameraUpload(Purpose purpose, double threshold, Clock clock) {
        this.purpose = purpose;
        this.threshold = threshold;
        this.clock = clock;
    }

    /**
     * Reads an upload.
     *
     * @param sourceId whose it is
     * @throws FaultyInput if it is no results, or its deployments can't be used
     */
    public Content read(byte[] body, String sourceId) throws FaultyInput {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            ResultsHeader header = ResultsReader.header(new ByteArrayInputStream(body));
            CameraDeployments cameras =
                    cameras(ResultsReader.deployments(new ByteArrayInputStream(body), MOST_DEPLOYMENTS));
            Upload upload = new Upload(
                    new PictureRows(sourceId, "", header, threshold),
                    header.form().list(),
                    cameras,
                    new EventMapping(
                            sourceId, purpose, false, now, now, KindMapping.none(), new Pseudonyms(sourceId, "")));
            ResultsReader.pictures(new ByteArrayInputStream(body), header.form(), upload);
            if (upload.pictures > MOST_PICTURES) {
                throw new FaultyInput(
                        "/" + header.form().list(),
                        "There are more than " + MOST_PICTURES + " pictures: send them in parts.");
            }
            return upload.content();
        } catch (IOException e) {
            throw new UncheckedIOException("A body in memory can't be read.", e);
        }
    }

    private static CameraDeployments cameras(List<Map<String, String>> stated) throws FaultyInput {
        List<Camera> cameras = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            List<String> names = List.copyOf(stated.get(i).keySet());
            List<String> texts = names.stream().map(stated.get(i)::get).toList();
            try {
                Camera camera = Camera.of(CameraRows.of(names, texts, "", i + 1), null);
                DeploymentRow.of(camera.deployment(null));
                cameras.add(camera);
            } catch (UnusableRow e) {
                faults.add(new Fault("/deployments/" + i, e.reason()));
            }
        }
        if (!faults.isEmpty()) {
            throw new FaultyInput(faults);
        }
        if (cameras.isEmpty()) {
            throw new FaultyInput(
                    "/deployments",
                    "There are none: say where the cameras are, with deploymentID, latitude, longitude, start and timeZone.");
        }
        try {
            return new CameraDeployments(cameras);
        } catch (IllegalArgumentException e) {
            throw new FaultyInput("/deployments", String.valueOf(e.getMessage()));
        }
    }

    /** One upload as it is read. */
    private static final class Upload implements ResultsReader.PictureHandler {

        private final PictureRows rows;
        private final String list;
        private final CameraDeployments cameras;
        private final EventMapping mapping;
        private final List<LiveEvent> events = new ArrayList<>();
        private final Map<String, PeopleSum> people = new LinkedHashMap<>();
        private final Map<String, DeploymentRow> deployments = new HashMap<>();
        private final Map<String, Integer> shown = new LinkedHashMap<>();
        private final List<Fault> unusable = new ArrayList<>();
        private int pictures;

        Upload(PictureRows rows, String list, CameraDeployments cameras, EventMapping mapping) {
            this.rows = rows;
            this.list = list;
            this.cameras = cameras;
            this.mapping = mapping;
        }

        @Override
        public void accept(PictureResult picture) {
            if (++pictures > MOST_PICTURES) {
                return;
            }
            try {
                Camera camera = cameras.of(picture.path());
                if (camera == null) {
                    throw new UnusableRow("its path is in no deployment's folder");
                }
                DeploymentRow deployment = DeploymentRow.of(camera.deployment(null));
                deployments.put(deployment.deploymentId(), deployment);
                for (Row row : rows.rows(picture, camera, PictureTimes.statedTime(picture, camera), null)) {
                    take(ObservationRow.of(row), deployment);
                }
            } catch (UnusableRow e) {
                fault(picture.number(), e.reason());
            }
        }

        @Override
        public void unusable(long number, String reason) {
            pictures++;
            fault(number, reason);
        }

        private void fault(long number, String reason) {
            unusable.add(new Fault("/" + list + "/" + (number - 1), reason));
        }

        private void take(ObservationRow row, DeploymentRow deployment) {
            shown.merge(row.type().name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
            if (row.type().people()) {
                PeopleSum sum = mapping.people(row, deployment, false);
                // Where a clock was reset, the same five minutes come again and again.
                people.merge(sum.suspectClock() ? row.observationId() : sum.eventId(), sum, PeopleSum::plus);
            } else if (row.type() == ObservationRow.Type.ANIMAL) {
                Sighting sighting = mapping.sighting(row, deployment);
                sighting.setProvenance(live(sighting.getProvenance()));
                sighting.setClockSuspect(false);
                events.add(new LiveEvent.OfSighting(sighting, null));
            }
        }

        Content content() {
            List<LiveEvent> all = new ArrayList<>();
            people.forEach((eventId, sum) -> {
                DeploymentRow deployment = deployments.get(sum.deploymentId());
                if (deployment != null) {
                    PoachingAlert alert = mapping.alert(sum, deployment, "");
                    alert.setProvenance(live(alert.getProvenance()));
                    alert.getProvenance().setEventId(eventId);
                    alert.setClockSuspect(false);
                    all.add(new LiveEvent.OfPoachingAlert(alert, null));
                }
            });
            // After people: those may have to page somebody.
            all.addAll(events);
            return new Content(List.copyOf(all), pictures, Map.copyOf(shown), List.copyOf(unusable));
        }

        /** Of no file: then intake puts a wrong clock right by the time received, and it may page. */
        private static Provenance live(Provenance provenance) {
            return Provenance.newBuilder(provenance).setFile(null).setRow(null).build();
        }
    }
}
