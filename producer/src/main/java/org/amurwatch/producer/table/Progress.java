package org.amurwatch.producer.table;

/** Told how far an import is. */
public interface Progress {

    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String step, long expected) {}

        @Override
        public void expect(long expected) {}

        @Override
        public void advance() {}

        @Override
        public void end() {}
    };

    /**
     * A step begins.
     *
     * @param expected how often {@link #advance} will be called; 0 if that is not known
     */
    void begin(String step, long expected);

    /** So many are expected after all. */
    void expect(long expected);

    /** One more is done. */
    void advance();

    /** The step is over. */
    void end();
}
