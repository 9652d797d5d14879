package org.amurwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void shouldFallBackToDefaults() {
        SystemSettings settings = read(Map.of(), Map.of());

        assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.registryUrl()).isEqualTo("http://127.0.0.1:9094/apis/ccompat/v7");
        assertThat(settings.purpose()).isEqualTo(Purpose.ACTUAL);
        assertThat(settings.kafka()).isEmpty();
        assertThat(settings.refuseInputAtDiskUsage()).isEqualTo(0.95);
    }

    @Test
    void shouldLetEachSourceWinOverTheOneBelow() throws IOException {
        write(Settings.LOCAL_SYSTEM.toString(), "amurwatch.bootstrap-servers=system:1");
        assertThat(bootstrapServers(Map.of(), Map.of())).isEqualTo("system:1");

        write("amurwatch.properties", "amurwatch.bootstrap-servers=file:2");
        assertThat(bootstrapServers(Map.of(), Map.of())).isEqualTo("file:2");

        Map<String, String> environment = Map.of("AMURWATCH_BOOTSTRAP_SERVERS", "environment:3");
        assertThat(bootstrapServers(Map.of(), environment)).isEqualTo("environment:3");

        Map<String, String> options = Map.of("amurwatch.bootstrap-servers", "option:4");
        assertThat(bootstrapServers(options, environment)).isEqualTo("option:4");
    }

    @Test
    void shouldTakeEachSettingFromTheHighestSourceThatHasIt() throws IOException {
        write(Settings.LOCAL_SYSTEM.toString(), "amurwatch.bootstrap-servers=system:1\namurwatch.purpose=EXERCISE");
        write("amurwatch.properties", "amurwatch.bootstrap-servers=file:2");

        SystemSettings settings = read(Map.of(), Map.of());

        assertThat(settings.bootstrapServers()).isEqualTo("file:2");
        assertThat(settings.purpose()).isEqualTo(Purpose.EXERCISE);
    }

    @Test
    void shouldReadTheFileThatTheEnvironmentNamesInsteadOfTheUsualOne() throws IOException {
        write("amurwatch.properties", "amurwatch.bootstrap-servers=usual:1");
        write("other.properties", "amurwatch.bootstrap-servers=other:2");

        assertThat(bootstrapServers(Map.of(), Map.of("AMURWATCH_SETTINGS", "other.properties")))
                .isEqualTo("other:2");
    }

    @Test
    void shouldPassOnKafkasOwnSettingsByTheirNames() throws IOException {
        write("amurwatch.properties", "amurwatch.kafka.security.protocol=SSL\namurwatch.kafka.ssl.truststore.type=PEM");

        assertThat(read(Map.of(), Map.of()).kafka())
                .containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol", "SSL", "ssl.truststore.type", "PEM"));
    }

    @Test
    void shouldPassOnKafkasOwnSettingsFromTheEnvironment() {
        assertThat(read(Map.of(), Map.of("AMURWATCH_KAFKA_SECURITY_PROTOCOL", "SSL"))
                        .kafka())
                .containsExactlyEntriesOf(Map.of("security.protocol", "SSL"));
    }

    @Test
    void shouldTakeAPasswordAsItIsWrittenWhateverSignsItHas() throws IOException {
        write("amurwatch.properties", "amurwatch.kafka.sasl.jaas.config=pa$$word$1${x}");

        assertThat(read(Map.of(), Map.of()).kafka()).containsEntry("sasl.jaas.config", "pa$$word$1${x}");
    }

    @Test
    void shouldNameASettingThatCannotBeRead() throws IOException {
        write("amurwatch.properties", "amurwatch.purpose=WAR");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read(Map.of(), Map.of()))
                .withMessageContaining("A setting can't be used")
                .withMessageContaining("amurwatch.purpose")
                .withMessageContaining("WAR")
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void shouldNameASettingsFileThatIsNotThere() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read(Map.of(), Map.of("AMURWATCH_SETTINGS", "absent.properties")))
                .withMessageContaining("Can't read the settings file")
                .withMessageContaining("absent.properties");
    }

    private String bootstrapServers(Map<String, String> options, Map<String, String> environment) {
        return read(options, environment).bootstrapServers();
    }

    private SystemSettings read(Map<String, String> options, Map<String, String> environment) {
        return Settings.read(SystemSettings.class, options, environment, folder);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
