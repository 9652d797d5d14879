package org.amurwatch.consumer.dashboard.live;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.dashboard.Lines;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStreamTest {

    private static final Pattern ID = Pattern.compile("id: (\\d+)");
    private static final Pattern SIGHTING = Pattern.compile("\"collection\":\"sightings\",\"id\":\"src/(\\d+)\"");
    /** More than the ring keeps. */
    private static final int TOO_MANY = 5_000;

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Browser officer;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(folder, Map.of("amurwatch.dashboard.most-streams", "3"));
        officer = dashboard.browser(Role.DUTY_OFFICER, null);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private void event(int number) {
        dashboard.park.observation(sighting(
                Integer.toString(number),
                "Sus scrofa",
                placement("pad", "khasan"),
                new Position(43.1, 131.4, 10.0),
                NOW.minusSeconds(TOO_MANY - number)));
    }

    private StringBuffer listen(Browser browser, String... headers) {
        StringBuffer heard = new StringBuffer();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + dashboard.port() + "/api/v1/stream"))
                .header("Cookie", browser.cookie);
        if (headers.length > 0) {
            request.headers(headers);
        }
        dashboard.http.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(heard)));
        await().untilAsserted(() -> assertThat(heard.toString()).contains("event: ready"));
        return heard;
    }

    private static List<Integer> sightings(String heard) {
        List<Integer> found = new ArrayList<>();
        Matcher matcher = SIGHTING.matcher(heard);
        while (matcher.find()) {
            found.add(Integer.valueOf(matcher.group(1)));
        }
        return found;
    }

    private static String lastId(String heard) {
        String last = "";
        Matcher matcher = ID.matcher(heard);
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }

    @Test
    void shouldTellOfChangesInOrder() {
        StringBuffer heard = listen(officer);
        for (int i = 0; i < 50; i++) {
            event(i);
        }
        await().untilAsserted(() ->
                assertThat(sightings(heard.toString())).hasSize(50).isSorted());
        assertThat(heard.toString())
                .contains("event: change\ndata: {\"version\":")
                .doesNotContain("resync");
    }

    @Test
    void shouldMissNothingOverAReconnect() {
        event(0);
        StringBuffer first = listen(officer);
        event(1);
        event(2);
        await().untilAsserted(() -> assertThat(sightings(first.toString())).containsExactly(1, 2));
        String seen = lastId(first.toString());
        event(3);
        event(4);

        StringBuffer again = listen(officer, "Last-Event-ID", seen);

        await().untilAsserted(() -> assertThat(sightings(again.toString())).containsExactly(3, 4));
        assertThat(again.toString()).doesNotContain("resync");
        assertThat(listen(officer, "Last-Event-ID", lastId(again.toString())).toString())
                .doesNotContain("resync");
    }

    @Test
    void shouldSendBackForAllWhoMissedWhatIsKeptNoMoreOrComeFromElsewhere() {
        event(0);
        StringBuffer first = listen(officer);
        String seen = lastId(first.toString());
        for (int i = 1; i < TOO_MANY; i++) {
            event(i);
        }
        assertThat(listen(officer, "Last-Event-ID", seen).toString()).contains("event: resync");
        // As another process would have numbered it, at the same time.
        String elsewhere = Long.toString(Long.parseLong(lastId(first.toString())) + 1);
        assertThat(listen(officer, "Last-Event-ID", elsewhere).toString()).contains("event: resync");
    }

    @Test
    void shouldRefuseMoreStreamsThanThereMayBe() throws Exception {
        listen(officer);
        listen(officer);
        listen(officer);
        assertThat(dashboard.get("/api/v1/stream", officer.cookie).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldEndTheStreamsOfWhoLeaves() throws Exception {
        StringBuffer heard = listen(officer);
        officer.post("/logout", "", "X-CSRF-Token", officer.csrfToken());
        await().untilAsserted(() -> assertThat(heard.toString()).contains("ended"));
        assertThat(dashboard.streams()).isZero();
    }

    @Test
    void shouldDropASlowClientWhileOthersGoOn() throws Exception {
        StringBuffer heard = listen(officer);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), dashboard.port()));
            slow.getOutputStream()
                    .write(("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + officer.cookie + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8), 64);
            assertThat(reader.readLine()).contains("200");
            await().until(() -> dashboard.streams() == 2);

            int sent = 0;
            while (dashboard.dropped() == 0) {
                assertThat(sent).as("events until it is dropped").isLessThan(200_000);
                for (int i = 0; i < 500; i++) {
                    event(sent++);
                }
                int all = sent;
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(heard.toString()).contains("\"src/" + (all - 1) + "\""));
            }

            assertThat(dashboard.streams()).isEqualTo(1);
            assertThat(heard.toString()).doesNotContain("ended");
        } catch (IOException e) {
            throw new AssertionError("The slow client was not let in.", e);
        }
    }
}
