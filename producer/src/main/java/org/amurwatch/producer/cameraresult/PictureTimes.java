package org.amurwatch.producer.cameraresult;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.amurwatch.producer.camtrap.CameraTime;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/** When pictures were taken. */
abstract sealed class PictureTimes implements Closeable {

    /** One reading of all pictures, in the order of the results. */
    interface Reading extends Closeable {

        /** @throws UnusableRow if it is not known */
        Instant time(PictureResult picture, @Nullable Camera camera) throws UnusableRow;

        @Override
        void close();
    }

    /** As the results state it. */
    static PictureTimes stated() {
        return new Stated();
    }

    /**
     * As the pictures' EXIF says; where a picture has none, as the results state it.
     *
     * @param images the folder that the results' paths start from; no picture outside of it is opened
     * @param workFolder where what was read is kept
     */
    static PictureTimes ofImages(Path images, Path workFolder) {
        return new OfImages(images, workFolder);
    }

    /** To be told of each picture once, before they are read. Gives where it was taken; null where it does not say. */
    abstract @Nullable CameraPosition survey(PictureResult picture, @Nullable Camera camera);

    abstract Reading read();

    @Override
    public abstract void close();

    /**
     * The file of a picture; null where there is none. Results from elsewhere must not make us open other files of this
     * machine.
     *
     * @param images an absolute, normalised folder; nothing outside of it is answered
     */
    static @Nullable Path inside(Path images, String path) {
        try {
            Path file = images.resolve(path).normalize();
            return file.startsWith(images) && Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The time that results state of a picture. */
    static Instant statedTime(PictureResult picture, Camera camera) throws UnusableRow {
        return statedTime(picture, camera, "it has no 'datetime'");
    }

    private static Instant statedTime(PictureResult picture, @Nullable Camera camera, String absent)
            throws UnusableRow {
        if (picture.time() == null) {
            throw new UnusableRow(absent);
        }
        return CameraTime.parse("datetime", picture.time(), camera == null ? null : camera.zone());
    }

    private static final class Stated extends PictureTimes implements Reading {

        @Override
        @Nullable
        CameraPosition survey(PictureResult picture, @Nullable Camera camera) {
            return null;
        }

        @Override
        Reading read() {
            return this;
        }

        @Override
        public Instant time(PictureResult picture, @Nullable Camera camera) throws UnusableRow {
            return PictureTimes.statedTime(
                    picture,
                    camera,
                    "the results say no 'datetime' of it; have it read from the pictures with --images FOLDER");
        }

        @Override
        public void close() {}
    }

    /** Opens each picture once, and keeps the times on disk: eight bytes a picture. */
    private static final class OfImages extends PictureTimes {

        private static final long NOT_KNOWN = Long.MIN_VALUE;
        private static final long NO_ZONE = Long.MIN_VALUE + 1;

        private final Path images;
        private final Path kept;
        private final DataOutputStream out;

        OfImages(Path images, Path workFolder) {
            this.images = images.toAbsolutePath().normalize();
            try {
                Files.createDirectories(workFolder);
                this.kept = Files.createTempFile(workFolder, "amurwatch-picture-times-", "");
                this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(kept)));
            } catch (IOException e) {
                throw new UncheckedIOException("Can't make a temporary file in " + workFolder, e);
            }
        }

        @Override
        @Nullable
        CameraPosition survey(PictureResult picture, @Nullable Camera camera) {
            Path file = inside(images, picture.path());
            Exif exif = camera == null || file == null ? new Exif(null, null) : Exif.read(file);
            try {
                out.writeLong(exif.time() == null ? NOT_KNOWN : millis(exif.time(), camera));
            } catch (IOException e) {
                throw new UncheckedIOException("Can't write the temporary file " + kept, e);
            }
            return exif.position();
        }

        private static long millis(String time, @Nullable Camera camera) {
            ZoneId zone = camera == null ? null : camera.zone();
            if (zone == null && !CameraTime.statesOffset(time)) {
                return NO_ZONE;
            }
            try {
                return CameraTime.parse("DateTimeOriginal", time, zone).toEpochMilli();
            } catch (UnusableRow e) {
                return NOT_KNOWN;
            }
        }

        @Override
        Reading read() {
            try {
                out.flush();
                return new KeptTimes(new DataInputStream(new BufferedInputStream(Files.newInputStream(kept), 1 << 16)));
            } catch (IOException e) {
                throw new UncheckedIOException("Can't read the temporary file " + kept, e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
                Files.deleteIfExists(kept);
            } catch (IOException e) {
                // What is left lies in the folder for temporary files, which the system clears.
            }
        }

        private record KeptTimes(DataInputStream in) implements Reading {

            @Override
            public Instant time(PictureResult picture, @Nullable Camera camera) throws UnusableRow {
                long millis;
                try {
                    millis = in.readLong();
                } catch (IOException e) {
                    throw new UncheckedIOException("Can't read the temporary file of pictures' times", e);
                }
                if (millis == NO_ZONE) {
                    throw new UnusableRow("its DateTimeOriginal has no zone: say which one the camera's clock showed,"
                            + " with --time-zone or in the column timeZone of the deployments");
                }
                return millis == NOT_KNOWN
                        ? PictureTimes.statedTime(
                                picture, camera, "its picture is not there or has no EXIF DateTimeOriginal")
                        : Instant.ofEpochMilli(millis);
            }

            @Override
            public void close() {
                try {
                    in.close();
                } catch (IOException e) {
                    // Read to its end, or given up.
                }
            }
        }
    }
}
