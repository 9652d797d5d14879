package org.amurwatch.consumer.cap;

import org.amurwatch.avro.AlertKind;

/** The category of an alert in CAP 1.2, by its kind. */
public final class CapCategory {

    public static final String SECURITY = "Security";

    private CapCategory() {}

    public static String of(AlertKind kind) {
        return switch (kind) {
            case SOS -> "Rescue";
            case FIRE -> "Fire";
            case LIVESTOCK_KILLED -> "Env";
            default -> SECURITY;
        };
    }
}
