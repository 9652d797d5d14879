package org.amurwatch.consumer.answer;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that takes answers, as one part of dispatch: links for its messages, the pages behind them, and where answers go. */
public final class AnswerDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerDesk.class);
    private static final Duration SHORTEST = Duration.ofHours(24);

    private final LinkKeyFile keys;
    private final AnswerLinks links;
    private final ResponseTopic answers;
    private final AnswerRoutes pages;
    private final ReplyRoutes replies;

    /**
     * Needs neither brokers nor registry to be there.
     *
     * @param linkBase where teams reach the pages
     * @param ready whether the book holds what it will hold: right after a start it does not
     * @param replySources the endpoints that may write back, by name, as they are set up now
     * @param revoked whether a recipient, by its endpoint's name, is revoked
     * @throws CommandFailure if a setting or the key file can't be used
     */
    public AnswerDesk(
            Connection connection,
            AnswerSettings settings,
            String linkBase,
            AlertBook book,
            BooleanSupplier ready,
            Function<String, Optional<ReplySource>> replySources,
            Predicate<String> revoked,
            Languages languages,
            Clock clock) {
        this.keys = new LinkKeyFile(settings.linkKeyFile()
                .orElseThrow(() -> new IllegalStateException("Without a key file there is nothing to answer with.")));
        this.links = new AnswerLinks(keys, checked(linkBase), lifetime(settings.linkLifetime()));
        this.answers =
                new ResponseTopic(connection.rawProducer(), connection.serdes().serializer(Topics.RESPONSES), clock);
        ClientAddress address = new ClientAddress(settings.behindProxy());
        AnswerTaker taker = new AnswerTaker(clock);
        this.pages = new AnswerRoutes(links, book, ready, revoked, languages, taker, answers, address, clock);
        this.replies =
                new ReplyRoutes(replySources, revoked, new ReplyDesk(book, taker, answers, languages), address, clock);
    }

    private static Duration lifetime(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST) < 0) {
            throw CommandFailure.usage("Setting amurwatch.dispatch.link-lifetime is " + lifetime
                    + ": expected at least PT24H, for a patrol may be out of reach for a day.");
        }
        return lifetime;
    }

    private static String checked(String linkBase) {
        try {
            URI base = new URI(linkBase);
            boolean web = "https".equalsIgnoreCase(base.getScheme()) || "http".equalsIgnoreCase(base.getScheme());
            if (web && base.getHost() != null && base.getQuery() == null && base.getFragment() == null) {
                String host = base.getHost();
                boolean here = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
                if ("http".equalsIgnoreCase(base.getScheme()) && !here) {
                    LOG.warn("Links lead to plain http ({}): others on the way can read exact places.", linkBase);
                }
                return linkBase;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw CommandFailure.usage("Setting amurwatch.dispatch.link-base is '" + linkBase
                + "': expected where teams reach the pages, such as https://amur.example.org.");
    }

    /** The link for the recipient of a delivery; empty where there is nothing to answer. */
    public Optional<String> link(AlertDelivery delivery) {
        return links.of(delivery);
    }

    /** What it serves. */
    public Consumer<RoutesConfig> routes() {
        return pages.andThen(replies);
    }

    /** Reads the keys again; to be called now and then, by one thread. */
    public void refresh() {
        keys.refresh();
    }

    @Override
    public void close() {
        answers.close();
    }
}
