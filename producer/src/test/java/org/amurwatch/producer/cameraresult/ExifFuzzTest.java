package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ExifFuzzTest {

    @FuzzTest
    void shouldReadAnythingAsAPictureWithOrWithoutATime(byte[] beginning) {
        assertThat(Exif.read(beginning)).isNotNull();
    }
}
