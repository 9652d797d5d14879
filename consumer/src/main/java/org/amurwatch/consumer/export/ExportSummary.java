package org.amurwatch.consumer.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an export holds and leaves out, in numbers by name. */
final class ExportSummary {

    private final Map<String, Long> numbers = new LinkedHashMap<>();

    void add(String name, long more) {
        numbers.merge(name, more, Long::sum);
    }

    void set(String name, long number) {
        numbers.put(name, number);
    }

    long get(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    Map<String, Long> numbers() {
        return Collections.unmodifiableMap(numbers);
    }
}
