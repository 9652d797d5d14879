package org.amurwatch.streams.intake;

import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.event.Standing;
import org.jspecify.annotations.Nullable;

/** The account of one partition: each record read is counted once more as what became of it. */
final class Balance {

    private Balance() {}

    static IntakeBalance with(@Nullable IntakeBalance before, Standing verdict) {
        IntakeBalance balance = read(before);
        switch (verdict) {
            case ACCEPTED -> balance.setAccepted(balance.getAccepted() + 1);
            case REPEAT -> balance.setRepeats(balance.getRepeats() + 1);
            case SUPERSEDED -> balance.setSuperseded(balance.getSuperseded() + 1);
            case CORRECTION -> balance.setCorrections(balance.getCorrections() + 1);
        }
        return balance;
    }

    static IntakeBalance withDeadLetter(@Nullable IntakeBalance before) {
        IntakeBalance balance = read(before);
        balance.setDeadLetters(balance.getDeadLetters() + 1);
        return balance;
    }

    private static IntakeBalance read(@Nullable IntakeBalance before) {
        IntakeBalance balance = before == null
                ? IntakeBalance.newBuilder().build()
                : IntakeBalance.newBuilder(before).build();
        balance.setRead(balance.getRead() + 1);
        return balance;
    }
}
