package org.amurwatch.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;

/** The endpoints that dispatch may send to: in a local system the patrol phone, with a secret of its own. */
final class EndpointFile {

    private static final int SECRET_BYTES = 32;

    private EndpointFile() {}

    /**
     * Writes the file, and the secret where there is none yet.
     *
     * @return the secret: {@code whsec_} and Base64, as Standard Webhooks has it
     */
    static String write(StateFolder state, Ports ports) {
        try {
            if (Files.notExists(state.phoneSecret())) {
                byte[] random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                StateFolder.writeSecret(
                        state.phoneSecret(), "whsec_" + Base64.getEncoder().encodeToString(random));
            }
            Files.writeString(
                    state.endpoints(), """
                    # Where dispatch may send alerts. Written by './amurwatch up' at each start.
                    endpoints:
                      - name: patrol-phone
                        channel: webhook
                        url: "%s/alerts"
                        secretFile: "%s"
                        exercise: true
                    """.formatted(ports.phoneUrl(), state.phoneSecret()), StandardCharsets.UTF_8);
            return Files.readString(state.phoneSecret()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + state.endpoints() + ".", e);
        }
    }
}
