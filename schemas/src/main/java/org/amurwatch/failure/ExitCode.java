package org.amurwatch.failure;

/** Exit codes of every command; others script against them. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    /** Some rows or items were rejected, the rest is done. */
    public static final int DONE_IN_PART = 3;

    public static final int UNREACHABLE = 4;
    public static final int NOT_ALLOWED = 5;

    private ExitCode() {}
}
