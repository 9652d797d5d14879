package org.amurwatch.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.amurwatch.asyncapi.AsyncApiDocument;
import org.amurwatch.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code asyncapi}. */
@Command(
        name = "asyncapi",
        description = {
            "Describes all topics, with their schemas and who reads and writes them, as AsyncAPI 3.0 in YAML.",
            "Asks no broker."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch asyncapi > asyncapi.yaml"})
final class AsyncApiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(new AsyncApiDocument(new Version().number()).yaml());
        out.flush();
        return ExitCode.DONE;
    }
}
