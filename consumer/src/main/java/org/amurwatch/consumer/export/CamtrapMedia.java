package org.amurwatch.consumer.export;

import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.consumer.export.Disclosure.NameOf;
import org.amurwatch.event.Observation;
import org.jspecify.annotations.Nullable;

/** Pictures that observations name, each once in a package. Their files are not exported. */
final class CamtrapMedia {

    private static final char MEDIA = 'm';
    /** What a camera makes; the table asks for a type, and imports keep none. */
    private static final String USUAL_TYPE = "image/jpeg";

    private final TableFile table;
    private final ExportStore written;
    private final Disclosure disclosure;
    private long rows;

    /** @param written where it is remembered which were written */
    CamtrapMedia(TableFile table, ExportStore written, Disclosure disclosure) {
        this.table = table;
        this.written = written;
        this.disclosure = disclosure;
    }

    /** By which rows name it: the source's id, else the hash of its content; null where it has neither. */
    static @Nullable String id(MediaReference media) {
        String id = media.getMediaId();
        return id == null || CamtrapTables.isNothing(id) ? media.getContentHash() : id;
    }

    long rows() {
        return rows;
    }

    /** Writes those of an event that were not written yet. */
    void write(Observation event, Deployment deployment) {
        String sourceId = event.provenance().getSourceId();
        for (MediaReference media : event.media()) {
            String id = id(media);
            byte[] key = ExportKeys.of(MEDIA).text(sourceId).last(id == null ? "" : id);
            if (id != null && written.get(key) == null) {
                written.put(key, new byte[0]);
                String name = disclosure.name(NameOf.MEDIA, sourceId, id);
                table.row()
                        .set("mediaID", name)
                        .set(
                                "deploymentID",
                                disclosure.name(
                                        NameOf.DEPLOYMENT,
                                        sourceId,
                                        deployment.getProvenance().getEventId()))
                        .set("timestamp", Texts.seconds(event.observedAt()))
                        .set("filePath", "media/" + Texts.fileName(name))
                        .set("filePublic", "false")
                        .set("fileMediatype", type(media))
                        .write();
                rows++;
            }
        }
    }

    private static String type(MediaReference media) {
        String type = media.getMediaType();
        return type != null && type.matches("(image|video|audio)/.+") ? type : USUAL_TYPE;
    }
}
