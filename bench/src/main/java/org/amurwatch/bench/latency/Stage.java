package org.amurwatch.bench.latency;

/** How far an event has come when it is measured. */
enum Stage {
    /** A consumer has it from its field topic: one hop, which is what all else is compared with. */
    ONE_HOP("one hop"),
    /** A consumer has the attempt from alert.deliveries: intake, incident and ledger are behind it. */
    TO_DISPATCH("to dispatch"),
    /** The receiver of the webhook has it. */
    TO_RECEIVER("to receiver");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
