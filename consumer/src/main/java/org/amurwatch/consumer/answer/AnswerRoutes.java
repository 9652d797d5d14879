package org.amurwatch.consumer.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.alertpage.AlertPage;
import org.amurwatch.consumer.alertpage.PageHeaders;
import org.amurwatch.consumer.answer.AnswerForm.Notice;
import org.amurwatch.consumer.answer.AnswerLinks.Visit;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.consumer.wording.Words;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a signed link: {@code GET /a/TOKEN} shows the alert with buttons and changes nothing, so that programs
 * which look a link up in advance do no harm; {@code POST /a/} with the token in the form is an answer.
 */
final class AnswerRoutes implements Consumer<RoutesConfig> {

    private static final int REQUESTS_A_MINUTE = 60;
    private static final int BAD_TOKENS = 10;
    private static final Duration BAD_TOKENS_FOR = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 4_096;

    private final AnswerLinks links;
    private final AlertBook book;
    private final BooleanSupplier ready;
    private final Predicate<String> revoked;
    private final AlertPage page;
    private final Languages languages;
    private final AnswerTaker taker;
    private final ResponseSink answers;
    private final ClientAddress address;
    private final Clock clock;
    private final RequestLimit requests;
    private final RequestLimit badTokens;
    private final AnswerForm form = new AnswerForm();

    /**
     * @param ready whether the book holds what it will hold: right after a start it does not
     * @param revoked whether a recipient, by its endpoint's name, is revoked
     * @param address by which the limits tell clients apart
     */
    AnswerRoutes(
            AnswerLinks links,
            AlertBook book,
            BooleanSupplier ready,
            Predicate<String> revoked,
            Languages languages,
            AnswerTaker taker,
            ResponseSink answers,
            ClientAddress address,
            Clock clock) {
        this.links = links;
        this.book = book;
        this.ready = ready;
        this.revoked = revoked;
        this.page = new AlertPage(languages, clock);
        this.languages = languages;
        this.taker = taker;
        this.answers = answers;
        this.address = address;
        this.clock = clock;
        this.requests = new RequestLimit(REQUESTS_A_MINUTE, Duration.ofMinutes(1), clock);
        this.badTokens = new RequestLimit(BAD_TOKENS, BAD_TOKENS_FOR, clock);
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get(AnswerLinks.PATH + "{token}", context -> look(context, context.pathParam("token")));
        routes.post(AnswerLinks.PATH, this::answer);
    }

    private void look(Context context, String token) {
        admit(context, token).ifPresent(guest -> show(context, 200, guest, token, null));
    }

    private void answer(Context context) {
        PageHeaders.set(context, page);
        if (isFromElsewhere(context)) {
            refuse(context, 403, "answer.refused.elsewhere", languages.of("en"));
            return;
        }
        // The limit of the length is the server's; a token and a word are short.
        if (context.contentLength() > MOST_BYTES) {
            refuse(context, 413, "answer.refused.form", languages.of("en"));
            return;
        }
        String token = Optional.ofNullable(context.formParam("token")).orElse("");
        admit(context, token).ifPresent(guest -> take(context, guest, token));
    }

    private void take(Context context, Visit.Welcome guest, String token) {
        PatrolAlert alert = guest.entry().alert();
        Words words = languages.of(alert.getLanguage());
        Optional<AnswerChoice> choice = AnswerChoice.of(context.formParam("answer"));
        if (choice.isEmpty()) {
            show(context, 400, guest, token, new Notice(false, words.word("answer.refused.form")));
            return;
        }
        AnswerTaker.Taken taken = taker.take(choice.get(), alert, guest.entry().incident(), guest.endpoint());
        if (taken instanceof AnswerTaker.New fresh) {
            boolean stored = answers.store(fresh.response());
            Notice notice = stored
                    ? Notice.stored(fresh.response(), choice.get(), words)
                    : new Notice(false, words.word("answer.not-stored"));
            show(context, stored ? 200 : 503, guest, token, notice);
        } else if (taken instanceof AnswerTaker.SaidBefore) {
            show(context, 200, guest, token, new Notice(true, words.word("answer.said-before")));
        } else {
            show(context, 409, guest, token, null);
        }
    }

    /** Whoever may come in; everybody else has got a page that says why not. */
    private Optional<Visit.Welcome> admit(Context context, String token) {
        PageHeaders.set(context, page);
        String client = address.of(context);
        if (badTokens.isUsedUp(client) || !requests.count(client)) {
            context.header("Retry-After", "60");
            refuse(context, 429, "answer.refused.often", languages.of("en"));
            return Optional.empty();
        }
        Visit visit = links.visit(token, book, clock);
        if (visit instanceof Visit.Welcome guest) {
            if (!revoked.test(guest.endpoint())) {
                return Optional.of(guest);
            }
            refuse(context, 403, "answer.refused.revoked", words(guest.entry()));
        } else if (visit instanceof Visit.Expired late) {
            refuse(context, 410, "answer.refused.expired", words(late.entry()));
        } else if (!ready.getAsBoolean()) {
            context.header("Retry-After", "5");
            refuse(context, 503, "answer.refused.starting", languages.of("en"));
        } else {
            badTokens.count(client);
            refuse(context, 404, "answer.refused.unknown", languages.of("en"));
        }
        return Optional.empty();
    }

    private Words words(AlertBook.Entry entry) {
        return languages.of(entry.alert().getLanguage());
    }

    private void show(Context context, int status, Visit.Welcome guest, String token, @Nullable Notice notice) {
        Incident incident = guest.entry().incident();
        String section = form.html(guest.entry().alert(), incident, token, notice, words(guest.entry()));
        context.status(status).result(page.toAnswer(guest.entry(), section));
    }

    private void refuse(Context context, int status, String key, Words words) {
        context.status(status).result(page.saying(words, words.word(key), words.word(key + ".more")));
    }

    /**
     * Whether a page of somebody else sent the form. Nobody can without the token; this is for the browser that was made to.
     * A browser that tells its origin to nobody, as our pages ask it to, says "null".
     */
    private static boolean isFromElsewhere(Context context) {
        String site = context.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
