package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code endpoints test NAME}: one message that says it is a test, by the code by which alerts go. */
@Command(
        name = "test",
        description =
                "Sends a message marked TEST to an endpoint, once, and says how it ended. Asks no broker, and leaves no"
                        + " trace in the system.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit 0: the receiver took it. 1: it did not, and 'reason' says why.",
            "Example: ./amurwatch endpoints test north-phone --language ru"
        })
public final class TestEndpointCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private EndpointsFileOption file;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name, as 'endpoints' lists it.")
    private String name;

    @Option(names = "--language", defaultValue = "en", description = "en, ru or zh (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        if (!Languages.ALL.contains(language)) {
            throw CommandFailure.usage("--language is one of " + Languages.ALL + "; got '" + language + "'.");
        }
        DispatchSettings settings = file.settings();
        Endpoint endpoint = file.read()
                .find(name)
                .orElseThrow(() -> CommandFailure.usage("No endpoint is named '" + name + "' in "
                        + settings.endpointsFile() + ": './amurwatch endpoints' lists those there are."));
        Languages languages = new Languages();
        Clock clock = Clock.systemUTC();
        AlertDelivery test = Notice.of(
                endpoint, Purpose.TEST, language, languages.of(language).word("notice.test"), clock.instant());
        MessageLinks links =
                new MessageLinks(settings.linkBase().orElse("http://127.0.0.1:9090"), none -> Optional.empty());
        long begun = System.nanoTime();
        Answer answer;
        try (DispatchChannels channels = new DispatchChannels(settings, languages, links, false, clock)) {
            answer = channels.all().attempt(endpoint, test);
        }
        show(endpoint, test, answer, Duration.ofNanos(System.nanoTime() - begun));
        return answer.outcome() == DeliveryOutcome.DELIVERED ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void show(Endpoint endpoint, AlertDelivery test, Answer answer, Duration took) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("endpoint", endpoint.name());
        shown.put("channel", endpoint.destination().channel());
        shown.put("outcome", answer.outcome().name());
        shown.put("status", answer.status());
        shown.put("reason", answer.reason());
        shown.put("tookMillis", took.toMillis());
        shown.put("messageId", test.getDeliveryId());
        new Output(spec.commandLine().getOut(), format).object(shown);
    }
}
