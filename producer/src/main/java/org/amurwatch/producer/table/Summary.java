package org.amurwatch.producer.table;

import java.util.List;
import java.util.Map;

/** How an import went. Holds its lists of rows on disk until it is closed. */
public interface Summary extends AutoCloseable {

    /** Texts, truth values and numbers by name, and maps of such, in their order. */
    Map<String, Object> figures();

    /** Lists of rows by name: rejected ones, and others. */
    Map<String, RowIssues> lists();

    /** Sentences for the user. */
    List<String> notes();

    @Override
    void close();
}
