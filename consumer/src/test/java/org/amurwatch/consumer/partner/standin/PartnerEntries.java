package org.amurwatch.consumer.partner.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.file.PartnersFile;

/** Entries of a partners file that lead to stand-ins. */
public final class PartnerEntries {

    private PartnerEntries() {}

    /** Reads one entry, with the fields that follow {@code id} and {@code kind}. */
    public static Partner read(Path folder, String kind, String... fields) {
        StringBuilder yaml =
                new StringBuilder("partners:\n  - id: " + Released.AGREEMENT + "\n    kind: " + kind + "\n");
        yaml.append("    privateNetwork: true\n");
        for (String field : fields) {
            yaml.append("    ").append(field).append('\n');
        }
        Path file = folder.resolve("partners.yaml");
        write(file, yaml.toString());
        return new PartnersFile(file).find(Released.AGREEMENT).orElseThrow();
    }

    /** Writes a file, such as one with a secret. */
    public static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Partner earthRanger(Path folder, String url, String... more) {
        write(folder.resolve("er.token"), EarthRangerStandIn.TOKEN + "\n");
        return read(
                folder,
                "earthranger",
                with(more, "url: " + url, "tokenFile: er.token", "eventSource: " + EarthRangerStandIn.EVENT_SOURCE));
    }

    public static Partner gundi(Path folder, String url, String... more) {
        write(folder.resolve("gundi.key"), GundiStandIn.KEY);
        return read(folder, "gundi", with(more, "url: " + url + "/v2/", "keyFile: gundi.key"));
    }

    public static Partner smart(Path folder, String url, String... more) {
        write(folder.resolve("smart.password"), SmartStandIn.PASSWORD);
        return read(
                folder,
                "smart",
                with(
                        more,
                        "url: " + url + "/server",
                        "user: " + SmartStandIn.USER,
                        "passwordFile: smart.password",
                        "conservationArea: " + SmartStandIn.AREA,
                        "timeZone: Asia/Vladivostok",
                        "mapping:",
                        "  SNARE: {category: humanactivity.weaponsequipment.trap, attributes: {typeoftrap: wiresnare}}",
                        "  Panthera pardus orientalis: {category: animals.liveanimals, attributes: {species: leopard}}"));
    }

    public static Partner amurWatch(Path folder, String url, String... more) {
        write(folder.resolve("aw.key"), AmurWatchStandIn.KEY);
        return read(folder, "amurwatch", with(more, "url: " + url, "keyFile: aw.key", "source: /park/khasan"));
    }

    private static String[] with(String[] more, String... usual) {
        String[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return all;
    }
}
