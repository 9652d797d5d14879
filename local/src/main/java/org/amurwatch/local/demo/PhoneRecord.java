package org.amurwatch.local.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.amurwatch.local.demo.Scenario.Expected;
import org.amurwatch.local.phone.PhoneMessage;

/**
 * What the phone has shown of a story, beside what it should have.
 *
 * @param expected each message that had to come, and whether it came
 * @param dispatched incidents for which a team was sent
 * @param reviewed incidents that the duty officer was only to look at
 * @param sentForPeople times that a team was sent for nothing but people or vehicles on camera
 */
public record PhoneRecord(List<Shown> expected, long dispatched, long reviewed, long sentForPeople) {

    private static final Set<String> ON_CAMERA = Set.of("HUMAN_PRESENCE", "VEHICLE", "DOG", "LIGHT");

    /** One message that had to come. */
    public record Shown(String what, boolean shown) {}

    public static PhoneRecord of(List<PhoneMessage> messages, List<Expected> expected) {
        Set<String> dispatched = incidents(messages.stream().filter(PhoneRecord::isDispatch));
        Set<String> all = incidents(messages.stream());
        return new PhoneRecord(
                expected.stream()
                        .map(one -> new Shown(one.what(), messages.stream().anyMatch(message -> matches(one, message))))
                        .toList(),
                dispatched.size(),
                all.size() - (long) dispatched.size(),
                messages.stream()
                        .filter(PhoneRecord::isDispatch)
                        .filter(message -> ON_CAMERA.contains(String.valueOf(message.kind())))
                        .count());
    }

    /** Whether all came that had to, and no team was sent for people on camera. */
    public boolean isRight() {
        return expected.stream().allMatch(Shown::shown) && sentForPeople == 0;
    }

    private static Set<String> incidents(Stream<PhoneMessage> messages) {
        return messages.flatMap(message -> message.field("incidentId").stream()).collect(Collectors.toSet());
    }

    private static boolean isDispatch(PhoneMessage message) {
        return message.field("level").filter(PageLevel.DISPATCH.name()::equals).isPresent();
    }

    private static boolean matches(Expected expected, PhoneMessage message) {
        return is(message, "team", expected.team())
                && (expected.message() == null
                        || is(message, "message", expected.message().name()))
                && (expected.kind() == null || expected.kind().name().equals(message.kind()))
                && (expected.severity() == null
                        || message.field("severity")
                                .filter(severity -> Severity.valueOf(severity).compareTo(expected.severity()) >= 0)
                                .isPresent());
    }

    private static boolean is(PhoneMessage message, String field, String value) {
        return message.field(field).filter(value::equals).isPresent();
    }
}
