package org.amurwatch.consumer.channel.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.TimedCall;
import org.amurwatch.consumer.channel.text.MessageKind;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.endpoint.CommandDestination;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program with the text on its standard input: exit 0 means delivered, 75 ({@code EX_TEMPFAIL} of sysexits.h) to be
 * tried again, any other failed. At the deadline the program is killed with all that it started and that is still its own.
 * It sees nothing of this process's environment but where programs are and the language.
 */
public final class CommandChannel implements Channel<CommandDestination> {

    private static final int TRY_AGAIN = 75;
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private final MessageTexts texts;
    private final TimedCall calls;
    private final Clock clock;

    public CommandChannel(MessageTexts texts, Duration deadline, Clock clock) {
        this.texts = texts;
        this.calls = new TimedCall(deadline);
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, CommandDestination destination, AlertDelivery delivery) {
        String text = texts.whole(MessageKind.COMMAND, endpoint, delivery, clock.instant()) + "\n";
        AtomicReference<@Nullable Process> running = new AtomicReference<>();
        return calls.answer(
                () -> run(destination.command(), delivery, text, running),
                () -> kill(running.get()),
                failure -> failure instanceof IOException
                        ? "The program can't be started: is it there, and may it be run?"
                        : "The attempt failed (" + failure.getClass().getSimpleName() + ").");
    }

    private static Answer run(
            List<String> command, AlertDelivery delivery, String text, AtomicReference<@Nullable Process> running)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        environment.put("AMURWATCH_DELIVERY_ID", delivery.getDeliveryId());
        environment.put("AMURWATCH_ENDPOINT", delivery.getEndpoint());
        environment.put("AMURWATCH_PURPOSE", delivery.getAlert().getPurpose().name());
        Process process = builder.start();
        running.set(process);
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It reads no input, or not all of it; how it ends says whether that matters.
        }
        return meaning(process.waitFor());
    }

    private static Answer meaning(int exit) {
        if (exit == 0) {
            return Answer.delivered(null);
        }
        return exit == TRY_AGAIN
                ? Answer.of(DeliveryOutcome.RETRY, "The program ended with 75: to be tried again.")
                : Answer.of(DeliveryOutcome.FAILED, "The program ended with " + exit + ".");
    }

    private static void kill(@Nullable Process process) {
        if (process != null) {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
