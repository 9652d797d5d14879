package org.amurwatch.producer.cameraresult;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * A results file of MegaDetector or SpeciesNet with a table of deployments, as a package of observations. Of the deployments
 * those are in it of which the file lists pictures.
 */
final class ResultsPackage implements CameraPackage {

    /**
     * What to read, and how.
     *
     * @param results the results file
     * @param deployments table of deployments
     * @param zone what cameras' clocks show of which the table does not say it; null: not known
     * @param images folder that the results' paths start from, to read each picture's time there; null: as the results state it
     * @param positionsFromImages whether deployments without a position get the one that their pictures have
     * @param threshold least confidence of a detection, 0 to 1
     * @param whole whether the file lists all pictures of its deployments
     * @param workFolder where temporary files are made
     */
    record Request(
            Path results,
            Path deployments,
            @Nullable ZoneId zone,
            @Nullable Path images,
            boolean positionsFromImages,
            double threshold,
            boolean whole,
            Path workFolder) {}

    private static final String NO_DEPLOYMENT = "its path is in no deployment's folder";

    private final Request request;
    private final ResultsHeader header;
    private final CameraDeployments cameras;
    private final PictureRows rows;
    private final PictureTimes times;
    private final List<Row> deployments = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ResultsPackage(Request request, String sourceId, @Nullable Form expected) {
        this.request = request;
        this.cameras = CameraTable.read(request.deployments(), request.zone());
        this.header = read(ResultsReader::header);
        if (expected != null && header.form() != expected) {
            throw CommandFailure.usage(request.results() + " holds results of "
                    + header.form().title() + ", not of " + expected.title() + ".");
        }
        this.rows =
                new PictureRows(sourceId, String.valueOf(request.results().getFileName()), header, request.threshold());
        this.times = request.images() == null
                ? PictureTimes.stated()
                : PictureTimes.ofImages(request.images(), request.workFolder());
        try {
            survey();
        } catch (RuntimeException e) {
            times.close();
            throw e;
        }
    }

    /**
     * @param expected whose results it must be; null: of either
     * @throws CommandFailure (wrong usage) with a sentence, if the results or the deployments can't be read
     */
    static ResultsPackage open(Request request, String sourceId, @Nullable Form expected) {
        return new ResultsPackage(request, sourceId, expected);
    }

    /** Finds out which deployments have pictures, and reads the pictures' own times where that is wanted. */
    private void survey() {
        Set<Camera> withPictures = new HashSet<>();
        Map<Camera, CameraPosition> positions = new HashMap<>();
        pictures(new ResultsReader.PictureHandler() {
            @Override
            public void accept(PictureResult picture) {
                Camera camera = cameras.of(picture.path());
                CameraPosition seen = times.survey(picture, camera);
                if (camera != null) {
                    withPictures.add(camera);
                    if (seen != null) {
                        positions.putIfAbsent(camera, seen);
                    }
                }
            }

            @Override
            public void unusable(long number, String reason) {}
        });
        List<String> faults = new ArrayList<>();
        int without = 0;
        for (Camera camera : cameras.all()) {
            if (!withPictures.contains(camera)) {
                without++;
                continue;
            }
            try {
                deployments.add(camera.deployment(request.positionsFromImages() ? positions.get(camera) : null));
            } catch (UnusableRow e) {
                faults.add("  row " + camera.stated().number() + ": " + e.reason());
            }
        }
        CameraTable.refuse(request.deployments(), faults);
        if (without > 0) {
            notes.add(without + " of the deployments have no picture in the results; nothing is said of them.");
        }
    }

    private void pictures(ResultsReader.PictureHandler handler) {
        read(in -> {
            ResultsReader.pictures(in, header.form(), handler);
            return true;
        });
    }

    @Override
    public @Nullable String projectId() {
        return null;
    }

    @Override
    public @Nullable Instant created() {
        return null;
    }

    @Override
    public boolean individualAnimals() {
        return false;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public boolean whole() {
        return request.whole();
    }

    @Override
    public boolean unnamedAnimals() {
        return true;
    }

    @Override
    public void deployments(RowHandler handler) {
        deployments.forEach(handler::offer);
    }

    @Override
    public void observations(RowHandler handler) {
        try (PictureTimes.Reading reading = times.read()) {
            pictures(new ResultsReader.PictureHandler() {
                @Override
                public void accept(PictureResult picture) {
                    rowsOf(picture, reading).forEach(handler::offer);
                }

                @Override
                public void unusable(long number, String reason) {
                    handler.offer(rows.unusable(number, reason));
                }
            });
        }
    }

    @Override
    public void pictures(PictureHandler handler) {
        pictures(new ResultsReader.PictureHandler() {
            @Override
            public void accept(PictureResult picture) {
                Camera camera = cameras.of(picture.path());
                if (camera != null) {
                    handler.accept(rows.mediaId(picture, camera), picture.path());
                }
            }

            @Override
            public void unusable(long number, String reason) {}
        });
    }

    @Override
    public @Nullable InputStream picture(String path) throws IOException {
        Path images = request.images();
        Path file = images == null
                ? null
                : PictureTimes.inside(images.toAbsolutePath().normalize(), path);
        return file == null ? null : Files.newInputStream(file);
    }

    private List<Row> rowsOf(PictureResult picture, PictureTimes.Reading reading) {
        Camera camera = cameras.of(picture.path());
        try {
            return rows.rows(picture, camera, reading.time(picture, camera), camera == null ? NO_DEPLOYMENT : null);
        } catch (UnusableRow e) {
            return rows.rows(picture, camera, null, camera == null ? NO_DEPLOYMENT : e.reason());
        }
    }

    /** Something that reads the results. */
    @FunctionalInterface
    private interface Use<V> {
        V of(InputStream in) throws IOException, FaultyInput;
    }

    private <V> V read(Use<V> use) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(request.results()), 1 << 16)) {
            return use.of(in);
        } catch (FaultyInput e) {
            throw CommandFailure.usage("Can't read the results " + request.results() + ". " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the results " + request.results() + ": " + e.getMessage() + ".");
        }
    }

    @Override
    public void close() {
        times.close();
    }
}
