package org.amurwatch.producer.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.signature.PublicSigningKey;
import org.amurwatch.signature.SigningKey;
import org.jspecify.annotations.Nullable;

/** What was erased, when and by whom, as a file of JSON, and its signature (Ed25519, 64 bytes) in another beside it. */
final class ErasureReceipt {

    /** What no erasure reaches, to be said with each. */
    static final List<String> STAYS = List.of(
            "Earlier statements of these events, with time and place, in old segments of field.sightings and"
                    + " field.poaching-alerts: those topics are kept for good and only added to. A rewrite of them is"
                    + " not built.",
            "What was made of them: territory.observations, sector.events, incident.evidence, incidents, review.items"
                    + " and patrol.alerts for 400 days, alert.deliveries for 30 days; the same in states of the"
                    + " applications and in the dashboard's index of the past, until those take the withdrawal or"
                    + " grow old.",
            "Values of private.details and incident.notes until those topics are compacted.",
            "Verdicts in review.verdicts, with the role or pseudonym of whoever judged.",
            "Dead letters with the whole record, for 400 days.",
            "Backups, dossiers and other files that were exported, messages that were sent.",
            "What sources still hold: an import or a message that states an event again, later, brings it back.");

    private static final String FORMAT = "amurwatch-erasure-1";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ErasureReceipt() {}

    /** @param written where what took the place of each event stands; none of a dry run */
    static Map<String, @Nullable Object> content(
            ErasureRequest request,
            ErasurePlan plan,
            Map<String, String> written,
            Instant at,
            String by,
            boolean dryRun) {
        Map<String, @Nullable Object> receipt = new LinkedHashMap<>();
        receipt.put("format", FORMAT);
        receipt.put("at", at.toString());
        receipt.put("by", by);
        receipt.put("dryRun", dryRun);
        receipt.put("asked", asked(request));
        receipt.put("eventsWithdrawn", plan.emptied().size());
        receipt.put("eventsWithoutPerson", plan.unnamed().size());
        receipt.put("privateDetails", plan.details().size());
        receipt.put("notes", plan.notes().size());
        receipt.put("pictures", plan.pictures().size());
        receipt.put("held", plan.held());
        receipt.put("withoutKnownTerritory", plan.unplaced());
        receipt.put("unreadable", plan.unreadable());
        receipt.put("written", new TreeMap<>(written));
        receipt.put("privateDetailsOf", plan.details());
        receipt.put("notesOf", plan.notes());
        receipt.put("picturesOf", plan.pictures());
        receipt.put("stays", STAYS);
        return receipt;
    }

    private static Map<String, @Nullable Object> asked(ErasureRequest request) {
        Map<String, @Nullable Object> asked = new LinkedHashMap<>();
        asked.put("event", request.event());
        asked.put("person", request.person());
        asked.put("source", request.source());
        asked.put("from", request.from() == null ? null : request.from().toString());
        asked.put("to", request.to() == null ? null : request.to().toString());
        asked.put("territory", request.territory());
        asked.put("held", request.held().stream().sorted().toList());
        asked.put("evenEvidence", request.evenEvidence());
        return asked;
    }

    /** Where the signature of a receipt stands. */
    static Path signatureOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".sig");
    }

    /** Writes both files; neither may be there. */
    static void write(Path file, Map<String, @Nullable Object> content, SigningKey key) throws IOException {
        Map<String, @Nullable Object> signed = new LinkedHashMap<>(content);
        signed.put("publicKey", key.publicKey().pem());
        byte[] bytes = bytes(signed);
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        Files.write(signatureOf(file), key.sign(bytes), StandardOpenOption.CREATE_NEW);
    }

    private static byte[] bytes(Map<String, @Nullable Object> content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A receipt can't be written as JSON.", e);
        }
    }

    /**
     * Whether a receipt is as it was signed.
     *
     * @param trusted null: the key that stands in it
     */
    static boolean isAsSigned(Path file, @Nullable PublicSigningKey trusted) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] signature = Files.readAllBytes(signatureOf(file));
        if (trusted != null) {
            return trusted.verifies(bytes, signature);
        }
        return PublicSigningKey.read(JSON.readTree(bytes).path("publicKey").asText())
                .map(key -> key.verifies(bytes, signature))
                .orElse(false);
    }
}
