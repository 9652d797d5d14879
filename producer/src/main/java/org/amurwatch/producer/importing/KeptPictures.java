package org.amurwatch.producer.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.media.MediaStore;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.importing.ImportWorkspace.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pictures of people and vehicles as their alerts are published, so that somebody can look at them. An alert whose
 * pictures can't be kept is published without.
 */
final class KeptPictures {

    private final @Nullable MediaStore store;
    private final CameraPackage cameraPackage;
    private final ImportWorkspace workspace;
    private long notKept;
    private @Nullable String reason;

    private KeptPictures(@Nullable MediaStore store, CameraPackage cameraPackage, ImportWorkspace workspace) {
        this.store = store;
        this.cameraPackage = cameraPackage;
        this.workspace = workspace;
    }

    /** @param folder where they are kept; null: they are not */
    static KeptPictures of(CameraPackage cameraPackage, @Nullable Path folder, ImportWorkspace workspace) {
        if (folder == null) {
            return new KeptPictures(null, cameraPackage, workspace);
        }
        cameraPackage.pictures((mediaId, path) ->
                workspace.put(Table.PICTURE, ImportWorkspace.key(mediaId), path.getBytes(StandardCharsets.UTF_8)));
        return new KeptPictures(new MediaStore(folder), cameraPackage, workspace);
    }

    /** The event as it is to be published, once those of its pictures that are here are kept. */
    FieldEvent kept(FieldEvent event) {
        MediaStore into = store;
        if (into == null || !(event.observation() instanceof OfPoachingAlert sign) || event.withdrawn()) {
            return event;
        }
        List<MediaReference> media = new ArrayList<>();
        sign.alert().getMedia().forEach(one -> media.add(kept(into, one)));
        return FieldEvent.of(
                PoachingAlert.newBuilder(sign.alert()).setMedia(media).build());
    }

    private MediaReference kept(MediaStore into, MediaReference reference) {
        byte[] path = reference.getMediaId() == null
                ? null
                : workspace.get(Table.PICTURE, ImportWorkspace.key(reference.getMediaId()));
        try (InputStream in = path == null ? null : cameraPackage.picture(new String(path, StandardCharsets.UTF_8))) {
            Optional<MediaStore.Kept> kept = in == null ? Optional.empty() : into.keep(in);
            if (kept.isPresent()) {
                return MediaReference.newBuilder(reference)
                        .setContentHash(kept.get().hash())
                        .setMediaType(kept.get().type().ianaName())
                        .build();
            }
            missed(
                    in == null
                            ? "its file is not here"
                            : "it is no JPEG, PNG or WAV of at most " + (MediaStore.MOST_BYTES >> 20) + " MiB");
        } catch (IOException | CommandFailure e) {
            missed(String.valueOf(e.getMessage()));
        }
        return reference;
    }

    private void missed(String why) {
        notKept++;
        if (reason == null) {
            reason = why;
        }
    }

    void note(ImportSummary summary) {
        if (notKept > 0) {
            summary.note(notKept + " pictures of people or vehicles could not be kept, the first because " + reason
                    + ". What they show was published all the same.");
        }
    }
}
