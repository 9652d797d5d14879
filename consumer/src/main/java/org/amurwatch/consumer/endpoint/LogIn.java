package org.amurwatch.consumer.endpoint;

/** With whom to log in to a server. */
public record LogIn(String user, Secret password) {

    @Override
    public String toString() {
        return "(not shown)";
    }
}
