package org.amurwatch.producer.cameraresult;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a picture's EXIF: when and where, and nothing else. None of it is passed on as it is.
 *
 * @param time as the camera wrote it, {@code 2026:01:17 16:18:44}, and with its offset where there is one; null where it has none
 * @param position null where it has none
 */
record Exif(@Nullable String time, @Nullable CameraPosition position) {

    private static final Exif NOTHING = new Exif(null, null);

    /** EXIF stands at the beginning; more is not read of a picture. */
    private static final int READ_BYTES = 256 << 10;

    /** Reads it from a JPEG file; what can't be read is not there. */
    static Exif read(Path picture) {
        try (InputStream in = Files.newInputStream(picture)) {
            return read(in.readNBytes(READ_BYTES));
        } catch (IOException e) {
            return NOTHING;
        }
    }

    /** Reads it from the beginning of a JPEG file; what can't be read is not there. */
    static Exif read(byte[] beginning) {
        try {
            Metadata metadata =
                    JpegMetadataReader.readMetadata(new ByteArrayInputStream(beginning), List.of(new ExifReader()));
            return new Exif(time(metadata), position(metadata));
        } catch (JpegProcessingException | IOException e) {
            return NOTHING;
        }
    }

    private static @Nullable String time(Metadata metadata) {
        for (ExifSubIFDDirectory directory : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
            String time = directory.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
            if (time != null && !time.isBlank()) {
                String offset = directory.getString(ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL);
                return offset == null || offset.isBlank() ? time.strip() : time.strip() + offset.strip();
            }
        }
        return null;
    }

    private static @Nullable CameraPosition position(Metadata metadata) {
        for (GpsDirectory directory : metadata.getDirectoriesOfType(GpsDirectory.class)) {
            GeoLocation place = directory.getGeoLocation();
            // A camera without a fix writes zeros.
            if (place != null
                    && !place.isZero()
                    && Math.abs(place.getLatitude()) <= 90
                    && Math.abs(place.getLongitude()) <= 180) {
                return new CameraPosition(place.getLatitude(), place.getLongitude());
            }
        }
        return null;
    }
}
