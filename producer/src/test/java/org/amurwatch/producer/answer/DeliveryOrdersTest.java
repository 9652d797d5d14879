package org.amurwatch.producer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;

class DeliveryOrdersTest {

    private final Answers retry = new Answers(RetryDeliveryCommand::new);
    private final Answers told = new Answers(ToldDeliveryCommand::new);

    @Test
    void shouldOrderARetryUnderTheTeamOfTheDelivery() {
        retry.know(Topics.DELIVERIES, "north", delivery("d-1", "north"));
        retry.know(Topics.DELIVERIES, "south", delivery("d-2", "south"));

        assertThat(retry.run("d-2 --by duty-officer")).as(retry.err.toString()).isEqualTo(ExitCode.DONE);

        assertThat(retry.sent).hasSize(1);
        assertThat(retry.sent.get(0).topic()).isEqualTo("delivery.orders");
        assertThat(retry.sent.get(0).key()).isEqualTo("south");
        DeliveryOrder order = (DeliveryOrder) retry.sent.get(0).value();
        assertThat(order.getKind()).isEqualTo(DeliveryOrderKind.RETRY);
        assertThat(order.getDeliveryId()).isEqualTo("d-2");
        assertThat(order.getTeamId()).isEqualTo("south");
        assertThat(order.getToldTo()).isNull();
        assertThat(order.getBy()).isEqualTo("duty-officer");
        assertThat(order.getAt()).isEqualTo(Answers.NOW);
    }

    @Test
    void shouldSayWhoWasTold() {
        told.know(Topics.DELIVERIES, "north", delivery("d-1", "north"));

        assertThat(told.run("d-1 --to north-leader --by duty-officer"))
                .as(told.err.toString())
                .isEqualTo(ExitCode.DONE);

        DeliveryOrder order = (DeliveryOrder) told.sent.get(0).value();
        assertThat(order.getKind()).isEqualTo(DeliveryOrderKind.TOLD);
        assertThat(order.getToldTo()).isEqualTo("north-leader");
    }

    @Test
    void shouldSendNothingAboutADeliveryThatIsNotKnownOrByNobody() {
        told.know(Topics.DELIVERIES, "north", delivery("d-1", "north"));

        assertThat(told.run("d-9 --to north-leader --by duty-officer")).isEqualTo(ExitCode.FAILED);
        assertThat(told.err.toString()).contains("There is no delivery 'd-9'");
        assertThat(told.run("d-1 --by duty-officer")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(told.run("d-1 --to north-leader")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(told.sent).isEmpty();
    }

    private static AlertDelivery delivery(String id, String team) {
        PatrolAlert alert = PatrolAlert.newBuilder()
                .setAlertId("alert-" + id)
                .setTeamId(team)
                .setMessage(AlertMessage.RAISED)
                .setPurpose(Purpose.ACTUAL)
                .setSeverity(Severity.SEVERE)
                .setKind(AlertKind.GUNSHOT)
                .setEventKey("report/1")
                .setTerritoryId("pad")
                .setSectorId("primorye")
                .setTimeZone("UTC")
                .setPosition(new Position(43.1, 131.4, null))
                .setObservedAt(Answers.NOW)
                .setReceivedAt(Answers.NOW)
                .setEndpoints(List.of("phone"))
                .build();
        return AlertDelivery.newBuilder()
                .setDeliveryId(id)
                .setAttempt(1)
                .setEndpoint("phone")
                .setNotAfter(Answers.NOW.plusSeconds(60))
                .setAlert(alert)
                .build();
    }
}
