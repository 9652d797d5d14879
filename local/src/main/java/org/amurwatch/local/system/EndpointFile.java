package org.amurwatch.local.system;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** The endpoints that dispatch may send to: in a local system the patrol phone, with a secret of its own. */
final class EndpointFile {

    private static final int SECRET_BYTES = 32;

    private static final String PHONE = "patrol-phone";

    private static final YAMLMapper YAML = new YAMLMapper();

    private EndpointFile() {}

    /**
     * Writes the phone into the file, and its secret where there is none yet. Endpoints that the operator added stay.
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
            List<Map<String, Object>> endpoints = new ArrayList<>(others(state));
            endpoints.add(
                    0,
                    new TreeMap<>(Map.of(
                            "name",
                            PHONE,
                            "channel",
                            "webhook",
                            "url",
                            ports.phoneUrl() + "/alerts",
                            "secretFile",
                            state.phoneSecret().toString(),
                            "exercise",
                            true,
                            "privateNetwork",
                            true)));
            Files.writeString(
                    state.endpoints(),
                    "# Where dispatch may send alerts. './amurwatch up' keeps the patrol phone in it, and leaves the others.\n"
                            + YAML.writeValueAsString(Map.of("endpoints", endpoints)));
            return Files.readString(state.phoneSecret()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + state.endpoints() + ".", e);
        }
    }

    private static List<Map<String, Object>> others(StateFolder state) {
        if (Files.notExists(state.endpoints())) {
            return List.of();
        }
        try {
            JsonNode endpoints = YAML.readTree(state.endpoints().toFile()).path("endpoints");
            List<Map<String, Object>> all = YAML.convertValue(endpoints, new TypeReference<>() {});
            return all.stream()
                    .filter(endpoint -> !PHONE.equals(endpoint.get("name")))
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "Can't read " + state.endpoints() + " as a list of endpoints: mend it, or delete it and 'up' writes"
                            + " it anew with the patrol phone alone.",
                    e);
        }
    }
}
