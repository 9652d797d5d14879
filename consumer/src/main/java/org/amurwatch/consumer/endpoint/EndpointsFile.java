package org.amurwatch.consumer.endpoint;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.amurwatch.consumer.answer.ReplySource;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints as a YAML file lists them, read again whenever the file changes:
 *
 * <pre>
 * endpoints:
 *   - name: north-phone
 *     channel: webhook
 *     url: https://example.org/amurwatch
 *     secretFile: north-phone.secret     # or  secret: whsec_...; the path is relative to this file
 *     previousSecret: whsec_...          # while a secret rotates
 *     format: json                       # or cloudevents, cap
 *     exercise: false                    # true: exercises may be sent here
 *     confidential: false                # true: exact places may be sent here
 *     privateNetwork: false              # true: it may be on this machine or in a private network
 *     replySecretFile: north.reply       # replies of a gateway are taken, if they come with this secret
 *     replyFrom: ["+7 924 000-00-00"]    # from these senders; replyTextField, replySenderField: where it says so
 * </pre>
 *
 * A change that can't be used is logged, and what was read before stays in force. No message holds a secret.
 */
public final class EndpointsFile {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointsFile.class);
    // Without the source in locations, or a parser's message would quote the secrets around a mistake.
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final SortedMap<String, Function<EndpointFields, Destination>> CHANNELS = new TreeMap<>(Map.of(
            BotDestination.CHANNEL,
            BotDestination::read,
            CommandDestination.CHANNEL,
            CommandDestination::read,
            MailDestination.CHANNEL,
            MailDestination::read,
            MqttDestination.CHANNEL,
            MqttDestination::read,
            NullDestination.CHANNEL,
            fields -> new NullDestination(),
            SmsDestination.CHANNEL,
            SmsDestination::read,
            VoiceDestination.CHANNEL,
            fields -> new VoiceDestination(),
            WebhookDestination.CHANNEL,
            WebhookDestination::read));

    private final Path file;
    private String readContent;
    private Listing listing;
    private String lastComplaint = "";

    /** @throws CommandFailure with exit 2 and a sentence for each mistake in the file */
    public EndpointsFile(Path file) {
        this.file = file;
        this.readContent = content();
        this.listing = parse(readContent);
    }

    /** The endpoint of that name, as the file says now. */
    public synchronized Optional<Endpoint> find(String name) {
        return Optional.ofNullable(listing.endpoints().get(name));
    }

    /** How replies to the endpoint of that name come, as the file says now; empty: none are taken. */
    public synchronized Optional<ReplySource> replies(String name) {
        return Optional.ofNullable(listing.replies().get(name));
    }

    public synchronized List<Endpoint> all() {
        return List.copyOf(listing.endpoints().values());
    }

    /**
     * Reads the file and the secret files that it names again. To be called now and then; it compares contents, not times,
     * so that a change within a clock tick is seen too.
     */
    public synchronized void refresh() {
        try {
            String content = content();
            listing = parse(content);
            lastComplaint = "";
            if (!content.equals(readContent)) {
                readContent = content;
                LOG.info(
                        "Read {} again: {} endpoints.",
                        file,
                        listing.endpoints().size());
            }
        } catch (CommandFailure e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                lastComplaint = complaint;
                LOG.error("The endpoints stay as they were read before. {}", complaint);
            }
        }
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the endpoints file " + file + " ("
                    + e.getClass().getSimpleName()
                    + "). Setting amurwatch.dispatch.endpoints-file names it; it lists under 'endpoints' a name, a"
                    + " channel and the fields of that channel each.");
        }
    }

    /** What the file says, by the endpoints' names. */
    private record Listing(Map<String, Endpoint> endpoints, Map<String, ReplySource> replies) {}

    private Listing parse(String content) {
        JsonNode list;
        try {
            JsonNode written = YAML.readTree(content);
            list = written.path("endpoints");
            if (!isListing(written)) {
                throw notUnderstood("");
            }
        } catch (JsonProcessingException e) {
            throw notUnderstood(place(e.getLocation()));
        }
        List<String> mistakes = new ArrayList<>();
        Map<String, Endpoint> parsed = new LinkedHashMap<>();
        Map<String, ReplySource> replies = new LinkedHashMap<>();
        Set<List<Object>> topics = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            try {
                EndpointFields fields = new EndpointFields(entry, file);
                Optional<ReplySource> source = replySource(fields.text("name"), fields);
                Endpoint endpoint = endpoint(fields, source.isPresent());
                source.ifPresent(one -> replies.put(endpoint.name(), one));
                fields.refuseOthers();
                if (endpoint.destination() instanceof MqttDestination mqtt && !topics.add(mqtt.place())) {
                    mistakes.add(
                            "Endpoint " + (i + 1) + " ('" + endpoint.name() + "'): another has the same 'topic' at"
                                    + " the same server; each needs its own, or one's state would take the place of the other's.");
                }
                if (parsed.putIfAbsent(endpoint.name(), endpoint) != null) {
                    mistakes.add("Two endpoints are named '" + endpoint.name() + "'; each name stands for one.");
                }
            } catch (IllegalArgumentException e) {
                String name = entry.path("name").asText();
                mistakes.add(
                        "Endpoint " + (i + 1) + (name.isBlank() ? "" : " ('" + name + "')") + ": " + e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw CommandFailure.usage("The endpoints file " + file + " can't be used. " + String.join(" ", mistakes));
        }
        return new Listing(parsed, replies);
    }

    private static boolean isListing(JsonNode written) {
        JsonNode list = written.path("endpoints");
        return written.isMissingNode()
                || written.isNull()
                || written.isObject() && written.size() == 1 && (list.isArray() || list.isNull())
                || written.isObject() && written.isEmpty();
    }

    private CommandFailure notUnderstood(String place) {
        return CommandFailure.usage("The endpoints file " + file + " can't be understood" + place
                + ": expected a list 'endpoints' of {name, channel, and the fields of that channel}.");
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Endpoint endpoint(EndpointFields fields, boolean replies) {
        String name = fields.text("name");
        Destination destination = destination(fields);
        return new Endpoint(
                name,
                destination,
                fields.flag("exercise"),
                fields.flag("confidential"),
                fields.flag("privateNetwork"),
                replies);
    }

    /** How people write back, of any channel; empty where it is not said. */
    private static Optional<ReplySource> replySource(String name, EndpointFields fields) {
        Optional<String> secrets = fields.optionalSecret("replySecret");
        Optional<String> textField = fields.optional("replyTextField");
        Optional<String> senderField = fields.optional("replySenderField");
        List<String> senders = secrets.isPresent() ? fields.texts("replyFrom") : List.of();
        if (secrets.isEmpty() && (textField.isPresent() || senderField.isPresent())) {
            throw new IllegalArgumentException("It says how replies come, and has no 'replySecretFile'.");
        }
        return secrets.map(
                secret -> ReplySource.of(name, secret, senders, textField.orElse(null), senderField.orElse(null)));
    }

    private static Destination destination(EndpointFields fields) {
        String channel = fields.optional("channel").orElse(WebhookDestination.CHANNEL);
        Function<EndpointFields, Destination> reading = CHANNELS.get(channel);
        if (reading == null) {
            throw new IllegalArgumentException("Its 'channel' is '" + channel + "'; the channels known here are "
                    + String.join(", ", CHANNELS.keySet()) + ".");
        }
        return reading.apply(fields);
    }
}
