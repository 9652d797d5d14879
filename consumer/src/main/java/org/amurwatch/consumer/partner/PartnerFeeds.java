package org.amurwatch.consumer.partner;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.feed.FeedRoutes;
import org.amurwatch.consumer.feed.FeedSender;
import org.amurwatch.consumer.feed.FeedStore;
import org.amurwatch.consumer.feed.FeedTopics;
import org.amurwatch.consumer.feed.TokenHashes;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.file.PartnersFile;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;

/** The feeds that partners and the public fetch, by the tokens of the partners file. */
final class PartnerFeeds implements AutoCloseable {

    private final TopicFollower follower;
    private final FeedRoutes routes;

    PartnerFeeds(Connection connection, PartnersSettings settings, PartnersFile file, Clock clock) {
        FeedStore store = new FeedStore(clock);
        this.follower = FeedTopics.follow(connection, store);
        this.routes = new FeedRoutes(
                store,
                new TokenHashes(() -> hashes(file)),
                follower::isCaughtUp,
                sender(settings),
                new ClientAddress(settings.behindProxy()),
                clock);
    }

    private static Map<String, String> hashes(PartnersFile file) {
        return file.all().stream()
                .filter(partner -> partner.feedTokenSha256().isPresent())
                .collect(Collectors.toMap(
                        Partner::id, partner -> partner.feedTokenSha256().orElseThrow()));
    }

    private static FeedSender sender(PartnersSettings settings) {
        try {
            return new FeedSender(
                    settings.feedBase()
                            .orElseGet(() -> URI.create("http://" + settings.host() + ":" + settings.port())),
                    settings.feedSender(),
                    settings.feedSenderName());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("A setting amurwatch.partners.feed-... can't be used: " + e.getMessage());
        }
    }

    Consumer<RoutesConfig> routes() {
        return routes;
    }

    void start() {
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
    }
}
