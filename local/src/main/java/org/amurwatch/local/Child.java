package org.amurwatch.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends this process when its standard input closes: so a child stops cleanly when its parent
 * asks, and dies with a parent that was killed. Uses nothing but the JDK, because it also runs on the registry's class path.
 */
public final class Child {

    private Child() {}

    /** @param arguments the main class to run, then its arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(Child::exitWhenInputCloses, "parent-watch");
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

    private static void exitWhenInputCloses() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: only the end of the stream means something.
            }
        } catch (IOException e) {
            System.err.println("The parent's pipe broke: " + e.getMessage());
        }
        System.exit(0);
    }
}
