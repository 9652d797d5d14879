package org.amurwatch.local.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.record.TrustedRecords;
import org.junit.jupiter.api.Test;

/** The search finds what would be there, or nothing that it does not find means anything. */
class TraceTest {

    static {
        TrustedRecords.trust();
    }

    private static final ZoneId ZONE = ZoneId.of("Asia/Vladivostok");
    private static final Instant AT = Instant.parse("2026-01-17T05:43:21Z");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFindAWordInEveryFormThatOthersWriteItIn() throws Exception {
        Trace name = Trace.word("name", "Жеребилова");
        String line = "x: \"Жеребилова Канарейка\"";
        List<byte[]> leaks = new ArrayList<>(List.of(
                bytes(line),
                bytes(line.toUpperCase(java.util.Locale.ROOT)),
                line.getBytes(StandardCharsets.UTF_16),
                line.getBytes(StandardCharsets.UTF_16LE),
                bytes(HexFormat.of().formatHex(bytes(line))),
                bytes(URLEncoder.encode(line, StandardCharsets.UTF_8)),
                JsonMapper.builder()
                        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .build()
                        .writeValueAsBytes(line.toLowerCase(java.util.Locale.ROOT))));
        for (int before = 0; before < 6; before++) {
            leaks.add(Base64.getEncoder().encode(bytes("a".repeat(before) + line)));
            leaks.add(Base64.getUrlEncoder().encode(bytes("a".repeat(before) + line)));
        }
        assertThat(leaks).allSatisfy(leak -> assertThat(name.in(leak)).isPresent());
        assertThat(name.in(bytes("x: \"Жеребцова Канарейка\""))).isEmpty();
    }

    @Test
    void shouldFindPlaceAndTimeInARecordAndInText() throws Exception {
        Trace latitude = Trace.degrees("latitude", 43.118733);
        Trace time = Trace.time("time", AT, ZONE);
        PoachingAlert exact = PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("report")
                        .setEventId("1")
                        .setRevision(Instant.EPOCH)
                        .build())
                .setObservedAt(AT)
                .setKind(AlertKind.SNARE)
                .setPosition(Position.newBuilder()
                        .setLatitude(43.118733)
                        .setLongitude(131.4)
                        .build())
                .build();
        byte[] record = PoachingAlert.getEncoder().encode(exact).array();
        assertThat(latitude.in(record)).isPresent();
        assertThat(time.in(record)).isPresent();
        assertThat(latitude.in(Base64.getEncoder().encode(record))).isPresent();
        assertThat(latitude.in(bytes(exact.toString()))).isPresent();
        assertThat(time.in(bytes(exact.toString()))).isPresent();
        assertThat(time.in(bytes("15:43:21+10:00"))).isPresent();

        exact.getPosition().setLatitude(43.127273);
        exact.setObservedAt(Instant.parse("2026-01-17T02:00:00Z"));
        byte[] widened = PoachingAlert.getEncoder().encode(exact).array();
        assertThat(latitude.in(widened)).isEmpty();
        assertThat(time.in(widened)).isEmpty();
        assertThat(Trace.find(List.of(latitude, time), "here", bytes("43.11873 and 05:43:21")))
                .hasSize(2)
                .allSatisfy(found -> assertThat(found).endsWith("in here"));
    }
}
