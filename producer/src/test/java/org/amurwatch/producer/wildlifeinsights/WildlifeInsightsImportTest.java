package org.amurwatch.producer.wildlifeinsights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.importing.Count;
import org.amurwatch.producer.importing.EventLog;
import org.amurwatch.producer.importing.PackageRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WildlifeInsightsImportTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Vladivostok");

    private static final String DEPLOYMENTS = """
            project_id,deployment_id,placename,longitude,latitude,start_date,end_date,camera_id,recorded_by
            2004252,D1,Ridge,131.4,43.1,2025-10-01 09:00:00,2025-10-31 09:00:00,C1,Ivan Petrov
            2004252,D2,Spring,131.5,43.2,1900-01-01 00:00:00,1900-02-01 00:00:00,C2,Ivan Petrov
            """;

    private static final String HEADER =
            "project_id,deployment_id,image_id,filename,location,is_blank,identified_by,wi_taxon_id,class,order,family,genus,"
                    + "species,common_name,uncertainty,timestamp,number_of_objects,age,sex,individual_id,cv_confidence\n";

    private static final String IMAGES = HEADER + """
            2004252,D1,i1,IMG1.JPG,gs://x/Petrov/IMG1.JPG,0,Ivan Petrov,t1,Mammalia,Carnivora,Felidae,Panthera,pardus,Leopard,,2025-10-10 12:51:00,1,Adult,Female,,
            2004252,D1,i2,IMG2.JPG,gs://x,0,Computer vision,t2,Mammalia,Primates,Hominidae,Homo,sapiens,Human,,2025-10-11 12:51:00,2,,,,0.97
            2004252,D1,i3,IMG3.JPG,gs://x,0,Computer vision,t2,,,,,,Human-Pedestrian,,2025-10-11 12:51:03,1,,,,0.5
            2004252,D1,i4,IMG4.JPG,gs://x,0,Ivan Petrov,t3,,,,,,Human-Camera Trapper,,2025-10-12 12:51:00,1,,,,
            2004252,D1,i5,IMG5.JPG,gs://x,0,Ivan Petrov,t4,,,,,,Vehicle,,2025-10-13 12:51:00,1,,,,
            2004252,D1,i6,IMG6.JPG,gs://x,1,Computer vision,t5,,,,,,Blank,,2025-10-14 12:51:00,0,,,,0.9
            2004252,D1,i7,IMG7.JPG,gs://x,0,,,No CV Result,No CV Result,No CV Result,No CV Result,No CV Result,No CV Result,,2025-10-14 12:52:00,,,,,
            2004252,D1,i8,IMG8.JPG,gs://x,0,Ivan Petrov,t6,Mammalia,Cetartiodactyla,Cervidae,,,Deer family,,2025-10-15 12:51:00,3,,,,
            2004252,D2,i9,IMG9.JPG,gs://x,0,Ivan Petrov,t7,Mammalia,Cetartiodactyla,Suidae,Sus,scrofa,Wild Boar,,1900-01-03 12:51:00,1,,,,
            2004252,D9,ia,IMGA.JPG,gs://x,0,Ivan Petrov,t7,Mammalia,Cetartiodactyla,Suidae,Sus,scrofa,Wild Boar,,2025-10-15 12:51:00,1,,,,
            2004252,D1,ib,IMGB.JPG,gs://x,0,Ivan Petrov,t7,Mammalia,Cetartiodactyla,Suidae,Sus,scrofa,Wild Boar,,soon,1,,,,
            """;

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();

    private Path export(String deployments, String images) throws IOException {
        Path export = Files.createDirectories(folder.resolve("export"));
        Files.writeString(export.resolve("projects.csv"), "project_id,project_admin\n2004252,Ivan Petrov\n");
        Files.writeString(export.resolve("cameras.csv"), "project_id,camera_id\n2004252,C1\n");
        Files.writeString(export.resolve("deployments.csv"), deployments);
        Files.writeString(export.resolve("images.csv"), images);
        return export;
    }

    private PackageRun.Result run(Path export) {
        return PackageRun.into(log, WildlifeInsightsExport.open(export, ZONE), null, folder);
    }

    private <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    @Test
    void shouldPublishAnAnimalAsThePersonNamedIt() throws IOException {
        run(export(DEPLOYMENTS, IMAGES));

        Sighting leopard = only(log.of(Sighting.class).stream()
                .filter(animal -> "Panthera pardus".equals(animal.getScientificName()))
                .toList());
        assertThat(leopard.getProvenance().getSourceId()).isEqualTo("wildlife-insights-2004252");
        assertThat(leopard.getProvenance().getRow()).isEqualTo(2);
        assertThat(leopard.getObservedAt()).isEqualTo(Instant.parse("2025-10-10T02:51:00Z"));
        assertThat(leopard.getSex()).isEqualTo(Sex.FEMALE);
        assertThat(leopard.getStationId()).isEqualTo("wildlife-insights-2004252/Ridge");
        assertThat(leopard.getClassification().getMethod()).isEqualTo(ClassificationMethod.HUMAN);
        assertThat(leopard.getClassification().getBy()).matches("person-[0-9a-f]{12}");
        assertThat(log.of(Sighting.class))
                .extracting(Sighting::getScientificName)
                .contains("Cervidae");
    }

    @Test
    void shouldPublishPeopleAndVehicles() throws IOException {
        run(export(DEPLOYMENTS, IMAGES));

        List<PoachingAlert> alerts = log.of(PoachingAlert.class);
        assertThat(alerts).hasSize(3);
        PoachingAlert people = (PoachingAlert) log.current().get("wildlife-insights-2004252/D1:20251011T0250Z:human");
        assertThat(people.getCount()).isEqualTo(2);
        assertThat(people.getClassification().getProbability()).isEqualTo(0.97);
        assertThat(people.getExplained()).isNull();
        PoachingAlert crew = (PoachingAlert) log.current().get("wildlife-insights-2004252/D1:20251012T0250Z:human");
        assertThat(crew.getExplained()).isEqualTo(Explanation.STAFF);
        assertThat(alerts).extracting(PoachingAlert::getKind).contains(AlertKind.VEHICLE);
    }

    @Test
    void shouldKeepAndListWhatAClockThatWasNeverSetSays() throws IOException {
        PackageRun.Result result = run(export(DEPLOYMENTS, IMAGES));

        Sighting boar = only(log.of(Sighting.class).stream()
                .filter(animal -> "Sus scrofa".equals(animal.getScientificName()))
                .toList());
        assertThat(boar.getClockSuspect()).isTrue();
        assertThat(boar.getObservedAt()).isBefore(Instant.parse("1900-01-04T00:00:00Z"));
        assertThat(only(result.clockSuspect())).startsWith("row 10: ").contains("before 1990");
        assertThat(log.deployments().get("D2").getClockSuspect()).isTrue();
    }

    @Test
    void shouldCountEachRowAndNameThoseThatCantBeUsed() throws IOException {
        PackageRun.Result result = run(export(DEPLOYMENTS, IMAGES));

        assertThat(result.count(Count.READ)).isEqualTo(11);
        assertThat(result.count(Count.ANIMALS)).isEqualTo(3);
        assertThat(result.count(Count.PEOPLE)).isEqualTo(4);
        assertThat(result.count(Count.BLANK)).isEqualTo(1);
        assertThat(result.count(Count.UNCLASSIFIED)).isEqualTo(1);
        assertThat(result.rejected())
                .containsExactly(
                        "row 11: its deploymentID is no deployment of the package",
                        "row 12: timestamp 'soon' is no time; expected for instance 2026-01-17 16:18:44 or"
                                + " 2026-01-17T16:18:44+10:00");
    }

    @Test
    void shouldPassOnNoNameOfAPersonOrAFile() throws IOException {
        run(export(DEPLOYMENTS, IMAGES));

        assertThat(log.records().toString())
                .doesNotContain("Petrov")
                .doesNotContain("IMG")
                .doesNotContain("gs://");
    }

    @Test
    void shouldWithdrawWhatALaterExportStatesNoMore() throws IOException {
        run(export(DEPLOYMENTS, IMAGES));
        int before = log.current().size();
        run(export(DEPLOYMENTS, IMAGES.replace("Panthera,pardus,Leopard", "Prionailurus,bengalensis,Leopard Cat")));

        assertThat(log.current()).hasSize(before);
        assertThat(log.current().values().toString())
                .contains("Prionailurus bengalensis")
                .doesNotContain("Panthera pardus");
        assertThat(run(export(
                                DEPLOYMENTS,
                                IMAGES.replace("Panthera,pardus,Leopard", "Prionailurus,bengalensis,Leopard Cat")))
                        .count(Count.PUBLISHED))
                .isZero();
    }

    @Test
    void shouldNameTheColumnThatIsMissing() throws IOException {
        for (String column : ExportRows.DEPLOYMENT_COLUMNS) {
            Path export = export(DEPLOYMENTS.replaceFirst(column, "x"), IMAGES);
            assertThatThrownBy(() -> run(export))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no column " + column);
        }
        for (String column : ExportRows.IMAGE_COLUMNS) {
            Path export = export(DEPLOYMENTS, IMAGES.replaceFirst("\\b" + column + "\\b", "x"));
            assertThatThrownBy(() -> run(export))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no column " + column);
        }
        assertThat(log.records()).isEmpty();
    }

    @Test
    void shouldNameTheTableThatIsMissing() throws IOException {
        for (String table : List.of("deployments.csv", "images.csv")) {
            Path export = export(DEPLOYMENTS, IMAGES);
            Files.delete(export.resolve(table));
            assertThatThrownBy(() -> run(export))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no " + table);
        }
    }

    @Test
    void shouldReadAnyLineEndsAndAByteOrderMark() throws IOException {
        long published = run(export(DEPLOYMENTS, IMAGES)).count(Count.PUBLISHED);
        EventLog other = new EventLog();
        Path export = export("\uFEFF" + DEPLOYMENTS.replace("\n", "\r"), "\uFEFF" + IMAGES.replace("\n", "\r"));

        assertThat(PackageRun.into(other, WildlifeInsightsExport.open(export, ZONE), null, folder)
                        .count(Count.PUBLISHED))
                .isEqualTo(published);
    }

    private Path zip(String imagesName, byte[] images) throws IOException {
        Path zip = folder.resolve("export.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("export/deployments.csv"));
            entries.write(DEPLOYMENTS.getBytes(StandardCharsets.UTF_8));
            entries.putNextEntry(new ZipEntry(imagesName));
            entries.write(images);
        }
        return zip;
    }

    @Test
    void shouldReadAZip() throws IOException {
        assertThat(run(zip("export/images_2004252.csv", IMAGES.getBytes(StandardCharsets.UTF_8)))
                        .count(Count.PUBLISHED))
                .isEqualTo(6);
    }

    @Test
    void shouldRefuseAZipThatClimbsOut() throws IOException {
        Path zip = zip("../../images.csv", IMAGES.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> run(zip)).isInstanceOf(CommandFailure.class);
        assertThat(log.records()).isEmpty();
    }

    @Test
    void shouldRefuseAZipThatExpandsWithoutReason() throws IOException {
        byte[] bomb = new byte[110 << 20];
        byte[] head = IMAGES.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, bomb, 0, head.length);
        java.util.Arrays.fill(bomb, head.length, bomb.length, (byte) '\n');
        Path zip = zip("images.csv", bomb);

        assertThatThrownBy(() -> run(zip))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("expands to more than");
        assertThat(log.records()).isEmpty();
    }

    @Test
    void shouldAskForASourceWhereThereAreSeveralProjects() throws IOException {
        Path export = export(DEPLOYMENTS + "7,D7,P,131,43,2025-10-01 09:00:00,,C,\n", IMAGES);

        assertThatThrownBy(() -> run(export)).isInstanceOf(CommandFailure.class).hasMessageContaining("--source");
    }
}
