package org.amurwatch.consumer.partner.file;

/** Where a partner is sent to, and as what: one record per kind, with that kind's fields of the partners file. */
public sealed interface PartnerTarget
        permits AmurWatchTarget, EarthRangerTarget, FeedTarget, GundiTarget, MqttTarget, SmartTarget, WebhookTarget {

    /** The kind, as {@code kind:} names it in the partners file. */
    String kind();

    /** Attempts a minute where the file names no number. */
    default int usualRate() {
        return 60;
    }

    /** Whether what is sent travels unencrypted over a network. */
    default boolean isPlainOverNetwork() {
        return false;
    }
}
