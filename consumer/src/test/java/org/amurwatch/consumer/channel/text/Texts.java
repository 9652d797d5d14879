package org.amurwatch.consumer.channel.text;

import java.util.Optional;
import org.amurwatch.consumer.endpoint.Destination;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;

/** Texts of messages for tests of channels. */
public final class Texts {

    public static final String LINK = "https://amur.example/a/token";

    private Texts() {}

    public static MessageTexts of() {
        Languages languages = new Languages();
        return new MessageTexts(
                new AlertText(languages),
                languages,
                new Templates(Optional.empty()),
                new MessageLinks("https://amur.example", delivery -> Optional.of(LINK)),
                incident -> "QX7F",
                true);
    }

    public static Endpoint endpoint(Destination destination) {
        return new Endpoint("phone", destination, true, false, true);
    }
}
