package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;

class CameraUploadFuzzTest {

    private static final CameraUpload UPLOAD =
            new CameraUpload(Purpose.ACTUAL, 0.2, Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC));

    @FuzzTest
    void shouldReadAnythingOrSayWhatIsWrong(byte[] body) {
        try {
            assertThat(UPLOAD.read(body, "ridge-cameras").events()).doesNotContainNull();
        } catch (FaultyInput e) {
            assertThat(e.faults()).extracting(Fault::sentence).allMatch(sentence -> sentence.length() < 500);
        }
    }
}
