package org.amurwatch.consumer.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {

    @TempDir
    private Path folder;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(folder);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return dashboard.get(path, null, headers);
    }

    @Test
    void shouldServeThePageAndItsFilesUntilTheyChange() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("<title>Amur Watch</title>").doesNotContain("<script>", "style=");
        String etag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/index.html", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("/js/main.js").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(get("/js/main.js", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
    }

    @Test
    void shouldServeLibrariesUnderTheirVersionForGood() throws Exception {
        HttpResponse<String> leaflet = get("/lib/leaflet/1.9.4/dist/leaflet.js");
        assertThat(leaflet.statusCode()).isEqualTo(200);
        assertThat(leaflet.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(get("/lib/chart.js/4.5.1/dist/chart.umd.js").statusCode()).isEqualTo(200);
        HttpResponse<String> none = get("/lib/leaflet/1.0.0/dist/leaflet.js");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void shouldServeNothingElseOfTheProgram() throws Exception {
        for (String path : new String[] {
            "/../openapi.json",
            "/..%2fopenapi.json",
            "/js/..%2f..%2fopenapi.json",
            "/lib/leaflet/..%2f..%2f..%2f..%2fMETA-INF%2fMANIFEST.MF",
            "/lib/leaflet/..%2fchart.js/4.5.1/package.json",
            "/main.class",
            "/.json",
            "/api/nothing.json"
        }) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 401, 404);
        }
    }
}
