package org.amurwatch.producer.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.live.LiveIngest;

/** The way in by MQTT as its settings and files say it: checked, and not yet open. */
public final class MqttWay {

    private final MqttSettings settings;
    private final MqttServer server;
    private final Devices devices;
    private final long mostBytes;

    private MqttWay(MqttSettings settings, MqttServer server, Devices devices, long mostBytes) {
        this.settings = settings;
        this.server = server;
        this.devices = devices;
        this.mostBytes = mostBytes;
    }

    static MqttWay of(MqttSettings settings, Devices devices) {
        return new MqttWay(settings, MqttServer.of(settings), devices, settings.bytesUnderWay());
    }

    /**
     * Reads the files that settings name.
     *
     * @param purpose why events are sent
     * @throws CommandFailure (exit code 2) if a setting or a file can't be used
     */
    public static MqttWay of(MqttSettings settings, Purpose purpose) {
        return of(
                settings,
                Devices.read(settings.subscriptionsFile(), settings.devicesFile(), purpose, settings.largestMessage()));
    }

    /** The same, but that it holds no more octets of messages under way, whatever its setting allows. */
    public MqttWay holdingAtMost(long bytes) {
        return new MqttWay(settings, server, devices, Math.min(mostBytes, bytes));
    }

    /** Sources, by their ids, that events may get. */
    public Set<String> sources() {
        return devices.sources();
    }

    /** Host and port of the devices' server. */
    public String server() {
        return server.host() + ":" + server.port();
    }

    /**
     * Begins to listen. The devices' server need not be there yet.
     *
     * @param ingest where events go; not closed by it
     * @param nothingIsTaken whether ingest takes no event at all at the moment, so that a refusal says nothing of a message
     * @param registry where it counts
     */
    public MqttListener open(LiveIngest ingest, BooleanSupplier nothingIsTaken, MeterRegistry registry, Clock clock) {
        MqttMeters meters = new MqttMeters(registry);
        UnusedMessages unused =
                new UnusedMessages(settings.unusedFolder(), settings.unusedBytes(), meters::unusedFileDeleted);
        MessageIntake intake = new MessageIntake(
                devices.reader(),
                ingest,
                nothingIsTaken,
                unused,
                meters,
                clock,
                new MessageIntake.Limits(
                        settings.underWay(), mostBytes, MqttListener.FIRST_RETRY, settings.giveUpAfter()));
        MqttConnection connection = new MqttConnection(server, devices.filters(), intake, meters, clock);
        MqttListener listener = new MqttListener(server(), connection, intake, unused);
        meters.watch(intake::underWay, () -> listener.isReady() ? 1 : 0);
        connection.start();
        return listener;
    }
}
