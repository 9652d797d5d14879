package org.amurwatch.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amurwatch.local.LocalSystemProcess.Answer;

/**
 * A process that runs one command after the other, each with a command line of its own, where the launcher has a process for
 * each: starting Java takes longer than most commands.
 */
final class CommandShell implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Process process;
    private final BufferedReader exitCodes;

    /**
     * @param java starts this class, in the folder of the commands
     * @param folder for what they print
     */
    CommandShell(ProcessBuilder java, Path folder) throws IOException {
        this.folder = folder;
        this.process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.exitCodes = process.inputReader(StandardCharsets.UTF_8);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @throws IOException if it does not end in time, or ends the process: then the shell is closed */
    Answer run(int seconds, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        String[] line = new String[command.length + 2];
        line[0] = out.toString();
        line[1] = err.toString();
        System.arraycopy(command, 0, line, 2, command.length);
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(JSON.writeValueAsString(line))
                    .append('\n')
                    .flush();
            int exitCode = CompletableFuture.supplyAsync(this::exitCode).get(seconds, TimeUnit.SECONDS);
            return new Answer(exitCode, Files.readString(out), Files.readString(err));
        } catch (TimeoutException | ExecutionException e) {
            close();
            throw new IOException(
                    String.join(" ", command) + " did not end well within " + seconds + " s; it said: "
                            + Files.readString(err),
                    e);
        }
    }

    private int exitCode() {
        try {
            String line = exitCodes.readLine();
            if (line == null) {
                throw new IOException("The process of commands has ended.");
            }
            return Integer.parseInt(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** For each line of JSON, [file of the output, file of the errors, command ...], a line with the exit code. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream exitCodes = System.out;
        System.setIn(InputStream.nullInputStream());
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = JSON.readValue(line, String[].class);
            int exitCode;
            try (PrintStream out = new PrintStream(parts[0], StandardCharsets.UTF_8);
                    PrintStream err = new PrintStream(parts[1], StandardCharsets.UTF_8)) {
                System.setOut(out);
                System.setErr(err);
                exitCode = AmurWatch.commandLine().execute(Arrays.copyOfRange(parts, 2, parts.length));
            }
            exitCodes.println(exitCode);
        }
        System.exit(0);
    }
}
