package org.amurwatch.producer.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small Camtrap DP 1.0 package that tests write and change. Two stations; rows of every kind. */
final class PackageFixture {

    static final String DEPLOYMENT_HEADER =
            "deploymentID,latitude,longitude,deploymentStart,deploymentEnd,coordinateUncertainty,locationID,locationName,"
                    + "cameraID,timestampIssues";
    static final String OBSERVATION_HEADER =
            "observationID,deploymentID,eventID,mediaID,eventStart,eventEnd,observationLevel,observationType,cameraSetupType,"
                    + "scientificName,count,lifeStage,sex,individualID,classificationMethod,classifiedBy,"
                    + "classificationTimestamp,classificationProbability,observationComments";

    String profile = "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.1/camtrap-dp-profile.json";
    String project = "\"id\": \"park\", \"individualAnimals\": true";
    String created = "\"2025-03-01T00:00:00Z\"";
    String moreResources = "";
    String deploymentHeader = DEPLOYMENT_HEADER;
    String observationHeader = OBSERVATION_HEADER;
    String lineEnd = "\n";
    final List<String> deployments = new ArrayList<>();
    final List<String> observations = new ArrayList<>();

    /** With two deployments: d1 at station L1, d2 at station L2, from 2025-01-01 to 2025-02-01. */
    static PackageFixture ordinary() {
        PackageFixture fixture = new PackageFixture();
        fixture.deployments.add("d1,43.1,131.4,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,50,L1,Ridge,cam1,false");
        fixture.deployments.add("d2,43.2,131.5,2025-01-01T10:00:00+10:00,2025-02-01T10:00:00+10:00,,L2,,cam2,");
        return fixture;
    }

    /** And with rows of every kind. */
    static PackageFixture full() {
        PackageFixture fixture = ordinary();
        fixture.observe(
                "o1,d1,e1,,2025-01-05T01:00:00Z,2025-01-05T01:02:00Z,event,animal,,Panthera pardus orientalis,1,"
                        + "adult,female,Leo 117F,human,Ivan Petrov,2025-02-20T00:00:00Z,,a comment");
        fixture.observe("o1m,d1,e1,m1,2025-01-05T01:00:00Z,,media,animal,,Panthera pardus orientalis,1,,,,,,,,");
        fixture.observe(
                "o2,d1,e2,,2025-01-06T12:00:00+10:00,,event,animal,,Sus scrofa,3.0,,,,machine,MegaDetector 5,,0.9,");
        fixture.observe("o3,d1,e3,,2025-01-07T03:00:00Z,,event,unclassified,,,,,,,,,,0.5,");
        fixture.observe("o3m,d1,e3,m3,2025-01-07T03:00:10Z,,media,human,,Homo sapiens,2,,,,human,Ivan Petrov,,,");
        fixture.observe("o3n,d1,e3,m4,2025-01-07T03:00:20Z,2025-01-07T03:00:40Z,media,human,,Homo sapiens,1,,,,,,,,");
        fixture.observe("o4,d1,e4,m5,2025-01-08T03:00:00Z,,media,animal,,Cervus nippon,1,,,,,,,,");
        fixture.observe("o5,d2,e5,,2025-01-09T03:00:00Z,,event,vehicle,,,,,,,,,,,");
        fixture.observe("o6,d2,e6,,2025-01-10T03:00:00Z,,event,blank,,,,,,,,,,,");
        fixture.observe("o7,d2,e7,,2025-01-11T03:00:00Z,,event,unknown,,,,,,,,,,,");
        fixture.observe("o8,d2,e8,,2025-01-12T03:00:00Z,,event,animal,,NA,NA,,,,,,,,");
        fixture.observe("o9,d2,e9,,2025-01-13T03:00:00Z,,event,animal,,Canis lupus familiaris,1,,,,,,,,");
        fixture.observe("o10,d2,e10,,2025-01-01T00:30:00Z,,event,human,,,1,,,,,,,,");
        fixture.observe("o11,d2,e11,,2025-01-14T03:00:00Z,,event,human,setup,,1,,,,,,,,");
        return fixture;
    }

    void observe(String row) {
        observations.add(row);
    }

    PackageFixture replaceObservation(String id, String from, String to) {
        observations.replaceAll(row -> row.startsWith(id + ",") ? row.replace(from, to) : row);
        return this;
    }

    PackageFixture removeObservation(String id) {
        observations.removeIf(row -> row.startsWith(id + ","));
        return this;
    }

    PackageFixture createdAt(String time) {
        created = "\"" + time + "\"";
        return this;
    }

    PackageFixture shuffled(long seed) {
        Collections.shuffle(observations, new Random(seed));
        Collections.shuffle(deployments, new Random(seed));
        return this;
    }

    String descriptor() {
        return descriptor("{\"name\": \"deployments\", \"path\": \"deployments.csv\"},"
                + "{\"name\": \"media\", \"path\": \"media.csv\"},"
                + "{\"name\": \"observations\", \"path\": \"observations.csv\"}" + moreResources);
    }

    String descriptor(String resources) {
        return "{\"profile\": \"" + profile + "\", \"created\": " + created + ", \"project\": {" + project
                + "}, \"resources\": [" + resources + "]}";
    }

    String deploymentsCsv() {
        return csv(deploymentHeader, deployments);
    }

    String observationsCsv() {
        return csv(observationHeader, observations);
    }

    private String csv(String header, List<String> rows) {
        return header + lineEnd + String.join(lineEnd, rows) + lineEnd;
    }

    Path folder(Path parent) {
        try {
            Path folder = Files.createTempDirectory(parent, "package");
            Files.writeString(folder.resolve("datapackage.json"), descriptor());
            Files.writeString(folder.resolve("deployments.csv"), deploymentsCsv());
            Files.writeString(folder.resolve("observations.csv"), observationsCsv());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names and contents by turns. */
    static Path zip(Path parent, String... files) {
        try {
            Path zip = Files.createTempFile(parent, "package", ".zip");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
                for (int i = 0; i < files.length; i += 2) {
                    out.putNextEntry(new ZipEntry(files[i]));
                    out.write(files[i + 1].getBytes(StandardCharsets.UTF_8));
                    out.closeEntry();
                }
            }
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void gzip(Path file, String content) {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String... lines) {
        return Arrays.asList(lines);
    }
}
