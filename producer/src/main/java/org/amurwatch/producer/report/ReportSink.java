package org.amurwatch.producer.report;

import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.producer.publish.AcknowledgedRecord;

/** Where one report goes. Each call returns once the brokers have acknowledged the record, or throws a CommandFailure. */
public interface ReportSink extends AutoCloseable {

    AcknowledgedRecord accept(PoachingAlert alert);

    AcknowledgedRecord accept(PrivateDetails details);

    @Override
    void close();
}
