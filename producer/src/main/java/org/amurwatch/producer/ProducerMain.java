package org.amurwatch.producer;

import java.time.Clock;
import java.util.List;
import org.amurwatch.cli.SystemCommands;
import org.amurwatch.producer.answer.JudgeCommand;
import org.amurwatch.producer.answer.RespondCommand;
import org.amurwatch.producer.answer.RetryDeliveryCommand;
import org.amurwatch.producer.answer.ToldDeliveryCommand;
import org.amurwatch.producer.cameraresult.CameraResultsRoutes;
import org.amurwatch.producer.cameraresult.MegaDetectorCommand;
import org.amurwatch.producer.cameraresult.SpeciesNetCommand;
import org.amurwatch.producer.cameraresult.WatchFolderCommand;
import org.amurwatch.producer.canary.CanaryCommand;
import org.amurwatch.producer.cloudevent.CloudEventRoutes;
import org.amurwatch.producer.confidential.ConfidentialCommand;
import org.amurwatch.producer.csv.CsvCommand;
import org.amurwatch.producer.cybertracker.CyberTrackerRoutes;
import org.amurwatch.producer.duty.EndShiftCommand;
import org.amurwatch.producer.duty.StartShiftCommand;
import org.amurwatch.producer.earthranger.EarthRangerRoutes;
import org.amurwatch.producer.erase.EraseCommand;
import org.amurwatch.producer.firms.FirmsCommand;
import org.amurwatch.producer.gateway.GatewayCommand;
import org.amurwatch.producer.gundi.GundiRoutes;
import org.amurwatch.producer.http.HttpCommand;
import org.amurwatch.producer.importing.ImportCommand;
import org.amurwatch.producer.individual.LoadIndividualsCommand;
import org.amurwatch.producer.individual.MergeIndividualsCommand;
import org.amurwatch.producer.individual.ReassignSightingCommand;
import org.amurwatch.producer.individual.SplitIndividualCommand;
import org.amurwatch.producer.movebank.MovebankCommand;
import org.amurwatch.producer.mqtt.MqttCommand;
import org.amurwatch.producer.patrol.PatrolsCommand;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.producer.publish.KafkaLiveSink;
import org.amurwatch.producer.reference.AgreementsCommand;
import org.amurwatch.producer.reference.PermitsCommand;
import org.amurwatch.producer.reference.PlacesCommand;
import org.amurwatch.producer.reference.PoliciesCommand;
import org.amurwatch.producer.reference.RecipientsCommand;
import org.amurwatch.producer.reference.SilencesCommand;
import org.amurwatch.producer.reference.TeamsCommand;
import org.amurwatch.producer.report.ReportCommand;
import org.amurwatch.producer.simulation.SimulateCommand;
import org.amurwatch.producer.smart.SmartPatrolsCommand;
import org.amurwatch.producer.source.SourcesCommand;
import org.amurwatch.producer.territory.TerritoriesCommand;
import org.amurwatch.producer.wildlifeinsights.WildlifeInsightsCommand;
import picocli.CommandLine.Command;

/** The ways in, as a program of their own: what the image amurwatch/producer runs. */
@Command(
        name = "amurwatch",
        description = "Amur Watch, the ways in: imports, reports, reference data.",
        mixinStandardHelpOptions = true)
public final class ProducerMain {

    private ProducerMain() {}

    public static void main(String[] arguments) {
        System.exit(SystemCommands.program(new ProducerMain(), commands()).execute(arguments));
    }

    /** New commands of this module. */
    public static List<Object> commands() {
        return List.of(
                new ImportCommand(KafkaEventSink::new, Clock.systemUTC()),
                new MegaDetectorCommand(KafkaEventSink::new, Clock.systemUTC()),
                new SpeciesNetCommand(KafkaEventSink::new, Clock.systemUTC()),
                new WildlifeInsightsCommand(KafkaEventSink::new, Clock.systemUTC()),
                new SmartPatrolsCommand(KafkaEventSink::new, Clock.systemUTC()),
                new WatchFolderCommand(KafkaEventSink::new, Clock.systemUTC()),
                new CsvCommand(),
                new FirmsCommand(),
                new MovebankCommand(),
                new ReportCommand(),
                new EraseCommand(Clock.systemUTC()),
                new ConfidentialCommand(),
                new PatrolsCommand(KafkaEventSink::new, KafkaLiveSink::new, Clock.systemUTC()),
                new CanaryCommand(),
                new HttpCommand(List.of(
                        EarthRangerRoutes::of,
                        GundiRoutes::of,
                        CyberTrackerRoutes::of,
                        CloudEventRoutes::of,
                        CameraResultsRoutes::of)),
                new MqttCommand(),
                new GatewayCommand(List.of(
                        EarthRangerRoutes::of,
                        GundiRoutes::of,
                        CyberTrackerRoutes::of,
                        CloudEventRoutes::of,
                        CameraResultsRoutes::of)),
                new RespondCommand(),
                new JudgeCommand(),
                new RetryDeliveryCommand(),
                new ToldDeliveryCommand(),
                new StartShiftCommand(),
                new EndShiftCommand(),
                new TerritoriesCommand(),
                new TeamsCommand(),
                new PlacesCommand(),
                new PermitsCommand(),
                new PoliciesCommand(),
                new AgreementsCommand(),
                new SilencesCommand(),
                new RecipientsCommand(),
                new SourcesCommand(),
                new LoadIndividualsCommand(),
                new MergeIndividualsCommand(),
                new SplitIndividualCommand(),
                new ReassignSightingCommand(),
                new SimulateCommand());
    }
}
