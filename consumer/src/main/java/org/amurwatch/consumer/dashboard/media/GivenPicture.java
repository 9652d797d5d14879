package org.amurwatch.consumer.dashboard.media;

import java.io.IOException;
import java.nio.file.Path;
import org.amurwatch.media.MediaType;

/** A picture as it is given out, small or large: a JPEG that was made here. */
final class GivenPicture {

    /** A thumbnail has fewer bytes: a ranger station's line is thin. */
    static final int THUMBNAIL_BYTES = 60_000;

    private static final int[] THUMBNAIL_SIDES = {480, 360, 240, 120};
    private static final float[] THUMBNAIL_QUALITIES = {0.75f, 0.6f, 0.45f, 0.3f};
    private static final int WHOLE_SIDE = 2_048;
    private static final float WHOLE_QUALITY = 0.85f;

    private GivenPicture() {}

    /** The largest and finest that has fewer bytes than {@value #THUMBNAIL_BYTES}. */
    static byte[] thumbnail(Path file, MediaType type, boolean blurred) throws UnusableMedia, IOException {
        Picture picture = opened(file, type, THUMBNAIL_SIDES[0], blurred);
        byte[] bytes = {};
        for (int side : THUMBNAIL_SIDES) {
            for (float quality : THUMBNAIL_QUALITIES) {
                bytes = picture.within(side).jpeg(quality);
                if (bytes.length < THUMBNAIL_BYTES) {
                    return bytes;
                }
            }
        }
        return bytes;
    }

    /** As large as a screen. */
    static byte[] whole(Path file, MediaType type, boolean blurred) throws UnusableMedia, IOException {
        return opened(file, type, WHOLE_SIDE, blurred).jpeg(WHOLE_QUALITY);
    }

    private static Picture opened(Path file, MediaType type, int side, boolean blurred)
            throws UnusableMedia, IOException {
        Picture picture = Picture.open(file, type, side);
        return blurred ? picture.blurred() : picture;
    }
}
