package org.amurwatch.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amurwatch.local.LocalSystemProcess.Answer;

/**
 * A process that runs one command after the other, each with a command line of its own, as the launcher does with a
 * process for each: starting Java takes longer than most commands.
 */
final class CommandShell implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;

    private CommandShell(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param java starts this class, in the folder of the commands */
    static CommandShell start(ProcessBuilder java) throws IOException {
        return new CommandShell(
                java.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Sends the command as a line of JSON, and reads what it answered as another. */
    Answer run(long seconds, String... command) throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(JSON.writeValueAsString(command))
                .append('\n')
                .flush();
        try {
            String answer = CompletableFuture.supplyAsync(this::answer).get(seconds, TimeUnit.SECONDS);
            return JSON.readValue(answer, Answer.class);
        } catch (TimeoutException e) {
            close();
            throw new IOException("No end after " + seconds + " s: " + String.join(" ", command), e);
        } catch (ExecutionException e) {
            throw new IOException("The process of commands ended: " + String.join(" ", command), e);
        }
    }

    private String answer() {
        try {
            return Objects.requireNonNull(answers.readLine(), "an answer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = System.out;
        System.setIn(InputStream.nullInputStream());
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int exitCode = AmurWatch.commandLine().execute(JSON.readValue(line, String[].class));
            System.out.flush();
            System.err.flush();
            answers.println(JSON.writeValueAsString(
                    new Answer(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8))));
            answers.flush();
        }
        System.exit(0);
    }
}
