package org.amurwatch.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends this process with its parent: in order when the parent asks, by any byte on standard
 * input, and also when that input closes without a word, because the parent was killed. Uses nothing but the JDK, because it
 * also runs on the registry's class path.
 */
public final class Child {

    /**
     * The system property of a process that must not shut down in order when its parent was killed, but stop at once, as in a
     * power cut. For the broker: its clients die at the same moment, and Kafka (4.3.1) that shuts down while it completes a
     * transaction can note it as complete without having written its marker to a partition that it has handed over already.
     * No start clears that up: the transaction's readers would wait for ever. A broker that stops dead completes it when it
     * comes back.
     */
    public static final String HALT_WITHOUT_PARENT = "amurwatch.halt-without-parent";

    private Child() {}

    /** @param arguments the main class to run, then its arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(Child::exitWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            (e.getCause() == null ? e : e.getCause()).printStackTrace();
            System.exit(1);
        }
    }

    private static void exitWithParent() {
        if (!parentAsks() && Boolean.getBoolean(HALT_WITHOUT_PARENT)) {
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    private static boolean parentAsks() {
        try {
            return System.in.read() >= 0;
        } catch (IOException e) {
            System.err.println("The parent's pipe broke: " + e.getMessage());
            return false;
        }
    }
}
