package org.amurwatch.local.demo;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.event.StableId;
import org.amurwatch.local.demo.Scenario.SceneAnswer;
import org.amurwatch.local.phone.PhoneMessage;

/** Answers as a team does on its phone: about the incident that it was told of last. */
public final class PhoneAnswers implements Consumer<SceneAnswer> {

    private final Supplier<List<PhoneMessage>> phone;
    private final Clock clock;
    private final Consumer<PatrolResponse> answered;

    /**
     * @param phone what the phone has shown, oldest first
     * @param clock the story's time
     * @param answered where answers go
     */
    public PhoneAnswers(Supplier<List<PhoneMessage>> phone, Clock clock, Consumer<PatrolResponse> answered) {
        this.phone = phone;
        this.clock = clock;
        this.answered = answered;
    }

    /** A team that was told of nothing has nothing to answer. */
    @Override
    public void accept(SceneAnswer answer) {
        last(answer)
                .ifPresent(incidentId -> answered.accept(PatrolResponse.newBuilder()
                        .setResponseId(StableId.of(
                                incidentId,
                                answer.team(),
                                answer.says().name(),
                                clock.instant().toString()))
                        .setSectorId(incidentId.substring(0, incidentId.indexOf('/')))
                        .setIncidentId(incidentId)
                        .setTeamId(answer.team())
                        .setBy(answer.team())
                        .setKind(answer.says())
                        .setOutcome(answer.outcome())
                        .setAt(clock.instant())
                        .build()));
    }

    private Optional<String> last(SceneAnswer answer) {
        return phone.get().stream()
                .filter(message ->
                        message.field("team").filter(answer.team()::equals).isPresent())
                .filter(message -> answer.kind() == null || answer.kind().name().equals(message.kind()))
                .map(message -> message.field("incidentId"))
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }
}
