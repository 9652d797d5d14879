package org.amurwatch.producer.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.amurwatch.producer.http.Guest;
import org.amurwatch.producer.http.Refusal;
import org.amurwatch.producer.http.Reply;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;

/**
 * What a request says, object by object. A faulty one leaves the others alone: since a repeat changes nothing, they are taken
 * even where the answer names a fault.
 *
 * @param isList whether the request was a list, for answers take its shape
 */
public record StatedItems(List<StatedItem> items, boolean isList) {

    public StatedItems {
        items = List.copyOf(items);
    }

    /** Reads one object. */
    @FunctionalInterface
    public interface Reader {

        /** @param pointer where the object stands in the body */
        StatedItem read(JsonNode object, String pointer) throws FaultyInput;
    }

    public static StatedItems read(JsonBody.Objects objects, Reader reader) {
        List<StatedItem> items = new ArrayList<>();
        for (int i = 0; i < objects.objects().size(); i++) {
            try {
                items.add(reader.read(objects.objects().get(i), objects.isList() ? "/" + i : ""));
            } catch (FaultyInput e) {
                items.add(StatedItem.faulty(e.faults()));
            }
        }
        return new StatedItems(items, objects.isList());
    }

    public boolean isFaulty() {
        return items.stream().anyMatch(item -> !item.faults().isEmpty());
    }

    /**
     * What is said of each of them, in a list if they came in one: of a faulty one, sentences about each field that is wrong, by
     * its name.
     */
    public Object answersAndFaults() {
        List<Map<String, ?>> answers = new ArrayList<>();
        for (StatedItem item : items) {
            answers.add(item.answerOrFaults(isList ? "/" + answers.size() : ""));
        }
        return isList ? answers : answers.get(0);
    }

    /** Says how many are faulty, and what became of the others. */
    public String sentence() {
        long faulty = items.stream().filter(item -> !item.faults().isEmpty()).count();
        return items.size() == 1
                ? "It was not taken: mend the fields that are named."
                : faulty + " of " + items.size() + " were not taken: mend the fields that are named. The others were.";
    }

    /**
     * What is said of each of them, in a list if they came in one.
     *
     * @param status where all are right
     * @throws Refusal 422 if any is faulty, with each field
     */
    public Reply answered(int status) {
        if (isFaulty()) {
            throw Refusal.faulty(
                    new FaultyInput(items.stream()
                            .flatMap(item -> item.faults().stream())
                            .toList()),
                    sentence());
        }
        List<Map<String, Object>> answers =
                items.stream().map(StatedItem::answer).toList();
        return Reply.json(status, isList ? answers : answers.get(0));
    }

    /**
     * Sends what the items mean, and answers once the brokers have it. Where the source may not send some of it, the rest is
     * sent all the same: a patrol's position must not be lost because its key can't call for help.
     *
     * @return fails with a {@link Refusal}: 403 if the source may not send some of it, else as {@link Guest#accept} does
     */
    public CompletableFuture<Reply> accept(Guest guest, Function<StatedItems, Reply> answer) {
        List<LiveEvent> all =
                items.stream().flatMap(item -> item.events().stream()).toList();
        List<LiveEvent> allowed =
                all.stream().filter(event -> guest.maySend(event.kind())).toList();
        return guest.accept(allowed).thenApply(records -> {
            if (allowed.size() < all.size()) {
                throw Refusal.of(
                        403,
                        "Not allowed",
                        (all.size() - allowed.size()) + " of " + all.size()
                                + " events were not taken: this key may not send events of their kinds. The others were.");
            }
            return answer.apply(this);
        });
    }
}
