package org.amurwatch.cli;

import java.util.Locale;

/** How a command writes its result to stdout. */
public enum OutputFormat {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
