package org.amurwatch.failure;

/** Ends a command with a sentence for its user and an exit code: what went wrong, where, and what to do. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public CommandFailure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** What the user asked for can't be right: exit 2. */
    public static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.WRONG_USAGE, sentence);
    }
}
