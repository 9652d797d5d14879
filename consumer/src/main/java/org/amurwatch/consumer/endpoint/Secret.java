package org.amurwatch.consumer.endpoint;

import java.util.Objects;

/** A password or token; never in {@link #toString()}, and so in no log. */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Takes a secret as the file has it; one with control characters is refused, since it would break a header. */
    static Secret of(String field, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Its '" + field + "' holds control characters, or several lines.");
        }
        return new Secret(text);
    }

    /** The secret itself, for whoever it is to be shown to. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return "(not shown)";
    }
}
