package org.amurwatch.streams.rule;

import java.util.List;
import org.amurwatch.avro.RuleSet;

/** The sets of rules that were published. */
interface RuleSets {

    /** All versions, in no order. */
    List<RuleSet> read();

    /** Publishes one more; returns once the brokers have it for good. */
    void publish(RuleSet set);
}
