package org.amurwatch.consumer;

import java.util.List;
import org.amurwatch.cli.SystemCommands;
import org.amurwatch.consumer.activity.ActivityCommand;
import org.amurwatch.consumer.dashboard.DashboardCommand;
import org.amurwatch.consumer.dispatch.DispatchCommand;
import org.amurwatch.consumer.dispatch.EndpointsCommand;
import org.amurwatch.consumer.dossier.ExportIncidentCommand;
import org.amurwatch.consumer.dossier.VerifyDossierCommand;
import org.amurwatch.consumer.duty.ShowShiftCommand;
import org.amurwatch.consumer.incident.AlertQualityCommand;
import org.amurwatch.consumer.incident.IncidentsCommand;
import org.amurwatch.consumer.incident.ReviewCommand;
import org.amurwatch.consumer.incident.ShowIncidentCommand;
import org.amurwatch.consumer.individual.IndividualsCommand;
import org.amurwatch.consumer.partner.PartnersCommand;
import org.amurwatch.consumer.read.AlertsCommand;
import org.amurwatch.consumer.read.DeliveriesCommand;
import org.amurwatch.consumer.read.ListDeliveriesCommand;
import org.amurwatch.consumer.read.ShowDeliveryCommand;
import org.amurwatch.consumer.read.ToReadCommand;
import picocli.CommandLine.Command;

/** The ways out, as a program of their own: what the image amurwatch/consumer runs. */
@Command(
        name = "amurwatch",
        description = "Amur Watch, the ways out: dispatch of alerts, and what was counted and told.",
        mixinStandardHelpOptions = true)
public final class ConsumerMain {

    private ConsumerMain() {}

    public static void main(String[] arguments) {
        System.exit(SystemCommands.program(new ConsumerMain(), commands()).execute(arguments));
    }

    /** New commands of this module. */
    public static List<Object> commands() {
        return List.of(
                new ActivityCommand(),
                new AlertsCommand(),
                new AlertQualityCommand(),
                new DeliveriesCommand(),
                new ListDeliveriesCommand(),
                new ShowDeliveryCommand(),
                new ToReadCommand(),
                new IncidentsCommand(),
                new ShowIncidentCommand(),
                new ExportIncidentCommand(),
                new VerifyDossierCommand(),
                new ReviewCommand(),
                new ShowShiftCommand(),
                new IndividualsCommand(),
                new EndpointsCommand(),
                new DispatchCommand(),
                new DashboardCommand(),
                new PartnersCommand());
    }
}
