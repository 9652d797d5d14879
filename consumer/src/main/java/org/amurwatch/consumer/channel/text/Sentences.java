package org.amurwatch.consumer.channel.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text by its sentences, and how it becomes shorter: what happened, where and when stays, then goes what to do, how long
 * ago, how sure, how many.
 */
public final class Sentences {

    private static final Pattern END = Pattern.compile("(?<=[.!?]\\s)|(?<=[。！？])");

    private final List<String> sentences;
    private final int time;

    /** @param time how the text says when it was; where it does not, its first sentence is what stays */
    Sentences(String text, String time) {
        this.sentences = List.of(END.split(text));
        int found = 0;
        for (int i = sentences.size() - 1; i > 0; i--) {
            if (sentences.get(i).contains(time)) {
                found = i;
            }
        }
        this.time = found;
    }

    /** The first sentence of a text. */
    public static String first(String text) {
        return END.split(text, 2)[0].strip();
    }

    /** The text, then ever shorter ones; at least one. */
    List<String> everShorter() {
        List<Integer> kept = new ArrayList<>();
        List<Integer> removable = new ArrayList<>();
        boolean last = time == sentences.size() - 1;
        for (int i = 0; i < sentences.size(); i++) {
            kept.add(i);
            boolean stays = i == 0 || i == time || !last && i < time;
            if (!stays) {
                removable.add(i);
            }
        }
        List<String> texts = new ArrayList<>(List.of(join(kept)));
        while (!removable.isEmpty()) {
            // The last two are what to do and how long ago; when it was has been said.
            Integer next = removable.remove(removable.size() == 2 ? 1 : 0);
            kept.remove(next);
            texts.add(join(kept));
        }
        return texts;
    }

    private String join(List<Integer> kept) {
        StringBuilder text = new StringBuilder();
        kept.forEach(i -> text.append(sentences.get(i)));
        return text.toString().strip();
    }
}
