package org.amurwatch.consumer.channel.text;

import java.util.Locale;

/** What a template is for; the file of one is named {@code KIND.LANGUAGE.txt}, such as {@code sms.ru.txt}. */
public enum MessageKind {
    SMS,
    BOT,
    MAIL,
    MAIL_SUBJECT,
    COMMAND,
    VOICE;

    String file(String language) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + language + ".txt";
    }
}
