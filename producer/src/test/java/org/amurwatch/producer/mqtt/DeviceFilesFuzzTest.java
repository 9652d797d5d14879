package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Whatever stands in the operator's files, it is read or refused by a sentence. */
class DeviceFilesFuzzTest {

    @FuzzTest
    void shouldReadOrRefuseSubscriptions(byte[] data) {
        try {
            SubscriptionsFile.parse("fuzz", new String(data, StandardCharsets.UTF_8))
                    .forEach(subscription -> subscription.topic().match("v3/a@ttn/devices/b/up"));
        } catch (CommandFailure e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        }
    }

    @FuzzTest
    void shouldReadOrRefuseDevices(byte[] data) {
        try {
            String text = new String(data, StandardCharsets.UTF_8);
            DevicesFile.parse("fuzz", text, !text.startsWith("devices:"));
        } catch (CommandFailure e) {
            assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        }
    }
}
