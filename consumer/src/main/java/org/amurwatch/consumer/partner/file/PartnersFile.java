package org.amurwatch.consumer.partner.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partners as a YAML file lists them, read again whenever the file changes; docs/partners.md has its fields.
 *
 * <pre>
 * partners:
 *   - id: hunchun                        # of the agreement
 *     kind: amurwatch                    # or earthranger, gundi, smart, webhook, mqtt, feed
 *     url: https://hunchun.example.org
 *     keyFile: hunchun.key               # secrets stand in files of their own; paths are relative to this file
 *     paused: false
 * </pre>
 *
 * A change that can't be used is logged, and what was read before stays in force. No message holds a secret.
 */
public final class PartnersFile {

    private static final Logger LOG = LoggerFactory.getLogger(PartnersFile.class);
    // Without the source in locations, or a parser's message would quote what stands around a mistake.
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final SortedMap<String, Function<EndpointFields, PartnerTarget>> KINDS = new TreeMap<>(Map.of(
            AmurWatchTarget.KIND,
            AmurWatchTarget::read,
            EarthRangerTarget.KIND,
            EarthRangerTarget::read,
            FeedTarget.KIND,
            fields -> new FeedTarget(),
            GundiTarget.KIND,
            GundiTarget::read,
            MqttTarget.KIND,
            MqttTarget::read,
            SmartTarget.KIND,
            SmartTarget::read,
            WebhookTarget.KIND,
            WebhookTarget::read));

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_A_MINUTE = 6_000;

    private final Path file;
    private String readContent;
    private Map<String, Partner> partners;
    private String lastComplaint = "";

    /** @throws CommandFailure with exit 2 and a sentence for each mistake in the file */
    public PartnersFile(Path file) {
        this.file = file;
        this.readContent = content();
        this.partners = parse(readContent);
    }

    /** The partner of that id, as the file says now. */
    public synchronized Optional<Partner> find(String id) {
        return Optional.ofNullable(partners.get(id));
    }

    /** All partners, as the file says now. */
    public synchronized List<Partner> all() {
        return List.copyOf(partners.values());
    }

    /**
     * Reads the file and the secret files that it names again. To be called now and then; it compares contents, not times,
     * so that a change within a clock tick is seen too.
     */
    public synchronized void refresh() {
        try {
            String content = content();
            partners = parse(content);
            lastComplaint = "";
            if (!content.equals(readContent)) {
                readContent = content;
                LOG.info("Read {} again: {} partners.", file, partners.size());
            }
        } catch (CommandFailure e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                lastComplaint = complaint;
                LOG.error("The partners stay as they were read before. {}", complaint);
            }
        }
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the partners file " + file + " ("
                    + e.getClass().getSimpleName()
                    + "). Setting amurwatch.partners.partners-file names it; it lists under 'partners' an id, a kind and"
                    + " the fields of that kind each.");
        }
    }

    private Map<String, Partner> parse(String content) {
        JsonNode list;
        try {
            JsonNode written = YAML.readTree(content);
            list = written.path("partners");
            if (!isListing(written)) {
                throw notUnderstood("");
            }
        } catch (JsonProcessingException e) {
            throw notUnderstood(place(e.getLocation()));
        }
        List<String> mistakes = new ArrayList<>();
        Map<String, Partner> parsed = new LinkedHashMap<>();
        Set<List<Object>> topics = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            try {
                Partner partner = partner(new EndpointFields(entry, file));
                if (partner.target() instanceof MqttTarget mqtt
                        && !topics.add(mqtt.destination().place())) {
                    mistakes.add("Partner " + (i + 1) + " ('" + partner.id()
                            + "'): another has the same 'topic' at the same server; each needs its own.");
                }
                if (parsed.putIfAbsent(partner.id(), partner) != null) {
                    mistakes.add("Two partners have the id '" + partner.id() + "'; each agreement has one.");
                }
            } catch (IllegalArgumentException e) {
                String id = entry.path("id").asText();
                mistakes.add("Partner " + (i + 1) + (id.isBlank() ? "" : " ('" + id + "')") + ": " + e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw CommandFailure.usage("The partners file " + file + " can't be used. " + String.join(" ", mistakes));
        }
        return parsed;
    }

    private static boolean isListing(JsonNode written) {
        JsonNode list = written.path("partners");
        return written.isMissingNode()
                || written.isNull()
                || written.isObject() && written.size() == 1 && (list.isArray() || list.isNull())
                || written.isObject() && written.isEmpty();
    }

    private CommandFailure notUnderstood(String place) {
        return CommandFailure.usage("The partners file " + file + " can't be understood" + place
                + ": expected a list 'partners' of {id, kind, and the fields of that kind}.");
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Partner partner(EndpointFields fields) {
        String id = fields.text("id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Its 'id' can't be used: expected that of an agreement, of small letters, digits and '-'.");
        }
        PartnerTarget target = target(fields);
        Partner partner = new Partner(
                id,
                target,
                fields.whole("rateLimit", target.usualRate(), 1, MOST_A_MINUTE),
                fields.flag("paused"),
                fields.flag("privateNetwork"),
                fields.optional("feedTokenSha256").map(PartnersFile::hash));
        fields.refuseOthers("kind");
        return partner;
    }

    private static String hash(String text) {
        String hash = text.strip().toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                    "Its 'feedTokenSha256' is no SHA-256: expected 64 hexadecimal digits, of the token itself.");
        }
        return hash;
    }

    private static PartnerTarget target(EndpointFields fields) {
        String kind = fields.text("kind");
        Function<EndpointFields, PartnerTarget> reading = KINDS.get(kind);
        if (reading == null) {
            throw new IllegalArgumentException("Its 'kind' is none of " + String.join(", ", KINDS.keySet()) + ".");
        }
        return reading.apply(fields);
    }
}
