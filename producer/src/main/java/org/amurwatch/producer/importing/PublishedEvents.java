package org.amurwatch.producer.importing;

import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;

/** What was published of a source before, as it stands in the topics. */
public interface PublishedEvents {

    /** What to do with each record. Records of one key come in the order in which they were published. */
    interface Handler {

        void accept(Sighting sighting);

        void accept(PoachingAlert alert);

        void accept(Deployment deployment);
    }

    /** Reads all records of the source that are there at the time of the call. */
    void read(String sourceId, Handler handler);
}
