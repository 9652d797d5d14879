package org.amurwatch.consumer.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The fields of one endpoint, as the file has them. Every mistake is an {@link IllegalArgumentException} with a sentence that
 * names the field and never its value, which may be a secret or an address.
 */
public final class EndpointFields {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]+");

    private final JsonNode entry;
    private final Path file;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param file the file they stand in, to which names of other files are relative */
    public EndpointFields(JsonNode entry, Path file) {
        if (!entry.isObject()) {
            throw new IllegalArgumentException(
                    "It is no list of fields: expected 'name: ...', 'channel: ...' and so on.");
        }
        this.entry = entry;
        this.file = file;
    }

    /** A text that must be there. */
    public String text(String field) {
        return optional(field).orElseThrow(() -> new IllegalArgumentException("It has no '" + field + "'."));
    }

    /** A text or number, as text; empty where it is not there or blank. */
    public Optional<String> optional(String field) {
        asked.add(field);
        JsonNode value = entry.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new IllegalArgumentException("Its '" + field + "' is a list or holds fields; expected one text.");
        }
        return value.asText().isBlank() ? Optional.empty() : Optional.of(value.asText());
    }

    /** True or false; false where it is not there. */
    public boolean flag(String field) {
        asked.add(field);
        JsonNode value = entry.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("Its '" + field + "' is neither true nor false.");
        }
        return value.booleanValue();
    }

    /** A whole number within bounds, both included. */
    public int whole(String field, int otherwise, int least, int greatest) {
        asked.add(field);
        JsonNode value = entry.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > greatest) {
            throw new IllegalArgumentException(
                    "Its '" + field + "' is no whole number from " + least + " to " + greatest + ".");
        }
        return value.intValue();
    }

    /** One of some words, in whatever case; the first of them where it is not there. */
    public String oneOf(String field, List<String> words) {
        String word = optional(field).orElse(words.get(0)).toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new IllegalArgumentException("Its '" + field + "' is none of " + String.join(", ", words) + ".");
        }
        return word;
    }

    /** Texts that must be there: a list of them, or one alone. */
    List<String> texts(String field) {
        asked.add(field);
        JsonNode value = entry.get(field);
        List<String> texts = new ArrayList<>();
        if (value != null && value.isArray()) {
            for (JsonNode one : value) {
                texts.add(quoted(field, one));
            }
        } else if (value != null && !value.isNull()) {
            texts.add(quoted(field, value));
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("It has no '" + field + "'.");
        }
        return texts;
    }

    /** YAML takes the plus from a telephone number that stands without quotes. */
    private static String quoted(String field, JsonNode value) {
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new IllegalArgumentException(
                    "Its '" + field + "' holds something that is no text: numbers too stand in quotes, \"+7...\".");
        }
        return value.asText().strip();
    }

    /** Fields within a field, all texts; empty where it is not there. */
    public Map<String, String> textsByName(String field) {
        asked.add(field);
        JsonNode value = entry.get(field);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException("Its '" + field + "' is not written as 'NAME: text' each.");
        }
        value.properties().forEach(one -> {
            if (!one.getValue().isValueNode()) {
                throw new IllegalArgumentException("Its '" + field + "' holds something that is no text.");
            }
            texts.put(one.getKey(), one.getValue().asText());
        });
        return texts;
    }

    /** A secret that must be there: in the field itself, or in the file that {@code fieldFile} names. */
    String secret(String field) {
        return optionalSecret(field)
                .orElseThrow(
                        () -> new IllegalArgumentException("It needs one of '" + field + "' and '" + field + "File'."));
    }

    /** A secret that must be in the file that {@code fieldFile} names, and may not stand here itself. */
    public Secret secretInFile(String field) {
        if (entry.has(field)) {
            throw new IllegalArgumentException("Its '" + field
                    + "' may not stand here: put it into a file of its own, and name that in '" + field + "File'.");
        }
        return Secret.of(
                field,
                optionalSecretInFile(field)
                        .orElseThrow(() -> new IllegalArgumentException("It has no '" + field + "File'.")));
    }

    /** As {@link #secretInFile}; empty where no file is named. */
    public Optional<String> optionalSecretInFile(String field) {
        return optional(field + "File").map(name -> fileContent(field + "File", name));
    }

    /** Entries within a field, each with fields of its own; empty where it is not there. */
    public Map<String, EndpointFields> entriesByName(String field) {
        asked.add(field);
        JsonNode value = entry.get(field);
        Map<String, EndpointFields> entries = new LinkedHashMap<>();
        if (value == null || value.isNull()) {
            return entries;
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException("Its '" + field + "' is not written as 'NAME: {...}' each.");
        }
        value.properties().forEach(one -> {
            try {
                entries.put(one.getKey(), new EndpointFields(one.getValue(), file));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Its '" + field + "' is not written as 'NAME: {...}' each.");
            }
        });
        return entries;
    }

    /** A secret, in the field itself or in the file that {@code fieldFile} names; empty where neither is there. */
    Optional<String> optionalSecret(String field) {
        Optional<String> inline = optional(field);
        Optional<String> name = optional(field + "File");
        if (inline.isPresent() && name.isPresent()) {
            throw new IllegalArgumentException("It needs one of '" + field + "' and '" + field + "File', not both.");
        }
        return name.isPresent() ? Optional.of(fileContent(field + "File", name.get())) : inline;
    }

    private String fileContent(String field, String name) {
        Path secretFile = file.toAbsolutePath().resolveSibling(name);
        try {
            String content = Files.readString(secretFile).strip();
            if (content.isEmpty()) {
                throw new IllegalArgumentException("Its '" + field + "' " + secretFile + " is empty.");
            }
            return content;
        } catch (IOException e) {
            throw new IllegalArgumentException("Its '" + field + "' " + secretFile + " can't be read.");
        }
    }

    private Path readable(String field, String name) {
        Path there = file.toAbsolutePath().resolveSibling(name);
        if (!Files.isReadable(there)) {
            throw new IllegalArgumentException("Its '" + field + "' " + there + " can't be read.");
        }
        return there;
    }

    /** A file that can be read now, where the field names one. */
    Optional<Path> optionalFile(String field) {
        return optional(field).map(name -> readable(field, name));
    }

    /** The name or address of a machine, which must be there. */
    String host(String field) {
        String host = text(field);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("Its '" + field + "' is no host name.");
        }
        return host;
    }

    /** With whom to log in: a user and the password, or neither. */
    Optional<LogIn> logIn() {
        Optional<String> user = optional("user");
        Optional<String> password = optionalSecret("password");
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(
                    "It needs 'user' and one of 'password' and 'passwordFile', or none of them.");
        }
        return user.map(name -> new LogIn(name, Secret.of("password", password.orElseThrow())));
    }

    /** An address of the web that must be there. */
    public URI webAddress(String field) {
        return webAddress(field, text(field));
    }

    /** @param text the address, which the field holds or is made of */
    public static URI webAddress(String field, String text) {
        try {
            URI address = new URI(text);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below, without the address.
        }
        throw new IllegalArgumentException("Its '" + field
                + "' can't be used: expected https://HOST/PATH (or http://), with no user name and no '#'.");
    }

    public static boolean isPlainOverNetwork(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !isThisMachine(address.getHost());
    }

    static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.equals("::1") || host.startsWith("127.");
    }

    /** Complains of fields that nobody asked for. */
    void refuseOthers() {
        refuseOthers("channel");
    }

    /** @param what the fields are of, for the complaint */
    public void refuseOthers(String what) {
        Set<String> others = new TreeSet<>();
        entry.fieldNames().forEachRemaining(others::add);
        others.removeAll(asked);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("Its " + what + " has no '" + String.join("', '", others) + "'; it has "
                    + String.join(", ", new TreeSet<>(asked)) + ".");
        }
    }
}
