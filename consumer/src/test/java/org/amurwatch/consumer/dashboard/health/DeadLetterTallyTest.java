package org.amurwatch.consumer.dashboard.health;

import static org.amurwatch.consumer.dashboard.ParkRecords.deadLetter;
import static org.amurwatch.consumer.dashboard.ParkRecords.putBack;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterTallyTest {

    private final DeadLetterTally tally = new DeadLetterTally(3);

    @Test
    void shouldCountWhatStandsAndForgetWhatWasPutBack() {
        tally.take(deadLetter("decisions.dead-letters", 0, "first"));
        tally.take(deadLetter("decisions.dead-letters", 1, "second"));
        tally.take(deadLetter("records.dead-letters", 0, "other"));
        tally.take(putBack("decisions.dead-letters", 2, 1));

        assertThat(tally.standing()).isEqualTo(2);
        assertThat(tally.newest())
                .extracting(letter -> letter.context().getExplanation())
                .containsExactlyInAnyOrder("first", "other");
    }

    @Test
    void shouldCountWhatItTakesTwiceOnce() {
        tally.take(deadLetter("decisions.dead-letters", 0, "first"));
        tally.take(putBack("decisions.dead-letters", 1, 0));
        tally.take(deadLetter("decisions.dead-letters", 0, "first"));
        tally.take(putBack("decisions.dead-letters", 1, 0));

        assertThat(tally.standing()).isZero();
        assertThat(tally.newest()).isEmpty();
    }

    @Test
    void shouldCountOncePutBackWhatWasPutBackTwice() {
        tally.take(deadLetter("decisions.dead-letters", 0, "first"));
        tally.take(deadLetter("decisions.dead-letters", 1, "second"));
        tally.take(putBack("decisions.dead-letters", 2, 0));
        tally.take(putBack("decisions.dead-letters", 3, 0));

        assertThat(tally.standing()).isEqualTo(1);
    }

    @Test
    void shouldTakeNoNoticeOfMarksOfLettersThatAreDeleted() {
        tally.take(deadLetter("decisions.dead-letters", 7, "seventh"));
        tally.take(putBack("decisions.dead-letters", 8, 3));

        assertThat(tally.standing()).isEqualTo(1);
    }

    @Test
    void shouldKnowTheNewestAloneAndCountAll() {
        for (int offset = 0; offset < 10; offset++) {
            tally.take(deadLetter("decisions.dead-letters", offset, "letter " + offset));
        }
        tally.take(putBack("decisions.dead-letters", 10, 2));

        assertThat(tally.standing()).isEqualTo(9);
        assertThat(tally.newest())
                .extracting(letter -> letter.context().getExplanation())
                .containsExactly("letter 9", "letter 8", "letter 7");
    }
}
