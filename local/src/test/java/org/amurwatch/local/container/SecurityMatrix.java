package org.amurwatch.local.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The matrix of rights that a person wrote down: security-matrix.txt. It is not made from our rules, so that it does not
 * change with them.
 */
final class SecurityMatrix {

    private static final Path FILE = Path.of("../schemas/src/test/resources/org/amurwatch/access/security-matrix.txt");

    private static final Map<Character, AclOperation> LETTERS = Map.of(
            'R', AclOperation.READ,
            'W', AclOperation.WRITE,
            'D', AclOperation.DESCRIBE,
            'C', AclOperation.CREATE,
            'X', AclOperation.DELETE,
            'A', AclOperation.ALTER,
            'P', AclOperation.ALTER_CONFIGS,
            'S', AclOperation.DESCRIBE_CONFIGS);

    /** What can be done to a resource of a kind, each of which is tried. */
    private static final Map<ResourceType, Set<AclOperation>> OPERATIONS = Map.of(
            ResourceType.TOPIC,
            EnumSet.copyOf(LETTERS.values()),
            ResourceType.GROUP,
            EnumSet.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DELETE),
            ResourceType.TRANSACTIONAL_ID,
            EnumSet.of(AclOperation.WRITE, AclOperation.DESCRIBE),
            ResourceType.CLUSTER,
            EnumSet.of(
                    AclOperation.DESCRIBE,
                    AclOperation.CREATE,
                    AclOperation.ALTER,
                    AclOperation.ALTER_CONFIGS,
                    AclOperation.DESCRIBE_CONFIGS));

    private final Set<String> principals = new LinkedHashSet<>();
    private final Set<Resource> resources = new LinkedHashSet<>();
    private final Set<Access> allowed = new TreeSet<>();

    private SecurityMatrix() {}

    /** A row. */
    record Resource(ResourceType type, String name) {}

    static SecurityMatrix read() throws IOException {
        SecurityMatrix matrix = new SecurityMatrix();
        List<List<String>> lines = Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> header = lines.get(0);
        header.subList(2, header.size()).forEach(party -> matrix.principals.add("amurwatch-" + party));
        for (List<String> line : lines.subList(1, lines.size())) {
            matrix.add(header, line);
        }
        return matrix;
    }

    private void add(List<String> header, List<String> line) {
        if (line.size() != header.size()) {
            throw new IllegalArgumentException("Expected " + header.size() + " columns, found " + line);
        }
        Resource resource =
                new Resource(ResourceType.valueOf(line.get(0).replace('-', '_').toUpperCase(Locale.ROOT)), line.get(1));
        if (!resources.add(resource)) {
            throw new IllegalArgumentException("There are two lines of " + resource);
        }
        for (int column = 2; column < line.size(); column++) {
            for (char letter : line.get(column).replace("-", "").toCharArray()) {
                AclOperation operation = LETTERS.get(letter);
                if (operation == null || !OPERATIONS.get(resource.type()).contains(operation)) {
                    throw new IllegalArgumentException("'" + letter + "' is no right on a " + resource);
                }
                allowed.add(new Access("amurwatch-" + header.get(column), resource.type(), resource.name(), operation));
            }
        }
    }

    /** Everybody whom it is about. */
    Set<String> principals() {
        return principals;
    }

    /** Names of one kind of resource. */
    List<String> names(ResourceType type) {
        return resources.stream()
                .filter(resource -> resource.type() == type)
                .map(Resource::name)
                .toList();
    }

    /** What is allowed. */
    Set<Access> allowed() {
        return allowed;
    }

    /** What is allowed to one. */
    Set<Access> allowed(String principal) {
        return allowed.stream()
                .filter(access -> access.principal().equals(principal))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that one could do to all resources. */
    Set<Access> conceivable(String principal) {
        return resources.stream()
                .flatMap(resource -> OPERATIONS.get(resource.type()).stream()
                        .map(operation -> new Access(principal, resource.type(), resource.name(), operation)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
