package org.amurwatch.record;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro load our generated records. Since 1.12.2 Avro loads no class by name that the process has not declared
 * trusted, generated records among them (AVRO-4189), be it for reading, for copying or for a store. Whatever reads or copies
 * records calls {@link #trust()} when it is loaded, so that no start script has to set a system property.
 */
public final class TrustedRecords {

    private static final String PACKAGE = "org.amurwatch.avro";

    // The list is Avro's and of the whole process; a static initialiser adds to it exactly once.
    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(PACKAGE)));
    }

    private TrustedRecords() {}

    /** From here on, records of ours can be read and copied in this process. */
    public static void trust() {
        // Loading this class did it.
    }
}
