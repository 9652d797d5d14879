package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.cameraresult.PictureResult.Detection;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.cameraresult.ResultsHeader.Subject;
import org.amurwatch.producer.live.FaultyInput;
import org.junit.jupiter.api.Test;

class ResultsReaderTest {

    private final List<PictureResult> pictures = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void read(String text, Form form) throws IOException, FaultyInput {
        read(in(text), form);
    }

    private void read(InputStream in, Form form) throws IOException, FaultyInput {
        ResultsReader.pictures(in, form, new ResultsReader.PictureHandler() {
            @Override
            public void accept(PictureResult picture) {
                pictures.add(picture);
            }

            @Override
            public void unusable(long number, String reason) {
                unusable.add(number + ": " + reason);
            }
        });
    }

    @Test
    void shouldReadMegaDetectorsPictures() throws Exception {
        read("""
                {"images": [
                  {"file": "d1\\\\IMG_1.JPG", "datetime": "2026:01:17 16:18:44", "detections": [
                     {"category": "1", "conf": 0.9, "bbox": [0, 0.1, 0.2, 0.3], "classifications": [["3", 0.9]]},
                     {"category": "2", "conf": 1}]},
                  {"file": "d1/IMG_2.JPG", "detections": []},
                  {"file": "d1/IMG_3.JPG", "failure": "Failure image access", "detections": null}]}""", Form.MEGADETECTOR);

        assertThat(pictures).hasSize(3);
        assertThat(pictures.get(0).path()).isEqualTo("d1/IMG_1.JPG");
        assertThat(pictures.get(0).time()).isEqualTo("2026:01:17 16:18:44");
        assertThat(pictures.get(0).detections()).containsExactly(new Detection("1", 0.9), new Detection("2", 1));
        assertThat(pictures.get(1).failed()).isFalse();
        assertThat(pictures.get(2).failed()).isTrue();
        assertThat(pictures.get(2).number()).isEqualTo(3);
        assertThat(unusable).isEmpty();
    }

    @Test
    void shouldReadSpeciesNetsPredictions() throws Exception {
        read("""
                {"predictions": [{"filepath": "/cards/d1/a.jpg", "country": "RUS",
                  "classifications": {"classes": ["x;;;;;;blank"], "scores": [0.1]},
                  "detections": [{"category": "1", "label": "animal", "conf": 0.7, "bbox": [0, 0, 1, 1]}],
                  "prediction": "id;mammalia;carnivora;felidae;panthera;pardus;leopard", "prediction_score": 0.83,
                  "prediction_source": "classifier", "model_version": "4.0.1a"},
                  {"filepath": "b.jpg", "failures": ["CLASSIFIER", "DETECTOR"], "model_version": "4.0.1a"}]}""", Form.SPECIESNET);

        assertThat(pictures.get(0).label()).endsWith(";leopard");
        assertThat(pictures.get(0).score()).isEqualTo(0.83);
        assertThat(pictures.get(0).model()).isEqualTo("4.0.1a");
        assertThat(pictures.get(0).detections()).containsExactly(new Detection("1", 0.7));
        assertThat(pictures.get(1).failed()).isTrue();
    }

    @Test
    void shouldReadTheHeaderWhereverItStands() throws Exception {
        ResultsHeader header = ResultsReader.header(in("""
                {"images": [{"file": "a", "detections": []}], "detection_categories": {"1": "vehicle", "7": "animal"},
                 "info": {"detector": "md_v5a.0.0.pt", "detector_metadata": {"image_size": 1280}}}"""));

        assertThat(header.form()).isEqualTo(Form.MEGADETECTOR);
        assertThat(header.detector()).isEqualTo("md_v5a.0.0.pt");
        assertThat(header.subject("1")).isEqualTo(Subject.VEHICLE);
        assertThat(header.subject("7")).isEqualTo(Subject.ANIMAL);
        assertThat(header.subject("2")).isNull();
        assertThat(ResultsReader.header(in("{\"predictions\": []}")).subject("2"))
                .isEqualTo(Subject.PERSON);
    }

    @Test
    void shouldNamePicturesThatCantBeUsedAndGoOn() throws Exception {
        read("""
                {"images": [7, {"detections": []}, {"file": "a"}, {"file": "a", "detections": 3},
                  {"file": "a", "detections": [{"conf": 0.5}]}, {"file": "a", "detections": [{"category": "1", "conf": 7}]},
                  {"file": "a", "detections": [{"category": "1", "conf": "high"}]}, {"file": "a", "detections": [[]]},
                  {"file": {"x": [1, {"file": "b"}]}, "detections": []}, {"file": "last", "detections": []}]}""", Form.MEGADETECTOR);

        assertThat(unusable)
                .hasSize(9)
                .contains(
                        "1: it is no JSON object",
                        "2: it has no 'file' that names the picture",
                        "3: it has neither detections nor a failure",
                        "4: its 'detections' are no list");
        assertThat(pictures).extracting(PictureResult::path).containsExactly("last");
    }

    @Test
    void shouldRefuseWhatIsNoResultsFile() {
        for (String text :
                List.of("", "[]", "7", "{\"annotations\": []}", "{\"images\": {}}", "not json", "{\"images\": [")) {
            assertThatThrownBy(() -> ResultsReader.header(in(text)))
                    .as(text)
                    .isInstanceOf(FaultyInput.class)
                    .hasMessageMatching("(?s).{10,400}");
        }
        assertThatThrownBy(() -> read("{\"images\": [{\"file\": \"a\", \"detections\": []}", Form.MEGADETECTOR))
                .isInstanceOf(FaultyInput.class);
    }

    @Test
    void shouldRefuseAMillionBracketsAtOnce() {
        String deep = "{\"images\": " + "[".repeat(1_000_000);

        assertThatThrownBy(() -> ResultsReader.header(in(deep))).isInstanceOf(FaultyInput.class);
        assertThatThrownBy(() -> read(deep, Form.MEGADETECTOR)).isInstanceOf(FaultyInput.class);
        assertThatThrownBy(() -> ResultsReader.header(in("{\"x\":".repeat(1_000_000))))
                .isInstanceOf(FaultyInput.class);
    }

    @Test
    void shouldRefuseATextWithoutEnd() {
        InputStream endless =
                new SequenceInputStream(in("{\"images\": [{\"detections\": [], \"file\": \""), new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }
                });

        assertThatThrownBy(() -> read(endless, Form.MEGADETECTOR)).isInstanceOf(FaultyInput.class);
    }
}
