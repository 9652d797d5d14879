package org.amurwatch.consumer.partner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.amurwatch.consumer.partner.file.PartnersFile;

/** Who is sent what is released, and where feeds are fetched. */
@ConfigMapping(prefix = "amurwatch.partners")
public interface PartnersSettings {

    /** The file that lists the partners; see {@link PartnersFile}. */
    @WithDefault(".amurwatch/partners.yaml")
    Path partnersFile();

    /** Where partners fetch. */
    @WithDefault("127.0.0.1")
    String host();

    /** 0: any free one. */
    @WithDefault("9098")
    int port();

    /** A proxy of ours that speaks TLS stands before us: only then may it listen for other machines. */
    @WithDefault("false")
    boolean behindProxy();

    /** Where health and metrics are served: how much happens is nobody else's business. */
    @WithDefault("127.0.0.1")
    String healthHost();

    /** 0: any free one. */
    @WithDefault("9099")
    int healthPort();

    /** Where readers of feeds reach us, such as {@code https://feeds.example.org}; host and port above where it is left out. */
    Optional<URI> feedBase();

    /** Who sends, in words of CAP: an address of this system. */
    @WithDefault("amurwatch@localhost")
    String feedSender();

    /** What readers call the sender. */
    @WithDefault("Amur Watch")
    String feedSenderName();

    /** How long making a connection to a partner may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** How long a whole exchange with a partner may take. */
    @WithDefault("PT30S")
    Duration deadline();

    /** The longest wait between two attempts while a partner takes nothing. */
    @WithDefault("PT5M")
    Duration longestRetryWait();
}
