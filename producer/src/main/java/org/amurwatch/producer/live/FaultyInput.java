package org.amurwatch.producer.live;

import java.util.List;
import java.util.stream.Collectors;

/** Input that can't be used, with each field that is wrong. */
public final class FaultyInput extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param field where, as a JSON pointer such as {@code /location/latitude}; empty for the whole
     * @param sentence what was expected and what came; holds no more than the first 100 characters of what came
     */
    public record Fault(String field, String sentence) {}

    private final transient List<Fault> faults;

    public FaultyInput(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.field().isEmpty() ? fault.sentence() : fault.field() + ": " + fault.sentence())
                .collect(Collectors.joining(" ")));
        this.faults = List.copyOf(faults);
    }

    public FaultyInput(String field, String sentence) {
        this(List.of(new Fault(field, sentence)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
